//! What hydrates of the design system: forms that are sent in place, and a link that is handed on.
//!
//! Nothing here may panic: a panic leaves every later island of the page dead. Whatever the browser refuses ends in the
//! form being sent the plain way.

use crate::error::{FieldError, Problem};
use leptos::prelude::*;
use leptos::web_sys::{
    CustomEvent, CustomEventInit, Document, DomParser, Element, FormData, Headers, HtmlButtonElement, HtmlElement,
    HtmlFormElement, HtmlInputElement, RequestInit, Response, SubmitEvent, SupportedType, UrlSearchParams,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Dispatched on a form whose act is done, before the page moves on; `detail` is the act's answer as JSON text. Who
/// calls `preventDefault()` shows the outcome in place, and the page stays.
pub const DONE: &str = "tutti:done";

/// Stands for the page's title in the title that a form's `data-failed-title` gives the page while something is wrong.
pub const TITLE_HERE: &str = "{}";

/// Sends the form inside it in place: errors at their fields, focus on the first. Without a network it says so, and
/// what was typed stays. An answer that is not ours makes the browser send the form itself, by the same button; that the
/// act may then happen twice is what a form's `key` is for.
#[island]
pub fn FormEnhance(
    /// Said when the network is away.
    offline: String,
    children: Children,
) -> impl IntoView {
    let busy = StoredValue::new(false);
    let plain = StoredValue::new(false);
    let submit = move |event: SubmitEvent| {
        let Some(form) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
        else {
            return;
        };
        if plain.get_value() || form.method() != "post" {
            return;
        }
        event.prevent_default();
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        let button = event
            .submitter()
            .and_then(|submitter| submitter.dyn_into::<HtmlButtonElement>().ok());
        let offline = offline.clone();
        spawn_local(async move {
            mark_busy(button.as_ref(), true);
            if send(&form, button.as_ref(), &offline).await.is_err() {
                plain.set_value(true);
                let _ = form.request_submit_with_submitter(button.as_deref());
            }
            mark_busy(button.as_ref(), false);
            busy.set_value(false);
        });
    };
    view! { <div class="enhanced" on:submit=submit>{children()}</div> }
}

/// Stands last in the body. Islands hydrate in document order, so this one says that all of them are alive.
#[island]
pub fn Ready() -> impl IntoView {
    Effect::new(|_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}

fn mark_busy(button: Option<&HtmlButtonElement>, busy: bool) {
    if let Some(button) = button {
        let _ = if busy {
            button.set_attribute("aria-busy", "true")
        } else {
            button.remove_attribute("aria-busy")
        };
    }
}

async fn send(form: &HtmlFormElement, button: Option<&HtmlButtonElement>, offline: &str) -> Result<(), JsValue> {
    let data = FormData::new_with_form(form)?;
    if let Some(button) = button.filter(|button| !button.name().is_empty()) {
        data.append_with_str(&button.name(), &button.value())?;
    }
    let body = urlencoded(&data, |_| true)?;
    let (init, headers) = (RequestInit::new(), Headers::new()?);
    headers.set("accept", "application/json")?;
    init.set_method("POST");
    init.set_body(&body);
    init.set_headers(&headers);
    let act = form.get_attribute("action").unwrap_or_default();
    let Ok(answer) = JsFuture::from(window().fetch_with_str_and_init(&act, &init)).await else {
        return show(form, offline, &[]);
    };
    let answer: Response = answer.dyn_into()?;
    let text = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
    let here = window().location();
    if answer.ok() {
        if stays(form, &text)? {
            return show(form, "", &[]);
        }
        return match answer.headers().get("location")? {
            Some(to) => here.assign(&to),
            None => here.reload(),
        };
    }
    let problem: Problem = serde_json::from_str(&text).map_err(|fault| JsValue::from_str(&fault.to_string()))?;
    if problem.status == 401 {
        let next = js_sys::encode_uri_component(&(here.pathname()? + &here.search()?));
        let log_in = format!("/login?next={}", String::from(next));
        if form.query_selector("textarea")?.is_none() {
            return here.assign(&log_in);
        }
        // What was typed stays. The way to log in opens beside it.
        show(form, problem.detail.as_deref().unwrap_or_default(), &[])?;
        let list = form.query_selector("[data-summary] ul")?.ok_or(JsValue::NULL)?;
        let way = line(&problem.title, &log_in)?;
        return list.append_child(&way).map(drop);
    }
    if problem.status == 409 {
        // What stands against it is on the server's page: what is saved by now, and a fresh key.
        return Err(JsValue::from_str(&problem.title));
    }
    show(
        form,
        problem.detail.as_deref().unwrap_or(&problem.title),
        &problem.errors.0,
    )
}

/// Fields as an address or a body carries them, of those whose values are wanted.
pub fn urlencoded(data: &FormData, wanted: impl Fn(&str) -> bool) -> Result<UrlSearchParams, JsValue> {
    let fields = UrlSearchParams::new_with_str("")?;
    for entry in js_sys::try_iter(data)?.ok_or(JsValue::NULL)? {
        let pair = js_sys::Array::from(&entry?);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string())
            && wanted(&value)
        {
            fields.append(&name, &value);
        }
    }
    Ok(fields)
}

/// Another page of ours, to take a part of it. Fails where it is none.
pub async fn fetch_page(address: &str) -> Result<Document, JsValue> {
    let missing = || JsValue::from_str("there is no such page");
    let answer: Response = JsFuture::from(window().fetch_with_str(address)).await?.dyn_into()?;
    if !answer.ok() {
        return Err(missing());
    }
    let html = JsFuture::from(answer.text()?).await?.as_string().ok_or_else(missing)?;
    DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml)
}

