//! Nobody waits for a page without end, and no act is cut off.
//!
//! A future that is dropped in the middle of a transaction can take other people's saved writes with it (the database
//! library forgets to end it). So a page is rendered in a task of its own: when it takes too long, or when its reader
//! leaves, the answer is given up and the task runs to its end. Acts are no business of this layer: `front` reads their
//! bodies in limited time and detaches them.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio_util::task::TaskTracker;
use tracing::Instrument;

use crate::error::AppError;
use crate::language;

/// How long a page may take before its reader is told that we are busy.
pub(super) const PAGE_TIME: Duration = Duration::from_secs(10);

/// How long a page may take, and where the tasks are counted that shutdown waits for.
#[derive(Clone, Debug)]
pub struct PageTime {
    pub limit: Duration,
    pub running: TaskTracker,
}

/// The layer, for GET and HEAD; other methods pass.
pub async fn limit(State(time): State<PageTime>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let page = time
        .running
        .spawn(language::shared(next.run(request)).in_current_span());
    match tokio::time::timeout(time.limit, page).await {
        Ok(Ok(response)) => response,
        Ok(Err(task)) => match task.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic), // for the router's layer that answers for panics
            Err(_) => AppError::Unavailable { retry_after: 1 }.into_response(), // the runtime is going down
        },
        Err(_) => {
            tracing::error!(limit = ?time.limit, "a page took too long");
            AppError::Unavailable { retry_after: 5 }.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::{Router, middleware, routing::any};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tower::ServiceExt;

    struct Site {
        router: Router,
        running: TaskTracker,
        finished: Arc<AtomicU32>,
    }

    async fn broken() {
        panic!("broken on purpose")
    }

    fn site() -> Site {
        let (running, finished) = (TaskTracker::new(), Arc::new(AtomicU32::new(0)));
        let count = finished.clone();
        let slow = move || async move {
            tokio::time::sleep(Duration::from_millis(300)).await;
            count.fetch_add(1, Ordering::SeqCst);
        };
        let time = PageTime {
            limit: Duration::from_millis(100),
            running: running.clone(),
        };
        let router = Router::new()
            .route("/slow", any(slow))
            .route("/quick", any(|| async {}))
            .route("/broken", any(broken))
            .layer(middleware::from_fn_with_state(time, limit))
            .layer(tower_http::catch_panic::CatchPanicLayer::new());
        Site {
            router,
            running,
            finished,
        }
    }

    async fn status(site: &Site, method: Method, path: &str) -> StatusCode {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        site.router.clone().oneshot(request).await.unwrap().status()
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_is_given_up_but_runs_to_its_end() {
        let site = site();
        assert_eq!(
            status(&site, Method::GET, "/slow").await,
            StatusCode::SERVICE_UNAVAILABLE
        );
        assert_eq!(
            status(&site, Method::HEAD, "/slow").await,
            StatusCode::SERVICE_UNAVAILABLE
        );
        assert_eq!(site.finished.load(Ordering::SeqCst), 0);
        site.running.close();
        site.running.wait().await;
        assert_eq!(site.finished.load(Ordering::SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_who_leaves_cancels_nothing() {
        let site = site();
        let asked = tokio::time::timeout(Duration::from_millis(10), status(&site, Method::GET, "/slow"));
        assert!(asked.await.is_err(), "gone before the answer");
        site.running.close();
        site.running.wait().await;
        assert_eq!(site.finished.load(Ordering::SeqCst), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn acts_take_their_time_and_panics_pass() {
        let site = site();
        assert_eq!(status(&site, Method::POST, "/slow").await, StatusCode::OK);
        assert_eq!(status(&site, Method::GET, "/quick").await, StatusCode::OK);
        assert_eq!(
            status(&site, Method::GET, "/broken").await,
            StatusCode::INTERNAL_SERVER_ERROR
        );
    }
}
