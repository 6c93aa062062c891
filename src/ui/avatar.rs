//! People are round: initials on a paper that the user name picks.

use super::cover;
use super::stock::Stock;
use leptos::prelude::*;

/// How big an avatar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// In the masthead.
    Small,
    /// Beside a name.
    #[default]
    Medium,
    /// At the head of a profile.
    Large,
}

/// Decorative: the name stands beside it in words.
#[component]
pub fn Avatar(
    /// As it is shown to others.
    #[prop(into)]
    name: String,
    /// Picks the paper, so that a new name keeps it.
    #[prop(into)]
    username: String,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    let size = match size {
        AvatarSize::Small => " s",
        AvatarSize::Medium => "",
        AvatarSize::Large => " xl",
    };
    let class = format!("avatar {}{size}", stock(&username).class());
    view! { <span class=class aria-hidden="true">{initials(&name)}</span> }
}

fn stock(username: &str) -> Stock {
    Stock::ALL[cover::hash(username) as usize % Stock::ALL.len()]
}

/// The first letter or digit of the first and of the last word; capitals are the style sheet's.
fn initials(name: &str) -> String {
    let mut letters = name
        .split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    letters.next().into_iter().chain(letters.next_back()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        assert_eq!(initials("Inês de Exemplo"), "IE");
        assert_eq!(initials("marek-demo"), "md");
        assert_eq!(initials("_solo_"), "s");
        assert_eq!(initials("“Åsa” (Ö.)"), "ÅÖ");
        assert_eq!(initials("山田 太郎"), "山太");
        assert_eq!(initials("…"), "");
    }

    #[test]
    fn a_person_keeps_their_paper_whatever_they_are_called() {
        let paper = |name: &str| {
            let html = view! { <Avatar name=name username="marek-demo" /> }.to_html();
            html.split('"').nth(1).map(str::to_owned)
        };
        assert_eq!(paper("Marek"), paper("M. Demo"));
        let papers: std::collections::HashSet<_> = (0..100).map(|n| stock(&format!("player{n}"))).collect();
        assert_eq!(papers.len(), Stock::ALL.len());
    }

    #[test]
    fn an_avatar_is_not_read_aloud_and_its_letters_are_text() {
        let html = view! { <Avatar name="<b> &" username="x" size=AvatarSize::Large /> }.to_html();
        assert!(
            html.contains(r#"aria-hidden="true""#) && html.contains(r#" xl""#),
            "{html}"
        );
        assert!(html.ends_with(">b</span>"), "{html}");
    }
}
