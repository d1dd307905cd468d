//! What whoever watches over the portal may ask: is it alive, and can it take submissions?

use super::portal::Portal;
use axum::extract::State;
use axum::http::StatusCode;

/// `GET /healthz`: the process answers, and so does its database. If not, start it again.
pub(super) async fn alive(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    answer(portal.store().is_well().await, "the database does not answer\n")
}

/// `GET /readyz`: the storage of attachments can be reached as well. If not, send people elsewhere.
pub(super) async fn ready(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    match (portal.store().is_well().await, portal.storage().is_well().await) {
        (true, is_well) => answer(is_well, "the storage of attachments does not answer\n"),
        (false, _) => answer(false, "the database does not answer\n"),
    }
}

fn answer(is_well: bool, trouble: &'static str) -> (StatusCode, &'static str) {
    if is_well { (StatusCode::OK, "ok\n") } else { (StatusCode::SERVICE_UNAVAILABLE, trouble) }
}