/// A part of that page, and the same part of the one in sight.
pub fn part_of_both(page: &Document, selector: &str) -> Result<(Element, Element), JsValue> {
    let missing = || JsValue::from_str("a page lacks this part");
    let fresh = page.query_selector(selector)?.ok_or_else(missing)?;
    let shown = document().query_selector(selector)?.ok_or_else(missing)?;
    Ok((fresh, shown))
}

/// Asks whoever listens whether the outcome is shown in place.
fn stays(form: &HtmlFormElement, answer: &str) -> Result<bool, JsValue> {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_detail(&JsValue::from_str(answer));
    let done = CustomEvent::new_with_event_init_dict(DONE, &init)?;
    Ok(!form.dispatch_event(&done)?)
}

/// Fills the markup that `ui::form` and `ui::field` wrote, as they would have. An empty title clears it.
fn show(form: &HtmlFormElement, title: &str, errors: &[FieldError]) -> Result<(), JsValue> {
    let mut first: Option<HtmlElement> = None;
    for place in elements(form, "[data-error-for]")? {
        let name = place.get_attribute("data-error-for").unwrap_or_default();
        let error = errors.iter().find(|error| error.field == name);
        if let Some(words) = place.query_selector("span")? {
            words.set_text_content(error.map(|error| error.message.as_str()));
        }
        place.set_hidden(error.is_none());
        let Some(control) = form.query_selector(&format!("#{}", control_id(form, &name)))? else {
            continue;
        };
        match error {
            Some(_) => control.set_attribute("aria-invalid", "true")?,
            None => control.remove_attribute("aria-invalid")?,
        }
        if error.is_some() && first.is_none() {
            first = control.dyn_into().ok();
        }
    }
    let Some(summary) = form
        .query_selector("[data-summary]")?
        .and_then(|s| s.dyn_into::<HtmlElement>().ok())
    else {
        return Ok(());
    };
    if let Some(heading) = summary.query_selector("h2")? {
        heading.set_text_content(Some(title));
    }
    if let Some(list) = summary.query_selector("ul")? {
        list.set_text_content(None);
        for error in errors {
            let to = match error.field.as_str() {
                "" => String::new(),
                name => format!("#{}", control_id(form, name)),
            };
            let line = line(&error.message, &to)?;
            list.append_child(&line)?;
        }
    }
    summary.set_hidden(title.is_empty());
    retitle(form, !title.is_empty());
    if title.is_empty() {
        return Ok(());
    }
    first.unwrap_or(summary).focus()
}

/// The page's title says that a form failed, as the server's does, until it no longer has.
fn retitle(form: &HtmlFormElement, failed: bool) {
    let pattern = form.get_attribute("data-failed-title").unwrap_or_default();
    let Some((before, after)) = pattern.split_once(TITLE_HERE) else {
        return;
    };
    let title = document().title();
    let plain = title.strip_prefix(before).and_then(|title| title.strip_suffix(after));
    let plain = plain.unwrap_or(&title);
    document().set_title(&if failed {
        pattern.replacen(TITLE_HERE, plain, 1)
    } else {
        plain.to_owned()
    });
}

