//! The routes of the portal, and the middleware for all of them.

use super::forms::Forms;
use super::http::{headers, paths, rate_limit};
use super::intake::{submissions, uploads};
use super::ops::{csp_reports, health, log, metrics};
use super::portal::Portal;
use super::site::{self, kiosk, pages};
use super::staff::{downloads, export, gate, inbox, paper, sign_in};
use axum::Router;
use axum::extract::State;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use std::sync::Arc;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

/// Returns the router of the whole portal.
pub(super) fn router(portal: &Portal) -> Router {
    let intake = Router::new()
        .route(paths::ATTACHMENTS, post(uploads::upload))
        .route("/api/submissions", post(submissions::submit))
        .with_state(Arc::clone(&portal.intake));
    let health = Router::new()
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .with_state(Arc::clone(&portal.dependencies));
    let csp_reports = Router::new()
        .route("/csp-reports", post(csp_reports::receive))
        .with_state(Arc::clone(&portal.csp_reports));
    let sign_in = Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .with_state(Arc::clone(&portal.staff));
    public(portal)
        .merge(intake)
        .merge(health)
        .merge(csp_reports)
        .merge(sign_in)
        .merge(staff_only(portal))
        .nest("/guitai", bundle(portal))
        .method_not_allowed_fallback(pages::method_not_allowed)
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(Arc::clone(&portal.rate_limit), rate_limit::limit))
        .layer(from_fn_with_state(Arc::clone(&portal.url), headers::secure))
        .layer(from_fn_with_state(Arc::clone(&portal.metrics), metrics::count))
        .layer(from_fn(log::request))
}

/// The public pages and files, and the page for unknown paths.
fn public(portal: &Portal) -> Router {
    let mut router = Router::new()
        .route("/bare", get(pages::bare))
        .route("/config.json", get(site::config))
        .route("/demo/{name}", get(site::asset))
        .route("/forms/{name}", get(site::form))
        .route("/kiosk", get(kiosk::show))
        .route("/paper/{workflow}", get(site::paper::show));
    for page in pages::pages(&portal.delivery, portal.forms.config_checksum()) {
        let path = page.path().to_owned();
        let show = move |State(forms): State<Arc<Forms>>| async move { page.render(&forms) };
        router = router.route(&path, get(show));
    }
    router.fallback(pages::missing).with_state(Arc::clone(&portal.forms))
}

/// The routes that only the staff may use.
fn staff_only(portal: &Portal) -> Router {
    let metrics = Router::new().route("/metrics", get(metrics::show)).with_state(Arc::clone(&portal.metrics));
    let csp_reports = Router::new()
        .route("/csp-reports", get(csp_reports::list))
        .with_state(Arc::clone(&portal.csp_reports));
    Router::new()
        .route("/api/attachments/{id}", get(downloads::stored))
        .route("/inbox", get(inbox::list))
        .route("/inbox.csv", get(export::csv))
        .route("/inbox.json", get(inbox::list_json))
        .route("/inbox.xlsx", get(export::xlsx))
        .route("/inbox/{id}", get(inbox::show))
        .route("/inbox/{id}/paper", get(paper::show))
        .route("/inbox/{submission}/attachments/{id}", get(downloads::inline))
        .with_state(Arc::clone(&portal.staff))
        .merge(metrics)
        .merge(csp_reports)
        .route_layer(from_fn_with_state(Arc::clone(&portal.staff), gate::require_staff))
}

/// The bundle's files, which are sent compressed if there are compressed versions beside them.
fn bundle(portal: &Portal) -> Router {
    let files = ServeDir::new(&portal.dist).precompressed_br().precompressed_gzip();
    Router::new()
        .fallback_service(files)
        .layer(from_fn_with_state(Arc::clone(&portal.delivery), headers::bundle))
}
