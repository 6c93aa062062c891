//! moderation/report.

use super::model::Reported;
use crate::error::AppError;
use crate::ui::address::Address;
use leptos::prelude::*;

/// Tells the moderators of something.
pub const REPORT: Address = Address::new(
    "/api/moderation/report",
    "/",
    &["subject", "slug", "username", "seq", "reason", "note"],
);

/// The acts of this room.
pub const ACTS: &[&Address] = &[&REPORT];

/// Reports an event (`slug`), a musician (`username`), or a message (`seq` of the thread with `username` about `slug`);
/// `subject` says which of the three.
#[server(prefix = "/api", endpoint = "moderation/report")]
pub async fn report(
    #[server(default)] subject: String,
    #[server(default)] slug: String,
    #[server(default)] username: String,
    #[server(default)] seq: String,
    #[server(default)] reason: String,
    #[server(default)] note: String,
) -> Result<Reported, AppError> {
    use super::forms::ReportForm;
    use super::store;
    use super::subject::Subject;
    use crate::app::{Act, Limit, Notice};

    let act = Act::here()?;
    let reporter = act.member().await?;
    let subject = Subject::of_form(&subject, &slug, &username, &seq)?;
    let seen = store::seen(act.db(), &reporter, &subject, act.now).await?;
    let seen = seen.ok_or(AppError::NotFound)?;
    if seen.own {
        return Err(AppError::Forbidden);
    }
    let report = ReportForm { reason, note }.parse()?;
    act.limit_member(Limit::Report, &reporter)?;
    let id = act.app.ids.next(act.now);
    let new = crate::transact!(act.db(), tx => {
        Ok(store::insert(tx, &reporter, &subject, &seen, &report, id, act.now).await?)
    })?;
    let notice = if new { Notice::Reported } else { Notice::ReportedBefore };
    act.done(&subject.path(), notice);
    Ok(Reported { before: !new })
}
