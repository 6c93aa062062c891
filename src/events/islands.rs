//! What hydrates of events: the programme's filters show what they find as soon as they are set, and a form says what the
//! clock on the wall will show.
//!
//! The filters are an ordinary GET form, and what they find is the page that the server answers with. The island fetches
//! that page and puts its results in place of those in sight; the address bar and the history follow, so that a link, a
//! reload and the back button show the same. Whatever fails ends in the form being sent the plain way.

use crate::ui::islands::{fetch_page, part_of_both, urlencoded};
use leptos::prelude::*;
use leptos::web_sys::{Document, Element, Event, FormData, HtmlFormElement, HtmlInputElement, NodeList};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Stands for the time in the sentence that says when an event starts.
pub const TIME_HERE: &str = "{time}";
/// Stands for the zone in it.
pub const ZONE_HERE: &str = "{zone}";
/// Where that sentence stands.
const PREVIEW: &str = "[data-preview]";

/// Wraps the fields of a time and says, while they are filled, what is meant. Where nobody has said yet which zone they
/// live in, it offers the browser's.
#[island]
pub fn WallTime(
    /// The sentence.
    pattern: String,
    guess: bool,
    children: Children,
) -> impl IntoView {
    let say = move || {
        let (starts, zone) = (value("starts_at"), value("time_zone"));
        let time = starts.split_once('T').map(|(_, time)| time.get(..5).unwrap_or(time));
        let words = time.filter(|time| !time.is_empty() && !zone.is_empty());
        let words = words.map(|time| pattern.replace(TIME_HERE, time).replace(ZONE_HERE, &zone));
        if let Ok(Some(preview)) = document().query_selector(PREVIEW) {
            preview.set_text_content(words.as_deref());
        }
    };
    let begin = say.clone();
    Effect::new(move |_| {
        // Going back brings what was typed: that is known.
        if let (true, Some(zone), Some(field)) = (guess, browsers_zone(), field("time_zone"))
            && field.value() == field.default_value()
        {
            field.set_value(&zone);
        }
        begin();
    });
    view! { <div class="enhanced" on:input=move |_| say()>{children()}</div> }
}

fn field(name: &str) -> Option<HtmlInputElement> {
    let found = document()
        .query_selector(&format!("form input[name='{name}']"))
        .ok()??;
    found.dyn_into().ok()
}

fn value(name: &str) -> String {
    field(name).map(|field| field.value()).unwrap_or_default()
}

/// The zone of this browser's clock, by its IANA name.
fn browsers_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let zone = js_sys::Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone"));
    zone.ok()?.as_string().filter(|zone| !zone.is_empty())
}

/// What is exchanged.
const RESULTS: &str = "[data-results]";
/// Where their number is said to those who don't see them; it stays, so that a change is heard.
const COUNT: &str = "[data-count]";

/// Wraps the filters of a list and its results.
#[island]
pub fn Filtered(children: Children) -> impl IntoView {
    // Of two answers under way only the one asked for last is shown.
    let asked = StoredValue::new(0_u32);
    let ask = move |address: String, history: bool| {
        asked.update_value(|number| *number += 1);
        let number = asked.get_value();
        spawn_local(async move {
            let shown = show(&address, move || asked.get_value() == number).await;
            match shown {
                Ok(Some(page)) if !history => fill(&page),
                Ok(Some(_)) => {
                    let _ = window()
                        .history()
                        .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&address)));
                }
                Ok(None) => {}
                Err(_) => {
                    let _ = window().location().assign(&address);
                }
            }
        });
    };
    let wish = move |event: Event| {
        let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let form = form.and_then(|inside| inside.closest("form").ok().flatten());
        let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        if let Ok(address) = address(&form) {
            event.prevent_default();
            ask(address, true);
        }
    };
    Effect::new(move |_| {
        let back = Closure::<dyn Fn()>::new(move || {
            let here = window().location();
            if let (Ok(path), Ok(search)) = (here.pathname(), here.search()) {
                ask(path + &search, false);
            }
        });
        window().set_onpopstate(Some(back.as_ref().unchecked_ref()));
        // It lives as long as the page does.
        back.forget();
    });
    view! { <div class="enhanced" on:submit=move |event| wish(event.into()) on:change=wish>{children()}</div> }
}

/// The address that a form asks for, without what is not set.
fn address(form: &HtmlFormElement) -> Result<String, JsValue> {
    let query = urlencoded(&FormData::new_with_form(form)?, |value| !value.trim().is_empty())?;
    let (path, query) = (
        form.get_attribute("action").unwrap_or_default(),
        String::from(query.to_string()),
    );
    Ok(if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    })
}

/// Fetches a page and shows its results, if they are still asked for: then it is given.
async fn show(address: &str, wanted: impl Fn() -> bool) -> Result<Option<Document>, JsValue> {
    let page = fetch_page(address).await?;
    if !wanted() {
        return Ok(None);
    }
    let (fresh, shown) = part_of_both(&page, RESULTS)?;
    shown.replace_with_with_node_1(&fresh)?;
    document().set_title(&page.title());
    if let Ok((fresh, shown)) = part_of_both(&page, COUNT) {
        shown.set_text_content(fresh.text_content().as_deref());
    }
    Ok(Some(page))
}

/// Fills the filters as a page has them: whoever goes back finds set what was set then.
fn fill(page: &Document) {
    let inputs = |document: &Document| document.query_selector_all("form[role='search'] input");
    let (Ok(then), Ok(now)) = (inputs(page), inputs(&document())) else {
        return;
    };
    for at in 0..now.length() {
        let input = |list: &NodeList| list.get(at).and_then(|node| node.dyn_into::<HtmlInputElement>().ok());
        if let (Some(then), Some(now)) = (input(&then), input(&now)) {
            now.set_value(&then.value());
            now.set_checked(then.checked());
        }
    }
}
