//! How the code is written: one size, one build or the other as whole modules, SQL in its place, nothing left open.

use syn::visit::{self, Visit};

use crate::Rule;
use crate::tokens::{self, Kind, Token, reads};
use crate::tree::{File, Tree, Violation};

/// Past 400 lines a file is two ideas; here it is refused.
const LONGEST: usize = 500;

pub const RULES: &[Rule] = &[
    Rule {
        name: "size",
        check: size,
        refuses: &[&[("src/events/store.rs", LONG)]],
        accepts: &[&[("src/events/model.rs", "")]],
    },
    Rule {
        name: "builds",
        check: builds,
        refuses: &[
            &[("src/events/api.rs", "#[cfg(feature = \"ssr\")] use crate::db::Db;")],
            &[("src/events/api.rs", "#[cfg(feature = \"ssr\")] fn f() {}")],
            &[("src/events/mod.rs", "#[cfg(feature = \"ssr\")] mod store { fn f() {} }")],
            &[("src/events/mod.rs", "mod tests;")],
            &[("src/events/api.rs", "fn f() { if cfg!(feature = \"ssr\") {} }")],
            &[(
                "src/events/model.rs",
                "fn f() { #[cfg(not(feature = \"hydrate\"))] { g() } }",
            )],
            &[(
                "src/events/model.rs",
                "#[cfg_attr(feature = \"ssr\", path = \"server.rs\")] mod other;",
            )],
        ],
        accepts: &[&[
            (
                "src/events/mod.rs",
                "#[cfg(feature = \"ssr\")]\n/// The SQL.\n#[allow(x)]\npub(crate) mod store;",
            ),
            (
                "src/events/model.rs",
                "#[cfg_attr(feature = \"ssr\", derive(sqlx::FromRow))] struct Row; #[cfg(unix)] fn f() {}",
            ),
            (
                "src/events/slug.rs",
                "struct Row { #[cfg_attr(feature = \"ssr\", sqlx(flatten))] when: When }",
            ),
            (
                "src/lib.rs",
                "#[cfg(all(feature = \"ssr\", feature = \"hydrate\"))] compile_error!(\"choose one\");",
            ),
        ]],
    },
    Rule {
        name: "sql",
        check: sql,
        refuses: &[
            &[(
                "src/events/pages.rs",
                "const ALL: &str = \"\n    SELECT id FROM events\";",
            )],
            &[("src/events/slug.rs", "fn f() { g(\"delete from events\") }")],
            &[("src/events/api.rs", "fn f() { sqlx::query(TEXT) }")],
            &[(
                "src/server/seed.rs",
                "fn f() { db.query(\"INSERT INTO users (id) VALUES ($1)\") }",
            )],
        ],
        accepts: &[&[
            (
                "src/events/store/event.rs",
                "const ALL: &str = \"SELECT id FROM events\";",
            ),
            ("src/db/migrate.rs", "fn f() { sqlx::query(\"SELECT 1\") }"),
            (
                "src/events/pages.rs",
                "// SELECT id FROM events\nconst NAME: &str = \"Select a kind\";",
            ),
            (
                "src/events/slug.rs",
                "#[cfg(test)] mod tests { const ALL: &str = \"SELECT id FROM events\"; }",
            ),
        ]],
    },
    Rule {
        name: "nothing-left-open",
        check: nothing_left_open,
        refuses: &[
            &[("src/events/store.rs", "fn f() { todo!() }")],
            &[("src/events/store.rs", "fn f() { unimplemented!(\"later\") }")],
            &[("src/events/store.rs", "fn f() { dbg!(1); }")],
            &[("src/events/store.rs", "fn f() { g().unwrap() }")],
            &[("src/events/store.rs", "fn f() { view! { <p>{g().unwrap()}</p> } }")],
            &[("src/events/store.rs", "fn f() { unsafe { g() } }")],
        ],
        accepts: &[&[(
            "src/events/store.rs",
            "/// Never `todo!()` or `.unwrap()`.\nfn f() { g().unwrap_or_default(); h(\"unsafe\") }\n\
             #[cfg(test)] mod tests { #[test] fn t() { f().unwrap() } }",
        )]],
    },
    Rule {
        name: "islands-do-not-panic",
        check: islands,
        refuses: &[
            &[("src/ui/islands.rs", "fn f() { g().expect(\"a form\") }")],
            &[("src/events/islands.rs", "fn f() { unreachable!() }")],
            &[("src/events/islands/map.rs", "fn f() { panic!(\"no map\") }")],
            &[("src/events/islands.rs", "fn f() { let app = use_context::<App>(); }")],
            &[("src/events/islands.rs", "fn f() { let r = Resource::new(a, b); }")],
        ],
        accepts: &[&[
            ("src/ui/islands.rs", "fn f() -> Option<()> { g().ok()?; None }"),
            ("src/events/store.rs", "fn f() { g().expect(\"a constant is valid\") }"),
        ]],
    },
    Rule {
        name: "documented",
        check: documented,
        refuses: &[
            &[("src/events/store.rs", "pub fn coming() {}")],
            &[("src/events/store.rs", "pub const PAGE: usize = 20;")],
            &[("src/events/model.rs", "#[derive(Debug)] pub struct Event;")],
            &[("src/events/model.rs", "impl Event { pub fn free(&self) {} }")],
            &[("src/db/tx.rs", "#[macro_export] macro_rules! act { () => {} }")],
        ],
        accepts: &[&[
            (
                "src/events/store.rs",
                "/// What is coming.\npub async fn coming() {}\nfn own() {}\npub(super) fn ours() {}",
            ),
            ("src/events/mod.rs", "pub mod store;\npub use store::coming;"),
            (
                "src/events/model.rs",
                "impl Event { fn own(&self) {} } impl Display for Event { fn fmt(&self) {} }",
            ),
        ]],
    },
];

