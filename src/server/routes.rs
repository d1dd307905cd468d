//! Which address leads where, and what is around all of them.

use super::pages::{self, PAGES};
use super::portal::Portal;
use super::{attachments, export, headers, health, inbox, intake, limit, log, metrics, reports, staff};
use axum::Router;
use axum::extract::State;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

/// The whole site.
pub(super) fn router(portal: &Portal) -> Router {
    let mut router = Router::new()
        .route(attachments::PATH, post(attachments::take))
        .route("/api/submissions", post(intake::submit))
        .route("/bare", get(pages::bare))
        .route("/config.json", get(pages::config))
        .route("/csp-reports", post(reports::receive))
        .route("/demo/{name}", get(pages::file))
        .route("/forms/{name}", get(pages::form))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/sign-in", get(staff::ask).post(staff::sign_in))
        .route("/sign-out", post(staff::sign_out))
        .merge(for_staff(portal))
        .nest("/guitai", bundle(portal));
    for page in PAGES {
        let show = move |State(portal): State<Portal>| async move { pages::show(&portal, page) };
        router = router.route(page.path, get(show));
    }
    router
        .fallback(pages::missing)
        .method_not_allowed_fallback(pages::method_not_allowed)
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(portal.clone(), limit::each_client))
        .layer(from_fn_with_state(portal.clone(), headers::secure))
        .layer(from_fn_with_state(portal.clone(), metrics::count))
        .layer(from_fn(log::request))
        .with_state(portal.clone())
}

/// What only the staff may see.
fn for_staff(portal: &Portal) -> Router<Portal> {
    Router::new()
        .route("/api/attachments/{id}", get(attachments::stored))
        .route("/csp-reports", get(reports::list))
        .route("/inbox", get(inbox::list))
        .route("/inbox.csv", get(export::csv))
        .route("/inbox.json", get(inbox::list_json))
        .route("/inbox.xlsx", get(export::xlsx))
        .route("/inbox/{id}", get(inbox::show))
        .route("/inbox/{submission}/attachments/{id}", get(attachments::inline))
        .route("/metrics", get(metrics::show))
        .route_layer(from_fn_with_state(portal.clone(), staff::only))
}

/// The bundle's files, with the compressed ones beside them where there are any.
fn bundle(portal: &Portal) -> Router<Portal> {
    let files = ServeDir::new(portal.dist()).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files).layer(from_fn(headers::bundle))
}
