//! `/events/{slug}/qr.svg`: the address of an event's page as a QR code, to be saved and printed. For whoever may open
//! the page.

use crate::app::{Cache, File, Visit};
use crate::error::AppError;
use crate::events::slug::Slug;
use crate::events::store;
use crate::ui::qr;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::HeaderMap;
use axum::response::Response;

/// GET /events/{slug}/qr.svg
pub(super) async fn show(
    visit: Visit,
    slug: Result<Path<Slug>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Path(slug) = slug.map_err(|_| AppError::NotFound)?;
    let event = store::event(visit.db(), visit.member.as_ref(), &slug).await?;
    event.ok_or(AppError::NotFound)?;
    let url = visit.app.site.public_url.join(&slug.path());
    let file = File::new("image/svg+xml", Cache::PerVisitor, &url, &headers).noindex();
    file.answer(async { qr::file(&url).ok_or(AppError::NotFound) }).await
}
