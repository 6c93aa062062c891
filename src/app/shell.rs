//! The document around every page: head, masthead, the sentence after an act, footer, tab bar.

use super::{App, Meta, Notice, Visit};
use crate::identity::model::Member;
use crate::language::{self, Language};
use crate::t;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::chip::Badge;
use crate::ui::flash::{Flash, Tone};
use crate::ui::form::{ActForm, Submission};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::islands::Ready;
use crate::ui::logo::Wordmark;
use crate::ui::menu::Menu;
use crate::ui::social_card;
use crate::{accounts, profiles};
use axum::http::StatusCode;
use leptos::prelude::*;

/// What the frame says of its visitor.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    member: Option<Member>,
    submission: Submission,
    /// Path and query, for forms of the frame and `aria-current`.
    path: String,
    notice: Option<Notice>,
    failed: bool,
}

impl Frame {
    pub(super) fn of(visit: &Visit, status: StatusCode) -> Self {
        Self {
            member: visit.member.clone(),
            submission: visit.submission.clone(),
            path: visit.path.clone(),
            notice: visit.notice(),
            failed: status != StatusCode::OK,
        }
    }

    /// The frame of an error page. Where the house is at fault nobody is looked up: that may be what failed.
    pub(super) fn of_error(member: Option<Member>, path: String) -> Self {
        Self {
            member,
            submission: Submission::default(),
            path,
            notice: None,
            failed: false,
        }
    }

    /// Path and query of the page.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Does the page know who reads it?
    pub(super) fn is_signed_in(&self) -> bool {
        self.member.is_some()
    }

    /// `aria-current` of a link to a section: its own page, or one under it.
    fn current(&self, section: &str) -> Option<&'static str> {
        let path = self.path.split('?').next().unwrap_or_default();
        if path == section {
            Some("page")
        } else {
            let within = section.len() > 1 && path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'));
            (within && path != "/events/new").then_some("true")
        }
    }
}

/// The document. One text in `<title>`: between two, leptos writes a marker, and a title shows it.
pub(super) fn document<V: IntoView + 'static>(app: &App, frame: Frame, meta: Meta, body: V) -> impl IntoView + use<V> {
    let title = t!("page-title", title = meta.title.as_str());
    let title = if frame.failed {
        t!("form-error-title", title = title)
    } else {
        title
    };
    let description = meta.description.clone().unwrap_or_else(|| t!("site-description"));
    let file = |path: &str| format!("{}/{path}", app.assets);
    let canonical = meta.canonical.as_deref().map(|path| app.site.public_url.join(path));
    let indexed = meta.indexed();
    let (picture, picture_alt) = match meta.picture {
        Some(picture) => (app.site.public_url.join(&picture.path), picture.alt),
        None => (app.site.public_url.join(&file("og.png")), t!("site-picture")),
    };
    let html_class = frame.member.is_some().then_some("in");
    let notice = frame.notice.map(|notice| {
        let tone = if notice.is_good() { Tone::Ok } else { Tone::Warn };
        view! { <div class="wrap"><Flash tone=tone>{notice.sentence()}</Flash></div> }
    });
    let (main, wrapped) = (meta.main, meta.main.is_empty());
    let body = if wrapped {
        view! { <div class="wrap">{body}</div> }.into_any()
    } else {
        body.into_any()
    };
    view! {
        <!DOCTYPE html>
        <html lang=language::current().tag() class=html_class>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f6f0" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0f131e" />
                <title>{title.clone()}</title>
                <meta name="description" content=description.clone() />
                {(!indexed).then(|| view! { <meta name="robots" content="noindex" /> })}
                {canonical.clone().filter(|_| indexed).map(|url| view! { <link rel="canonical" href=url /> })}
                {open_graph("og:site_name", "Tutti")}
                {open_graph("og:type", "website")}
                {open_graph("og:title", meta.title)}
                {open_graph("og:description", description)}
                {canonical.map(|url| open_graph("og:url", url))}
                {open_graph("og:image", picture)}
                {open_graph("og:image:width", social_card::WIDTH.to_string())}
                {open_graph("og:image:height", social_card::HEIGHT.to_string())}
                {open_graph("og:image:alt", picture_alt)}
                <meta name="twitter:card" content="summary_large_image" />
                <link rel="icon" href=file("favicon.svg") type="image/svg+xml" />
                <link rel="preload" href=file("fonts/besley-latin-wght-normal.woff2") r#as="font" type="font/woff2" crossorigin="" />
                <link
                    rel="preload"
                    href=file("fonts/instrument-sans-latin-wdth-normal.woff2")
                    r#as="font"
                    type="font/woff2"
                    crossorigin=""
                />
                <link rel="stylesheet" href=file("pkg/tutti.css") />
                {app.loader.head()}
            </head>
            <body class=meta.body>
                <a class="skip" href="#main">{t!("skip-to-content")}</a>
                {masthead(&frame)}
                <main id="main" tabindex="-1" class=main>{notice}{body}</main>
                {footer(app, &frame)}
                {frame.member.as_ref().map(|member| tab_bar(&frame, member))}
                <Ready />
            </body>
        </html>
    }
}

/// Open Graph (ogp.me) uses RDFa's `property`, which leptos' typed `<meta>` lacks.
fn open_graph(property: &'static str, content: impl Into<String>) -> impl IntoView {
    leptos::html::meta().attr("property", property).content(content.into())
}

