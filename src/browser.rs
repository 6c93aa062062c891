//! The browser's entry point: wakes the islands. It names no page; what a visitor downloads is `ls src/*/islands.rs`.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by leptos' loader once the library has arrived.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