/// One line too many.
const LONG: &str = match std::str::from_utf8(&[b'\n'; LONGEST + 1]) {
    Ok(lines) => lines,
    Err(_) => unreachable!(),
};

fn size(tree: &Tree) -> Vec<Violation> {
    let lines = tree.sources().map(|file| (file, file.text.lines().count()));
    lines
        .filter(|(_, count)| *count > LONGEST)
        .map(|(file, count)| file.violation(LONGEST + 1, format!("{count} lines: two ideas, so two files")))
        .collect()
}

fn builds(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.sources() {
        let tokens = &file.tokens;
        for at in 0..tokens.len() {
            if reads(tokens, at, "mod tests ;") {
                found.push(file.violation(
                    tokens[at].line,
                    "tests are compiled for tests: `#[cfg(test)] mod tests;`",
                ));
            }
            let attribute = reads(tokens, at, "# [ cfg (");
            let conditional = reads(tokens, at, "# [ cfg_attr (");
            let called = reads(tokens, at, "cfg ! (");
            if !(attribute || conditional || called) {
                continue;
            }
            let open = at + if called { 2 } else { 3 };
            let inside = &tokens[open..tokens::closing(tokens, open)];
            let by_feature = inside.iter().any(|token| token.is_word("feature"));
            let fine = (attribute && declares_module(tokens, at)) || (conditional && only_derives(inside));
            if by_feature && !fine {
                let why = "`cfg(feature …)` stands on modules and as `cfg_attr(…, derive(…))`, nowhere else";
                found.push(file.violation(tokens[at].line, why));
            }
        }
    }
    found
}

/// Does the attribute at this place stand before `mod name;`, or before the one `compile_error!`?
fn declares_module(tokens: &[Token], mut at: usize) -> bool {
    while reads(tokens, at, "# [") {
        at = tokens::closing(tokens, at + 1) + 1;
    }
    if tokens.get(at).is_some_and(|token| token.is_word("pub")) {
        at += 1;
        if tokens.get(at).is_some_and(|token| token.is('(')) {
            at = tokens::closing(tokens, at) + 1;
        }
    }
    let module = tokens.get(at).is_some_and(|token| token.is_word("mod"));
    (module && tokens.get(at + 2).is_some_and(|token| token.is(';'))) || reads(tokens, at, "compile_error !")
}

/// `feature = "ssr", derive(…), sqlx(…)`: the types that the database reads.
fn only_derives(inside: &[Token]) -> bool {
    let mut depth = 0;
    let mut outer = Vec::new();
    for token in inside {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            _ if depth == 1 => outer.extend(token.word()),
            _ => {}
        }
    }
    outer.iter().all(|word| matches!(*word, "feature" | "derive" | "sqlx"))
}

fn sql(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.sources().filter(|file| !may_hold_sql(file)) {
        for (at, token) in file.tokens.iter().enumerate() {
            let raw = reads(&file.tokens, at, "sqlx : : query") || reads(&file.tokens, at, "sqlx : : raw_sql");
            if raw || token.text().is_some_and(is_sql) {
                found.push(file.violation(
                    token.line,
                    "SQL lives in a room's store, as a named constant, and in `db`",
                ));
            }
        }
    }
    found
}

fn may_hold_sql(file: &File) -> bool {
    let parts = file.parts();
    parts[0] == "db" || parts.get(1) == Some(&"store")
}

