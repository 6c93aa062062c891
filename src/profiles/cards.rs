//! A musician in a list.

use super::model::Listed;
use crate::app::encoded;
use crate::ui::avatar::Avatar;
use leptos::prelude::*;

/// How much of somebody's words a line shows, in letters.
const BEGINNING: usize = 160;

/// Musicians, one to a line.
#[component]
pub(super) fn People(people: Vec<Listed>) -> impl IntoView {
    let people = people.into_iter().map(person).collect_view();
    view! { <ul class="people">{people}</ul> }
}

fn person(person: Listed) -> impl IntoView {
    let name = person.display().to_owned();
    let profile = format!("/musicians/{}", encoded(&person.username));
    let town = person.texts.town.map(|town| view! { " " <span>{town}</span> });
    let bio = person.texts.bio.as_deref().map(beginning);
    view! {
        <li class="person">
            <Avatar name=name.clone() username=person.username.clone() />
            <div>
                <h2 class="h3"><a href=profile>{name}</a></h2>
                <p class="meta"><span>{format!("@{}", person.username)}</span>{town}</p>
            </div>
            <p class="small">{bio}</p>
        </li>
    }
}

/// The first words of a text, on one line; cut behind a word where there are spaces.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(BEGINNING) {
        None => line,
        Some((end, _)) => {
            let cut = &line[..end];
            let whole = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
            format!("{}…", whole.trim_end_matches([',', '.', ';', ':']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_whole_words() {
        assert_eq!(beginning("Bass.\n\n Reads  slowly."), "Bass. Reads slowly.");
        let long = beginning(&"la, ".repeat(100));
        assert!(long.ends_with("la…") && long.chars().count() <= BEGINNING + 1, "{long}");
        let endless = beginning(&"音".repeat(400));
        assert_eq!(endless.chars().count(), BEGINNING + 1);
    }
}
