//! What brings islands to life: leptos' loader, and the two files that it fetches.

use super::page;
use leptos::prelude::*;
use std::sync::Arc;

/// The loader of this build's islands: the only inline script, and the same on every page.
#[derive(Clone, Debug)]
pub struct Loader {
    /// The text of the script, as the content security policy names it by its hash.
    pub script: Arc<str>,
    assets: &'static str,
}

/// A browser without a script need not fetch what it can't run; leptos' own hints make it.
const SCRIPTED: &str = "(scripting: enabled)";

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
            .map(|(text, _)| text.into())
            .expect("leptos renders its loader as one inline script");
        Self { script, assets }
    }

    /// What stands in the head of every page.
    pub fn head(&self) -> impl IntoView + use<> {
        let file = |name: &str| format!("{}/pkg/{name}", self.assets);
        view! {
            <link rel="modulepreload" href=file("tutti.js") media=SCRIPTED fetchpriority="low" />
            <link
                rel="preload"
                r#as="fetch"
                r#type="application/wasm"
                href=file("tutti.wasm")
                crossorigin=""
                media=SCRIPTED
                fetchpriority="low"
            />
            <script type="module">{self.script.to_string()}</script>
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
        assert!(
            loader.script.ends_with(r#"("/v/x", "pkg", "tutti", "tutti", false);"#) || loader.script.contains("/v/x")
        );
        let head = page::render(|| loader.head());
        assert!(
            head.ends_with(&format!(r#"<script type="module">{}</script>"#, loader.script)),
            "{head}"
        );
    }
}
