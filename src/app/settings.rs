//! What the pages of settings share: their heading, and the way from each to the others. They belong to several rooms;
//! which there are is said here.

use crate::t;
use crate::ui::tabs::Tabs;
use leptos::prelude::*;

/// The head of a page of settings.
#[component]
pub fn SettingsHead(
    /// The page's path, as it stands among the tabs.
    current: &'static str,
) -> impl IntoView {
    let tabs = vec![
        ("/settings/profile", t!("settings-tab-profile")),
        ("/settings/account", t!("settings-tab-account")),
        ("/settings/sessions", t!("settings-tab-sessions")),
    ];
    view! {
        <div class="head"><h1>{t!("settings-title")}</h1></div>
        <Tabs label=t!("settings-title") tabs current />
    }
}
