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
    let source = visit.app.site.source_url.clone();
    let meta = Meta::new(t!("about-title")).canonical("/about");
    visit.page(meta, Cache::Public { seconds: 60 }, move || {
        view! {
            <div class="head"><h1>{t!("about-title")}</h1><p class="lede">{t!("about-lead")}</p></div>
            <div class="stack measure">
                <p>{t!("about-what")}</p>
                <p>{t!("about-free")}</p>
                <p><a href=source>{t!("about-source")}</a></p>
            </div>
        }
    })
}
