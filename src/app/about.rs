//! What this site is, and where its source is.

use super::{App, Cache, Meta, Page, Visit};
use crate::t;
use axum::Router;
use axum::routing::get;
use leptos::prelude::*;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/about", get(show))
}

async fn show(visit: Visit) -> Page {
    let source = match visit.app.site.source_url.clone() {
        Some(url) => view! { <a href=url>{t!("about-source")}</a> }.into_any(),
        None => t!("about-source-untold").into_any(),
    };
    let meta = Meta::new(t!("about-title")).canonical("/about");
    visit.page(meta, Cache::Public { seconds: 60 }, move || {
        view! {
            <div class="head"><h1>{t!("about-title")}</h1><p class="lede">{t!("about-lead")}</p></div>
            <div class="stack measure">
                <p>{t!("about-what")}</p>
                <p>{t!("about-free")}</p>
                <p id="source">{source}</p>
            </div>
        }
    })
}
