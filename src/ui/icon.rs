//! The icons: 24 by 24, drawn in the colour of the text around them. Each stands beside a name.
//!
//! What all of them share (stroke, joins) stands once in `style/components/icon.css`. `Rest` is ours; the others are
//! Lucide's, under the ISC licence in `public/licenses/lucide.txt`, with the paths of one icon joined.

use super::svg::{Drawing, Svg};
use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Alert,
    ArrowLeft,
    ArrowRight,
    Calendar,
    Check,
    ChevronDown,
    Close,
    Edit,
    Filter,
    Home,
    LogOut,
    Messages,
    More,
    Plus,
    Rest,
    Send,
    Settings,
    User,
    Users,
}

impl Glyph {
    /// The paths.
    pub const fn drawing(self) -> Drawing {
        Drawing::constant(match self {
            Self::Alert => {
                r#"<path d="M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01"/>"#
            }
            Self::ArrowLeft => r#"<path d="M12 19l-7-7 7-7M19 12H5"/>"#,
            Self::ArrowRight => r#"<path d="M5 12h14M12 5l7 7-7 7"/>"#,
            Self::Calendar => {
                r#"<path d="M8 2v3M16 2v3M3 9h18M8 13h.01M12 13h.01M16 13h.01M8 17h.01M12 17h.01M16 17h.01"/><rect x="3" y="3" width="18" height="18" rx="2"/>"#
            }
            Self::Check => r#"<path d="M20 6 9 17l-5-5"/>"#,
            Self::ChevronDown => r#"<path d="m6 9 6 6 6-6"/>"#,
            Self::Close => r#"<path d="M18 6 6 18M6 6l12 12"/>"#,
            Self::Edit => {
                r#"<path d="M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4"/>"#
            }
            Self::Filter => r#"<path d="M10 5H3M12 19H3M14 3v4M16 17v4M21 12h-9M21 19h-5M21 5h-7M8 10v4M8 12H3"/>"#,
            Self::Home => {
                r#"<path d="M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/>"#
            }
            Self::LogOut => r#"<path d="M16 17l5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"/>"#,
            Self::Messages => {
                r#"<path d="M16 10a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 14.286V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2zM20 9a2 2 0 0 1 2 2v10.286a.71.71 0 0 1-1.212.502l-2.202-2.202A2 2 0 0 0 17.172 19H10a2 2 0 0 1-2-2v-1"/>"#
            }
            Self::More => {
                r#"<circle cx="12" cy="12" r="1"/><circle cx="19" cy="12" r="1"/><circle cx="5" cy="12" r="1"/>"#
            }
            Self::Plus => r#"<path d="M5 12h14M12 5v14"/>"#,
            Self::Rest => {
                r#"<path d="M9.5 3.5 15 10c-2.7 1.9-2.7 3.8 0 7-3-1.2-5.6.3-2.5 4-5.3-2.9-4.7-6.6-.7-6.4L8 11c2.6-1.9 3.2-4 1.5-7.5z" fill="currentColor" stroke-width="1"/>"#
            }
            Self::Send => {
                r#"<path d="M3.714 3.048a.498.498 0 0 0-.683.627l2.843 7.627a2 2 0 0 1 0 1.396l-2.842 7.627a.498.498 0 0 0 .682.627l18-8.5a.5.5 0 0 0 0-.904zM6 12h16"/>"#
            }
            Self::Settings => {
                r#"<path d="M14 17H5M19 7h-9"/><circle cx="17" cy="17" r="3"/><circle cx="7" cy="7" r="3"/>"#
            }
            Self::User => r#"<circle cx="12" cy="8" r="5"/><path d="M20 21a8 8 0 0 0-16 0"/>"#,
            Self::Users => {
                r#"<path d="M18 21a8 8 0 0 0-16 0M22 20c0-3.37-2-6.5-4-8a5 5 0 0 0-.45-8.3"/><circle cx="10" cy="8" r="5"/>"#
            }
        })
    }
}

/// An icon: decorative, since the words beside it name it.
#[component]
pub fn Icon(
    of: Glyph,
    /// At the head of a row instead of in a line of text.
    #[prop(optional)]
    big: bool,
) -> impl IntoView {
    view! { <Svg drawing=of.drawing() class=if big { "i big" } else { "i" } /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_carries_nothing_but_its_paths() {
        let html = view! { <Icon of=Glyph::Plus /> }.to_html();
        assert_eq!(
            html,
            r#"<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" class="i"><path d="M5 12h14M12 5v14"/></svg>"#
        );
        assert!(
            view! { <Icon of=Glyph::Users big=true /> }
                .to_html()
                .contains(r#"class="i big""#)
        );
    }
}
