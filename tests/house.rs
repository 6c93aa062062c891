//! The rules of the house, held by a machine. Each rule reads the sources and says what stands against it; each brings
//! examples it refuses and examples it accepts, so that a rule which no longer sees anything is found out.
//!
//! `ARCHITECTURE.md` gives the reasons. A rule that is wrong is changed here and there; it is never worked around.

#[path = "house/acts.rs"]
mod acts;
#[path = "house/code.rs"]
mod code;
#[path = "house/documents.rs"]
mod documents;
#[path = "house/markup.rs"]
mod markup;
#[path = "house/pages.rs"]
mod pages;
#[path = "house/paths.rs"]
mod paths;
#[path = "house/rooms.rs"]
mod rooms;
#[path = "house/sentences.rs"]
mod sentences;
#[path = "house/sheets.rs"]
mod sheets;
#[path = "house/tokens.rs"]
mod tokens;
#[path = "house/tree.rs"]
mod tree;

use tree::{Tree, Violation};

/// Files by path and text.
type Example = &'static [(&'static str, &'static str)];

/// A rule, and how it is known to work.
struct Rule {
    name: &'static str,
    check: fn(&Tree) -> Vec<Violation>,
    refuses: &'static [Example],
    accepts: &'static [Example],
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        rooms::RULES,
        code::RULES,
        acts::RULES,
        pages::RULES,
        markup::RULES,
        sentences::RULES,
        sheets::RULES,
        documents::RULES,
    ]
    .into_iter()
    .flatten()
}

#[test]
fn the_house_stands() {
    let tree = Tree::of_project();
    assert!(tree.file("src/lib.rs").is_some(), "the sources are not where they were");
    assert!(
        tree.ending(".ftl").next().is_some() && tree.ending(".css").next().is_some(),
        "catalogue or style is gone"
    );
    let against: Vec<String> = rules()
        .flat_map(|rule| {
            (rule.check)(&tree)
                .into_iter()
                .map(move |violation| format!("[{}] {violation}", rule.name))
        })
        .collect();
    assert!(
        against.is_empty(),
        "{} against the rules of the house:\n{}\n",
        against.len(),
        against.join("\n")
    );
}

#[test]
fn each_rule_refuses_what_it_is_against() {
    let mut blind = Vec::new();
    for rule in rules() {
        assert!(
            !rule.refuses.is_empty(),
            "nobody has seen `{}` refuse anything",
            rule.name
        );
        let accepted = rule
            .refuses
            .iter()
            .filter(|example| (rule.check)(&Tree::of(example)).is_empty());
        blind.extend(accepted.map(|example| format!("`{}` does not refuse{}", rule.name, shown(example))));
    }
    assert!(blind.is_empty(), "{}", blind.join("\n\n"));
}

#[test]
fn each_rule_accepts_what_is_right() {
    let mut wrong = Vec::new();
    for rule in rules() {
        assert!(!rule.accepts.is_empty(), "`{}` may refuse everything", rule.name);
        for example in rule.accepts {
            let found = (rule.check)(&Tree::of(example));
            wrong.extend(
                found
                    .iter()
                    .map(|violation| format!("`{}` refuses {violation}{}", rule.name, shown(example))),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn shown(example: Example) -> String {
    let files = example
        .iter()
        .map(|(path, text)| format!("\n--- {path}\n{}", text.chars().take(600).collect::<String>()));
    files.collect()
}
