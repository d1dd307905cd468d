//! What whoever watches over the portal may ask: is it alive, and can it take submissions?

use super::portal::Portal;
use axum::extract::State;
use axum::http::StatusCode;
use std::time::Duration;
use tokio::time::timeout;

/// Who has not answered by then does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// `GET /healthz`: the process answers, and so does its database.
pub(super) async fn alive(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    answer(database(&portal).await)
}

/// `GET /readyz`: the storage of attachments can be reached as well, and the disks have room.
pub(super) async fn ready(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    answer(match database(&portal).await {
        Ok(()) if !portal.quota().is_well() => Err("a disk is as full as it may be, or can't be read\n"),
        Ok(()) => {
            soon(portal.storage().is_well()).await.ok_or("the storage of attachments does not answer\n")
        }
        trouble => trouble,
    })
}

async fn database(portal: &Portal) -> Result<(), &'static str> {
    soon(portal.store().is_well()).await.ok_or("the database does not answer\n")
}

async fn soon(is_well: impl Future<Output = bool>) -> Option<()> {
    timeout(PATIENCE, is_well).await.is_ok_and(|is_well| is_well).then_some(())
}

fn answer(health: Result<(), &'static str>) -> (StatusCode, &'static str) {
    health.map_or_else(|trouble| (StatusCode::SERVICE_UNAVAILABLE, trouble), |()| (StatusCode::OK, "ok\n"))
}