fn is_sql(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let has = |word: &str| words.iter().any(|known| known == word);
    match words.first().map(String::as_str) {
        Some("select") => has("from") || words.len() == 2 && words[1].chars().all(|c| c.is_ascii_digit()),
        Some("insert") => has("into"),
        Some("delete") => has("from"),
        Some("update") => has("set"),
        Some("with") => has("as") && has("select"),
        Some("create" | "alter" | "drop") => has("table") || has("index"),
        Some("begin" | "pragma") => words.len() > 1,
        _ => false,
    }
}

fn nothing_left_open(tree: &Tree) -> Vec<Violation> {
    const REFUSED: [(&str, &str); 5] = [
        ("todo !", "`todo!` is no production code"),
        ("unimplemented !", "`unimplemented!` is no production code"),
        ("dbg !", "`dbg!` is for your own machine"),
        (
            ". unwrap ( )",
            "say why it can't happen: `expect(\"…\")`, or answer an error",
        ),
        ("unsafe", "no unsafe code"),
    ];
    let mut found = Vec::new();
    for file in tree.sources() {
        for (at, token) in file.tokens.iter().enumerate() {
            let faults = REFUSED.iter().filter(|(pattern, _)| reads(&file.tokens, at, pattern));
            found.extend(faults.map(|(_, why)| file.violation(token.line, *why)));
        }
    }
    found
}

fn islands(tree: &Tree) -> Vec<Violation> {
    const PANICS: &str = "a panic leaves every later island of the page dead: give up quietly, the plain form works";
    const BARE: &str = "what a page provides does not reach the browser: an island has its props and its children";
    const REFUSED: [(&str, &str); 9] = [
        (". expect (", PANICS),
        ("panic !", PANICS),
        ("unreachable !", PANICS),
        ("assert !", PANICS),
        ("assert_eq !", PANICS),
        ("use_context", BARE),
        ("expect_context", BARE),
        ("Resource : : new", BARE),
        ("ServerAction", BARE),
    ];
    let mut found = Vec::new();
    for file in tree
        .sources()
        .filter(|file| matches!(file.parts()[..], [_, "islands", ..]))
    {
        for (at, token) in file.tokens.iter().enumerate() {
            let faults = REFUSED.iter().filter(|(pattern, _)| reads(&file.tokens, at, pattern));
            found.extend(faults.map(|(_, why)| file.violation(token.line, *why)));
        }
    }
    found
}

fn documented(tree: &Tree) -> Vec<Violation> {
    struct Silent<'f> {
        file: &'f File,
        found: Vec<Violation>,
    }

    impl Silent<'_> {
        fn item(&mut self, attributes: &[syn::Attribute], public: bool, name: &syn::Ident) {
            if public && !attributes.iter().any(|attribute| attribute.path().is_ident("doc")) {
                let line = name.span().start().line;
                self.found.push(
                    self.file
                        .violation(line, format!("`{name}` is public and says nothing of itself (`///`)")),
                );
            }
        }
    }

    impl<'ast> Visit<'ast> for Silent<'_> {
        fn visit_item(&mut self, item: &'ast syn::Item) {
            match item {
                syn::Item::Fn(item) => self.item(&item.attrs, is_public(&item.vis), &item.sig.ident),
                syn::Item::Struct(item) => self.item(&item.attrs, is_public(&item.vis), &item.ident),
                syn::Item::Enum(item) => self.item(&item.attrs, is_public(&item.vis), &item.ident),
                syn::Item::Trait(item) => self.item(&item.attrs, is_public(&item.vis), &item.ident),
                syn::Item::Type(item) => self.item(&item.attrs, is_public(&item.vis), &item.ident),
                syn::Item::Const(item) => self.item(&item.attrs, is_public(&item.vis), &item.ident),
                syn::Item::Static(item) => self.item(&item.attrs, is_public(&item.vis), &item.ident),
                syn::Item::Macro(item) => {
                    let exported = item
                        .attrs
                        .iter()
                        .any(|attribute| attribute.path().is_ident("macro_export"));
                    if let Some(name) = &item.ident {
                        self.item(&item.attrs, exported, name);
                    }
                }
                syn::Item::Impl(item) if item.trait_.is_none() => visit::visit_item_impl(self, item),
                syn::Item::Mod(item) => visit::visit_item_mod(self, item),
                _ => {}
            }
        }

        fn visit_impl_item_fn(&mut self, method: &'ast syn::ImplItemFn) {
            self.item(&method.attrs, is_public(&method.vis), &method.sig.ident);
        }

        fn visit_impl_item_const(&mut self, constant: &'ast syn::ImplItemConst) {
            self.item(&constant.attrs, is_public(&constant.vis), &constant.ident);
        }
    }

    let mut found = Vec::new();
    for file in tree.sources() {
        let mut silent = Silent {
            file,
            found: Vec::new(),
        };
        if let Some(syntax) = &file.syntax {
            silent.visit_file(syntax);
        }
        found.append(&mut silent.found);
    }
    found
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}