fn masthead(frame: &Frame) -> impl IntoView + use<> {
    let messages = frame.member.as_ref().map(|member| {
        view! {
            <li><a href="/messages" aria-current=frame.current("/messages")>{t!("nav-messages")}{badge(member)}</a></li>
        }
    });
    let end = match &frame.member {
        Some(member) => signed_in(frame, member).into_any(),
        None => signed_out(frame).into_any(),
    };
    view! {
        <header class="masthead"><div class="wrap">
            <a class="brand" href="/" aria-label=t!("brand-home")><Wordmark /></a>
            <nav class="mainnav" aria-label=t!("nav-main")><ul>
                <li><a href="/events" aria-current=frame.current("/events")>{t!("nav-events")}</a></li>
                <li><a href="/musicians" aria-current=frame.current("/musicians")>{t!("nav-musicians")}</a></li>
                {messages}
            </ul></nav>
            <div class="end">{end}</div>
        </div></header>
    }
}

fn signed_out(frame: &Frame) -> impl IntoView + use<> {
    // From a log-in page one goes on where that page would have gone, not back to itself.
    let path = frame.path.split('?').next().unwrap_or_default();
    let next = if matches!(path, "/" | "/login" | "/signup") {
        String::new()
    } else {
        format!("?next={}", super::encoded(&frame.path))
    };
    view! {
        <ButtonLink href=format!("/login{next}") small=true weight=Weight::Quiet>{t!("nav-log-in")}</ButtonLink>
        <ButtonLink href=format!("/signup{next}") small=true weight=Weight::Solid>{t!("nav-sign-up")}</ButtonLink>
    }
}

fn signed_in(frame: &Frame, member: &Member) -> impl IntoView + use<> {
    let profile = format!("/musicians/{}", member.username());
    let (name, username) = (member.display_name().to_owned(), member.username().to_owned());
    let (path, submission) = (frame.path.clone(), frame.submission.clone());
    let failed = submission.is_of(&accounts::api::LOG_OUT);
    let picture = view! { <Avatar name=name username=username size=AvatarSize::Small /> }.into_any();
    view! {
        <ButtonLink href="/events/new" small=true><Icon of=Glyph::Plus />{t!("nav-post-event")}</ButtonLink>
        <Menu label=t!("nav-menu") picture open=failed>
            <a href=profile><Icon of=Glyph::User />{t!("nav-profile")}</a>
            <a href="/settings/profile"><Icon of=Glyph::Settings />{t!("nav-settings")}</a>
            <ActForm act=&accounts::api::LOG_OUT page=path submission=submission class="" let:_form>
                <button><Icon of=Glyph::LogOut />{t!("nav-log-out")}</button>
            </ActForm>
        </Menu>
    }
}

fn badge(member: &Member) -> impl IntoView + use<> {
    (member.unread() > 0).then(|| {
        view! { " " <Badge count=member.unread() label=t!("unread") /> }
    })
}

fn footer(app: &App, frame: &Frame) -> impl IntoView + use<> {
    let source = app
        .site
        .source_url
        .clone()
        .unwrap_or_else(|| "/about#source".to_owned());
    view! {
        <footer class="footer"><div class="wrap">
            <p>{t!("footer-motto")}</p>
            <ul aria-label=t!("footer-label")>
                <li><a href="/about">{t!("footer-about")}</a></li>
                <li><a href=source>{t!("footer-source")}</a></li>
            </ul>
            {languages(frame)}
        </div></footer>
    }
}

/// Every language by its own name. The one that is spoken now is no button.
fn languages(frame: &Frame) -> impl IntoView + use<> {
    let (path, submission) = (frame.path.clone(), frame.submission.clone());
    let choices = Language::ALL.map(|language| {
        let (tag, name) = (language.tag(), language.name());
        if language == language::current() {
            view! { <li><strong lang=tag aria-current="true">{name}</strong></li> }.into_any()
        } else {
            view! { <li><Button lang=tag weight=Weight::Quiet small=true says=("language", tag)>{name}</Button></li> }
                .into_any()
        }
    });
    view! {
        <ActForm act=&profiles::api::SPEAK page=path submission=submission class="languages" let:_form>
            <ul aria-label=t!("footer-language")>{choices.collect_view()}</ul>
        </ActForm>
    }
}

/// Under the thumb on a phone.
fn tab_bar(frame: &Frame, member: &Member) -> impl IntoView + use<> {
    view! {
        <nav class="tabbar" aria-label=t!("nav-tabs")><ul>
            <li><a href="/" aria-current=frame.current("/")><Icon of=Glyph::Home />{t!("nav-home")}</a></li>
            <li><a href="/events" aria-current=frame.current("/events")><Icon of=Glyph::Calendar />{t!("nav-events")}</a></li>
            <li><a href="/events/new" aria-current=frame.current("/events/new")><Icon of=Glyph::Plus />{t!("nav-post")}</a></li>
            <li><a href="/messages" aria-current=frame.current("/messages")>
                <Icon of=Glyph::Messages />{t!("nav-messages")}{badge(member)}
            </a></li>
            <li><a href="/musicians" aria-current=frame.current("/musicians")><Icon of=Glyph::Users />{t!("nav-players")}</a></li>
        </ul></nav>
    }
}
