//! A link to hand on: a field from which it can be copied, and where a script runs, buttons that do it.

use super::islands::{SHARED_LINK, ShareLink};
use crate::t;
use leptos::prelude::*;

/// The link. Once on a page.
#[component]
pub fn LinkToShare(#[prop(into)] label: String, #[prop(into)] url: String) -> impl IntoView {
    view! {
        <ShareLink copy=t!("share-copy") send=t!("share-send") copied=t!("share-copied") chosen=t!("share-chosen")>
            <div class="field">
                <label for=SHARED_LINK>{label}</label>
                <input class="input" id=SHARED_LINK type="text" readonly=true spellcheck="false" value=url />
            </div>
        </ShareLink>
    }
}
