//! Health checks for load balancers and monitoring.

use super::disk::Disk;
use crate::server::store::{FileStore, Store};
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// The longest time that a dependency may take to respond.
const CHECK_TIMEOUT: Duration = Duration::from_secs(5);

/// The services that the portal needs to receive submissions.
#[derive(Debug)]
pub struct Dependencies {
    pub store: Store,
    pub files: Arc<FileStore>,
    pub disks: Vec<Disk>,
}

/// `GET /healthz`: the process and the database respond.
pub async fn live(State(dependencies): State<Arc<Dependencies>>) -> (StatusCode, &'static str) {
    response(check_database(&dependencies).await)
}

/// `GET /readyz`: the attachment storage also responds, and the disks have room.
pub async fn ready(State(dependencies): State<Arc<Dependencies>>) -> (StatusCode, &'static str) {
    response(check_all(&dependencies).await)
}

async fn check_all(dependencies: &Dependencies) -> Result<(), &'static str> {
    check_database(dependencies).await?;
    let has_room = |disk: &Disk| matches!(disk.has_room_for(0), Ok(true));
    if !dependencies.disks.iter().all(has_room) {
        return Err("a disk is above its permitted share, or its size can't be read\n");
    }
    in_time(dependencies.files.is_available()).await.ok_or("the storage of attachments does not respond\n")
}

async fn check_database(dependencies: &Dependencies) -> Result<(), &'static str> {
    in_time(dependencies.store.is_available()).await.ok_or("the database does not respond\n")
}

async fn in_time(is_available: impl Future<Output = bool>) -> Option<()> {
    timeout(CHECK_TIMEOUT, is_available).await.is_ok_and(|is_available| is_available).then_some(())
}

fn response(health: Result<(), &'static str>) -> (StatusCode, &'static str) {
    health.map_or_else(|reason| (StatusCode::SERVICE_UNAVAILABLE, reason), |()| (StatusCode::OK, "ok\n"))
}