/// A line of the summary, and where it leads: to a field, to another page beside this one, or nowhere.
fn line(words: &str, to: &str) -> Result<Element, JsValue> {
    let item = document().create_element("li")?;
    if to.is_empty() {
        item.set_text_content(Some(words));
        return Ok(item);
    }
    let link = document().create_element("a")?;
    link.set_attribute("href", to)?;
    if !to.starts_with('#') {
        link.set_attribute("target", "_blank")?;
    }
    link.set_text_content(Some(words));
    item.append_child(&link)?;
    Ok(item)
}

/// As `ui::form::Form::control` names it.
fn control_id(form: &HtmlFormElement, name: &str) -> String {
    format!("{}-{name}", form.id())
}

fn elements(within: &Element, selector: &str) -> Result<Vec<HtmlElement>, JsValue> {
    let found = within.query_selector_all(selector)?;
    Ok((0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .collect())
}

/// The field that holds the link of [`ShareLink`].
pub const SHARED_LINK: &str = "shared-link";

/// Wraps a field with a link: adds a button that copies it, and one that hands it to the device's own way of sharing,
/// each where the browser offers that.
#[island]
pub fn ShareLink(
    /// The buttons.
    copy: String,
    send: String,
    /// Said when the link is copied.
    copied: String,
    /// Said when the browser forbids it, and the link is only chosen in its field.
    chosen: String,
    children: Children,
) -> impl IntoView {
    let (copies, sends) = (RwSignal::new(false), RwSignal::new(false));
    let said = RwSignal::new(String::new());
    Effect::new(move |_| {
        copies.set(device("clipboard", "writeText").is_some());
        sends.set(device("", "share").is_some());
    });
    let on_copy = move |_| {
        let (copied, chosen) = (copied.clone(), chosen.clone());
        spawn_local(async move {
            let done = copy_link().await.is_ok();
            said.set(if done { copied } else { chosen });
        });
    };
    let on_send = move |_| {
        spawn_local(async move {
            // Who changes their mind has not failed at anything.
            let _ = send_link().await;
        });
    };
    view! {
        <div class="share">
            {children()}
            <p class="cluster share__ways">
                <button type="button" class="btn small" hidden=move || !copies.get() on:click=on_copy>{copy}</button>
                <button type="button" class="btn small" hidden=move || !sends.get() on:click=on_send>{send}</button>
            </p>
            <p class="small" role="status">{move || said.get()}</p>
        </div>
    }
}

/// A function of the browser's `navigator`, or of a part of it, and what it belongs to; nothing where there is none.
fn device(part: &str, name: &str) -> Option<(JsValue, js_sys::Function)> {
    let mut owner = js_sys::Reflect::get(&window(), &"navigator".into()).ok()?;
    if !part.is_empty() {
        owner = js_sys::Reflect::get(&owner, &part.into()).ok()?;
    }
    let function = js_sys::Reflect::get(&owner, &name.into()).ok()?.dyn_into().ok()?;
    Some((owner, function))
}

fn link_field() -> Option<HtmlInputElement> {
    document().get_element_by_id(SHARED_LINK)?.dyn_into().ok()
}

async fn copy_link() -> Result<(), JsValue> {
    let field = link_field().ok_or(JsValue::NULL)?;
    field.select();
    let (clipboard, write) = device("clipboard", "writeText").ok_or(JsValue::NULL)?;
    let promise: js_sys::Promise = write.call1(&clipboard, &field.value().into())?.dyn_into()?;
    JsFuture::from(promise).await.map(drop)
}

async fn send_link() -> Result<(), JsValue> {
    let field = link_field().ok_or(JsValue::NULL)?;
    let (navigator, share) = device("", "share").ok_or(JsValue::NULL)?;
    let what = js_sys::Object::new();
    js_sys::Reflect::set(&what, &"title".into(), &document().title().into())?;
    js_sys::Reflect::set(&what, &"url".into(), &field.value().into())?;
    let promise: js_sys::Promise = share.call1(&navigator, &what)?.dyn_into()?;
    JsFuture::from(promise).await.map(drop)
}
