//! What brings islands to life: leptos' loader, and the two files that it fetches.
//!
//! It waits until the page has loaded: every page can be read and used without it, so it takes no bandwidth from style and
//! fonts, and no turn from the first paint. For the same reason nothing of it is announced ahead in the page's head.

use super::page;
use leptos::prelude::*;
use std::sync::Arc;

/// The loader of this build's islands: the only inline script, and the same on every page. While somebody works on the
/// site there is a second one.
#[derive(Clone, Debug)]
pub struct Loader {
    /// The text of the script, as the content security policy names it by its hash.
    pub script: Arc<str>,
    /// What reloads a page when `cargo leptos watch` has built it anew.
    pub reload: Option<Reload>,
}

/// Listens to the socket of `cargo leptos watch`. Leptos' own script exchanges the style in place, under an address that
/// is not ours.
#[derive(Clone, Debug)]
pub struct Reload {
    /// Where the socket is.
    pub port: u16,
    /// The text of the script.
    pub script: Arc<str>,
}

impl Reload {
    /// For the socket at this port.
    pub fn new(port: u16) -> Self {
        let script = format!(
            "{{const listen=()=>{{const socket=new WebSocket('ws://'+location.hostname+':{port}/live_reload');\
             socket.onmessage=()=>location.reload();socket.onclose=()=>setTimeout(listen,1000)}};listen()}}"
        );
        Self {
            port,
            script: script.into(),
        }
    }
}

/// How leptos' loader waits until the browser has nothing better to do, which may be never while a page is not drawn.
const WHEN_IDLE: &str = "requestIdleCallback(c)";
/// The same, for a second at most.
const WHEN_IDLE_OR_LATE: &str = "requestIdleCallback(c,{timeout:1000})";

impl Loader {
    /// The loader of the build whose files lie under this path. Nothing is read at run time: the names are those the
    /// build was made with.
    pub fn new(assets: &'static str) -> Self {
        let options = LeptosOptions::builder()
            .output_name("tutti")
            .site_pkg_dir("pkg")
            .build();
        let rendered = page::render(|| view! { <HydrationScripts options islands=true root=assets /> });
        let script = rendered
            .split_once("<script")
            .and_then(|(_, element)| element.split_once('>'))
            .and_then(|(_, text)| text.split_once("</script>"))
            .map(|(text, _)| text.replace(WHEN_IDLE, WHEN_IDLE_OR_LATE))
            .map(|text| format!("addEventListener(\"load\",()=>{{{text}}});"))
            .expect("leptos renders its loader as one inline script");
        Self {
            script: script.into(),
            reload: None,
        }
    }

    /// What stands in the head of every page.
    pub fn head(&self) -> impl IntoView + use<> {
        view! {
            <script type="module">{self.script.to_string()}</script>
            {self.reload.as_ref().map(|reload| view! { <script>{reload.script.to_string()}</script> })}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_is_a_script_and_nothing_but() {
        let loader = Loader::new("/v/x");
        assert!(loader.script.contains("hydrateIslands"));
        assert!(loader.script.contains(WHEN_IDLE_OR_LATE));
        assert!(
            loader
                .script
                .ends_with(r#"("/v/x", "pkg", "tutti", "tutti", false);});"#),
            "{}",
            loader.script
        );
        let head = page::render(|| loader.head());
        assert!(
            head.contains(&format!(r#"<script type="module">{}</script>"#, loader.script)),
            "{head}"
        );
    }
}
