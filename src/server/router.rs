//! The site: the house of pages and acts, and the layers around it.

use super::{
    assets, client, compression, crawlers, csp, front, health, page_cache, request_id, request_size, revalidation,
    security, slash, speculation, timeouts,
};
use crate::app::{self, App, acts};
use crate::error::AppError;
use crate::identity::sessions;
use crate::language;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use leptos::prelude::provide_context;
use std::sync::Arc;
use tokio_util::task::TaskTracker;
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::Session;

/// The site, and what still runs in it.
pub struct Site {
    /// Answers every request.
    pub router: Router,
    /// Acts and pages that run detached from their connection; shutdown waits for them.
    pub running: TaskTracker,
}

/// Puts the site together.
///
/// Two routers, one in the other. The *house* holds pages and server functions behind the session; nobody reaches a server
/// function but through the front. The *site* holds the front at each act's exact path, files, and health, and asks the
/// house for everything else.
pub fn site(app: App, trusted: client::TrustedProxies) -> Site {
    // Once per process: leptos' reactive parts in server functions need an executor. A second call changes nothing.
    let _ = any_spawner::Executor::init_tokio();
    let running = TaskTracker::new();
    let functions = acts()
        .fold(Router::new(), |router, address| {
            router.route(address.path, any(server_function))
        })
        .with_state(app.clone());
    let house = app::routes()
        .with_state(app.clone())
        .merge(functions)
        .layer(CatchPanicLayer::custom(|_| AppError::Internal.into_response()))
        .layer(middleware::from_fn_with_state(app.clone(), app::dress))
        .layer(sessions::layer(&app.db, app.site.public_url.is_https()));

    let policy = csp::policy(&app.loader);
    let headers = security::SecurityHeaders::new(policy, app.site.public_url.is_https());
    let front = Arc::new(front::Front {
        house: house.clone(),
        app: app.clone(),
        running: running.clone(),
    });
    let page_time = timeouts::PageTime {
        limit: timeouts::PAGE_TIME,
        running: running.clone(),
    };
    let inner = front::routes(front)
        .merge(assets::routes())
        .merge(health::routes(app.db.clone()))
        .merge(speculation::routes())
        .merge(crawlers::routes(app.clone(), crawlers::ROWS))
        .fallback_service(house)
        .layer(middleware::from_fn(speculation::announce))
        .layer(middleware::from_fn_with_state(page_time, timeouts::limit))
        .layer(CatchPanicLayer::custom(|_| AppError::Internal.into_response()))
        // Once more around the tasks that pages run in: whoever waited too long reads a page, too.
        .layer(middleware::from_fn_with_state(app.clone(), app::dress))
        .layer(middleware::from_fn_with_state(app.clone(), in_the_readers_language))
        .layer(compression::layer());
    // Whoever comes to a closed door is still answered by the same house rules.
    let door = Router::new()
        .fallback_service(inner)
        .layer(middleware::from_fn(slash::remove_trailing))
        .layer(middleware::from_fn(request_size::limit_address));
    // Each router is one thing to clone for a request, however many layers it holds, and each layer clones what it holds.
    // So a page that is kept passes few of them.
    let router = Router::new()
        .fallback_service(door)
        .layer(middleware::from_fn_with_state(app, page_cache::answer))
        .layer(middleware::from_fn(revalidation::not_modified))
        // What breaks out here has nobody left to dress it.
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(headers, security::secure))
        .layer(middleware::from_fn(request_id::trace))
        .layer(middleware::from_fn_with_state(trusted, client::note_address));
    Site { router, running }
}

async fn in_the_readers_language(State(app): State<App>, request: Request, next: Next) -> Response {
    let language = app::spoken(request.headers(), app.site.public_url.is_https());
    language::within(language, next.run(request)).await
}

/// Runs the server function at the request's path, with what an `Act` needs around it.
async fn server_function(State(app): State<App>, request: Request) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let context = move || {
        provide_context(app.clone());
        if let Some(session) = &session {
            provide_context(session.clone());
        }
    };
    leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response()
}
