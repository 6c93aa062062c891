//! The documents name what is there: a file that moved takes its name along.

use crate::Rule;
use crate::tree::{Tree, Violation};

pub const RULES: &[Rule] = &[Rule {
    name: "documents-are-true",
    check: documents,
    refuses: &[
        &[("README.md", "See `src/events/gone.rs`.")],
        &[
            ("ARCHITECTURE.md", "As `events/gone.rs` says."),
            ("src/events/store.rs", "//! SQL."),
        ],
        &[("ARCHITECTURE.md", "The folder `tests/gone/`.")],
        &[("README.md", "[Read on](GONE.md)")],
        &[("README.md", "![A picture](docs/gone.png)")],
        &[
            ("docs/decisions/0001-a.md", "[the next](../0002-b.md)"),
            ("docs/decisions/0002-b.md", ""),
        ],
    ],
    accepts: &[&[
        (
            "README.md",
            "`src/events/store.rs`, `events/store.rs`, `src/events/`, `/events/new`, `a/b`, [site](https://tutti.example)",
        ),
        (
            "docs/decisions/0001-a.md",
            "[the next](0002-b.md#why), [all](../../README.md), [here](#there), `--data-dir ./data/`",
        ),
        ("docs/decisions/0002-b.md", "```sh\ncat gone/file.rs\n```"),
        ("src/events/store.rs", "//! SQL."),
    ]],
}];

fn documents(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.ending(".md") {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in file.text.lines().enumerate() {
            let named = line.split('`').skip(1).step_by(2).filter(|name| is_path(name));
            let lost = named.filter(|name| {
                let name = name.trim_end_matches('/');
                !tree.has(name) && !tree.has(&format!("src/{name}"))
            });
            let links = line
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split([')', '#']).next());
            let dead = links.filter(|to| !to.is_empty() && !to.contains("://") && !tree.has(&resolved(folder, to)));
            found.extend(
                lost.chain(dead)
                    .map(|name| file.violation(number + 1, format!("there is no `{name}`"))),
            );
        }
    }
    found
}

/// Names a file of ours, or a folder: `events/store.rs`, `tests/http/`.
fn is_path(name: &str) -> bool {
    const ENDS: [&str; 8] = [".rs", ".ftl", ".css", ".md", ".sh", ".toml", ".sql", "/"];
    let plain = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
    plain && !name.starts_with(['/', '.']) && name.contains('/') && ENDS.iter().any(|end| name.ends_with(end))
}

/// The path of a link, from the project's folder.
fn resolved(folder: &str, to: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in to.trim_end_matches('/').split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
