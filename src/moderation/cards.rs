//! What any page may show of this room: the way to report what stands there.

use super::subject::Subject;
use leptos::prelude::*;

/// A quiet link to the form that reports something. Search engines need not follow it.
#[component]
pub fn ReportLink(
    subject: Subject,
    #[prop(into)] text: String,
    /// What it reports, for those who don't see where it stands. Begins with the text.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    view! { <a href=subject.report_path() rel="nofollow" aria-label=label>{text}</a> }
}
