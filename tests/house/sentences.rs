//! The catalogue: every sentence is said somewhere, and every language says all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::Rule;
use crate::tokens;
use crate::tree::{File, Tree, Violation};

pub const RULES: &[Rule] = &[
    Rule {
        name: "no-dead-sentences",
        check: dead,
        refuses: &[
            &[
                ("locales/en/tutti.ftl", "hello = Hello\n"),
                ("src/app/page.rs", "fn f() { g(\"hello\") } // t!(\"hello\")"),
            ],
            &[
                ("locales/en/tutti.ftl", "hello = Hello\n"),
                ("src/app/page.rs", "#[cfg(test)] mod tests { fn f() { t!(\"hello\") } }"),
            ],
            &[("locales/en/tutti.ftl", "-brand = Tutti\n")],
            &[
                ("locales/en/tutti.ftl", "hello = Hello\nhello = Hi\n"),
                ("src/app/page.rs", "fn f() { t!(\"hello\") }"),
            ],
        ],
        accepts: &[&[
            (
                "locales/en/tutti.ftl",
                "-brand = Tutti\n# note = none\nhello = Hello from { -brand },\n  more = less\n\
                 places = { $n ->\n    [one] x\n   *[other] y\n  }\n",
            ),
            (
                "src/app/page.rs",
                "fn f() { t!(\"hello\"); view! { <p>{t!(\"places\", n = 3)}</p> } }",
            ),
        ]],
    },
    Rule {
        name: "same-sentences-in-all-languages",
        check: same_everywhere,
        refuses: &[
            &[
                ("locales/en/tutti.ftl", "hello = Hello\nbye = Bye\n"),
                ("locales/fr/tutti.ftl", "hello = Bonjour\n"),
            ],
            &[
                ("locales/en/tutti.ftl", "hello = Hello\n"),
                ("locales/fr/tutti.ftl", "hello = Bonjour\nbye = Salut\n"),
            ],
            &[
                ("locales/en/tutti.ftl", "hello = Hello { $name }\n"),
                ("locales/fr/tutti.ftl", "hello = Bonjour { $nom }\n"),
            ],
            &[
                ("locales/en/tutti.ftl", "hello = Hello\n"),
                ("locales/pt/other.ftl", "hello = Olá\n"),
            ],
        ],
        accepts: &[&[
            (
                "locales/en/tutti.ftl",
                "# Greetings\nhello = Hello { $name }, { $name }\n",
            ),
            ("locales/fr/tutti.ftl", "hello =\n  Bonjour { $name }\n"),
        ]],
    },
];

/// One message of a catalogue.
struct Message<'f> {
    line: usize,
    text: Vec<&'f str>,
}

/// The messages of a Fluent file by their names; a term's begins with `-`. The second is the line of a name said twice.
fn messages(file: &File) -> (BTreeMap<&str, Message<'_>>, Vec<(usize, &str)>) {
    let mut messages: BTreeMap<&str, Message<'_>> = BTreeMap::new();
    let mut twice = Vec::new();
    let mut current = None;
    for (number, line) in file.text.lines().enumerate() {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        match line.split_once('=').filter(|_| begins) {
            Some((name, text)) => {
                let name = name.trim_end();
                if messages
                    .insert(
                        name,
                        Message {
                            line: number + 1,
                            text: vec![text],
                        },
                    )
                    .is_some()
                {
                    twice.push((number + 1, name));
                }
                current = Some(name);
            }
            None if line.starts_with('#') => current = None,
            None => {
                if let Some(message) = current.and_then(|name| messages.get_mut(name)) {
                    message.text.push(line);
                }
            }
        }
    }
    (messages, twice)
}

impl Message<'_> {
    /// The names behind a sign, inside placeables: `$` finds arguments.
    fn names(&self, sign: char) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for line in &self.text {
            for piece in line.split(sign).skip(1) {
                names.insert(
                    piece
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
                        .collect(),
                );
            }
        }
        names
    }

    /// The messages and terms it quotes: `{ -brand }`.
    fn quotes(&self, name: &str) -> bool {
        let text = self.text.join("\n");
        text.split('{').skip(1).any(|piece| {
            let inside = piece.split('}').next().unwrap_or_default().trim();
            inside
                .split(|c: char| c.is_whitespace() || matches!(c, '.' | '('))
                .next()
                == Some(name)
        })
    }
}

fn dead(tree: &Tree) -> Vec<Violation> {
    let mut said = BTreeSet::new();
    for file in tree.sources() {
        for name in ["t", "fl"] {
            for call in tokens::calls_of(&file.tokens, name) {
                said.extend(
                    call.iter()
                        .take(if name == "t" { 1 } else { usize::MAX })
                        .filter_map(|token| token.text()),
                );
            }
        }
    }
    let mut found = Vec::new();
    for file in tree.ending(".ftl") {
        let (messages, twice) = messages(file);
        for (name, message) in &messages {
            if !said.contains(name) && !messages.values().any(|other| other.quotes(name)) {
                found.push(file.violation(
                    message.line,
                    format!("nobody says `{name}`: remove it, or the test that it waits for"),
                ));
            }
        }
        found.extend(
            twice
                .into_iter()
                .map(|(line, name)| file.violation(line, format!("`{name}` stands here twice"))),
        );
    }
    found
}

fn same_everywhere(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    let english: Vec<&File> = tree
        .ending(".ftl")
        .filter(|file| file.path.starts_with("locales/en/"))
        .collect();
    for file in tree.ending(".ftl").filter(|file| !file.path.starts_with("locales/en/")) {
        let name = file.path.rsplit('/').next();
        let Some(model) = english.iter().find(|model| model.path.rsplit('/').next() == name) else {
            found.push(file.violation(1, "English has no file of this name"));
            continue;
        };
        let ((here, _), (there, _)) = (messages(file), messages(model));
        for (name, message) in &there {
            match here.get(name) {
                None => found.push(file.violation(1, format!("`{name}` is missing"))),
                Some(own) if own.names('$') != message.names('$') => {
                    let why = format!(
                        "`{name}` takes {:?}, in English {:?}",
                        own.names('$'),
                        message.names('$')
                    );
                    found.push(file.violation(own.line, why));
                }
                Some(_) => {}
            }
        }
        let more = here.iter().filter(|(name, _)| !there.contains_key(*name));
        found.extend(more.map(|(name, own)| file.violation(own.line, format!("English does not say `{name}`"))));
    }
    found
}
