//! The style sheets: colours are tokens, later layers win, nothing shouts.

use crate::Rule;
use crate::tree::{File, Tree, Violation};

pub const RULES: &[Rule] = &[
    Rule {
        name: "no-important",
        check: important,
        refuses: &[
            &[("style/components/card.css", ".card { color: var(--ink) !important; }")],
            &[("style/utilities.css", ".mt5 { margin: 0 ! important }")],
        ],
        accepts: &[&[
            ("style/print.css", ".card { color: var(--ink) !important; }"),
            (
                "style/base.css",
                "@media (prefers-reduced-motion: reduce) { * { animation-duration: 0s !important; } }",
            ),
            (
                "style/reset.css",
                "[hidden] { display: none !important; }\n/* never !important elsewhere */",
            ),
            (
                "style/utilities.css",
                ".vh { position: absolute !important; }\n.quote { content: \"a; !important\"; }",
            ),
        ]],
    },
    Rule {
        name: "colours-are-tokens",
        check: colours,
        refuses: &[
            &[("style/components/card.css", ".card { color: #fff; }")],
            &[("style/components/card.css", ".card { --card-fill: oklch(50% 0.1 30) }")],
            &[(
                "style/components/card.css",
                "@media print { .card { border: 1px solid RGB(0 0 0 / 50%); } }",
            )],
            &[("style/components/card.css", ".card { background: white }")],
            &[("style/components/card.css", ".card { .hero-like & { color: #abc; } }")],
        ],
        accepts: &[&[
            (
                "style/tokens.css",
                ":root { --ink: light-dark(oklch(24% .02 60), #eee); }",
            ),
            (
                "style/pages/home.css",
                ".hero { & em { color: #ff0; } }\n.hero__say svg { stroke: oklch(0.5 0.2 31); }",
            ),
            (
                "style/components/card.css",
                "a#face:hover { color: color-mix(in oklch, var(--ink), transparent); mask: url(#fade); fill: CanvasText; }",
            ),
        ]],
    },
    Rule {
        name: "sheets-are-imported",
        check: imported,
        refuses: &[
            &[
                ("style/main.css", "@import \"base.css\" layer(base);"),
                ("style/components/card.css", ""),
            ],
            &[
                ("style/main.css", "/* components/card.css */"),
                ("style/components/card.css", ""),
            ],
        ],
        accepts: &[&[
            ("style/main.css", "@import \"components/card.css\" layer(components);"),
            ("style/components/card.css", ""),
        ]],
    },
];

/// One declaration, and what it stands in: at-rules and selectors, the outermost first.
struct Declaration {
    line: usize,
    within: Vec<String>,
    text: String,
}

fn important(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.ending(".css").filter(|file| !file.path.ends_with("print.css")) {
        for declaration in declarations(file) {
            let shouts = declaration.text.replace(' ', "").contains("!important");
            let may = declaration.within.iter().any(|outer| {
                outer.contains("prefers-reduced-motion")
                    || outer.contains("[hidden]")
                    || outer.contains(".vh")
                    || outer.contains("@media print")
            });
            if shouts && !may {
                let why =
                    "`!important` is for reduced motion, `[hidden]`, `.vh` and print; a later layer wins without it";
                found.push(file.violation(declaration.line, why));
            }
        }
    }
    found
}

fn colours(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.ending(".css").filter(|file| !file.path.ends_with("tokens.css")) {
        for declaration in declarations(file) {
            let drawing = declaration.within.iter().any(|outer| is_hero(outer));
            let Some((_, value)) = declaration.text.split_once(':') else {
                continue;
            };
            if let (false, Some(colour)) = (drawing, colour(value)) {
                let why = format!("`{colour}` is a colour of its own: name it in tokens.css, in light and dark");
                found.push(file.violation(declaration.line, why));
            }
        }
    }
    found
}

/// The one drawing that has colours of its own: `.hero` and its parts.
fn is_hero(selector: &str) -> bool {
    let rest = selector.strip_prefix(".hero");
    rest.is_some_and(|rest| {
        rest.starts_with("__") || !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
    })
}

fn imported(tree: &Tree) -> Vec<Violation> {
    let main = tree.file("style/main.css").map_or("", |file| file.text.as_str());
    let sheets = tree
        .ending(".css")
        .filter_map(|file| Some((file, file.path.strip_prefix("style/")?)));
    let lost = sheets.filter(|(_, name)| *name != "main.css" && !main.contains(&format!("@import \"{name}\"")));
    lost.map(|(file, _)| file.violation(1, "main.css does not import this sheet into a layer"))
        .collect()
}

/// The first colour that is written out in a value.
fn colour(value: &str) -> Option<String> {
    const FUNCTIONS: [&str; 10] = [
        "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color",
    ];
    const NAMED: [&str; 10] = [
        "black", "white", "red", "green", "blue", "yellow", "orange", "gray", "grey", "pink",
    ];
    let value = value.to_lowercase();
    let words = value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | '/'));
    for word in words
        .filter(|word| !word.starts_with("url("))
        .flat_map(|word| word.split_inclusive('('))
    {
        let hex = word
            .strip_prefix('#')
            .is_some_and(|digits| digits.len() >= 3 && digits.chars().all(|c| c.is_ascii_hexdigit()));
        let function = word.strip_suffix('(').is_some_and(|name| FUNCTIONS.contains(&name));
        if hex || function || NAMED.contains(&word) {
            return Some(word.to_owned());
        }
    }
    None
}

/// All declarations of a sheet, without comments; what stands in quotes is blank.
fn declarations(file: &File) -> Vec<Declaration> {
    let (mut found, mut within, mut text) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut start) = (1, 1);
    let mut end = |text: &mut String, within: &[String], line: usize| {
        if text.contains(':') && !text.trim_start().starts_with('@') {
            found.push(Declaration {
                line,
                within: within.to_vec(),
                text: text.trim().to_owned(),
            });
        }
        text.clear();
    };
    let mut characters = file.text.chars().peekable();
    while let Some(c) = characters.next() {
        line += usize::from(c == '\n');
        match c {
            '/' if characters.peek() == Some(&'*') => {
                let mut before = ' ';
                for c in characters.by_ref() {
                    line += usize::from(c == '\n');
                    if before == '*' && c == '/' {
                        break;
                    }
                    before = c;
                }
            }
            '"' | '\'' => {
                let mut escaped = false;
                for inner in characters.by_ref() {
                    line += usize::from(inner == '\n');
                    if inner == c && !escaped {
                        break;
                    }
                    escaped = inner == '\\' && !escaped;
                }
                text.push(c);
            }
            '{' => within.push(std::mem::take(&mut text).trim().to_owned()),
            ';' => end(&mut text, &within, start),
            '}' => {
                end(&mut text, &within, start);
                within.pop();
            }
            _ => {
                if text.trim().is_empty() {
                    start = line;
                }
                text.push(c);
            }
        }
    }
    found
}
