//! Pages: each says who may keep it, and the browser tests audit each.

use crate::Rule;
use crate::tokens::{self, Kind, Token, reads};
use crate::tree::{File, Tree, Violation};

pub const RULES: &[Rule] = &[CACHE_POLICY, AUDITED];

const AUDITED: Rule = Rule {
    name: "every-page-is-audited",
    check: audited,
    refuses: &[
        &[(
            "src/events/pages.rs",
            "fn routes() { r.route(\"/events/{slug}\", get(show)) } async fn show() -> Page { p(Cache::PerVisitor) }",
        )],
        &[
            ("src/app/about.rs", "fn routes() { r.route(\"/about\", get(show)) }"),
            ("end2end/tests/pages.spec.ts", "const pages = { '/about/us': [] };"),
        ],
    ],
    accepts: &[&[
        (
            "src/events/pages/mod.rs",
            "fn routes() { r.route(\"/\", get(home::show)).route(\"/old\", get(async || Redirect::to(\"/\"))) }",
        ),
        (
            "src/server/health.rs",
            "fn routes() { r.route(\"/health\", get(live)) }",
        ),
        ("end2end/tests/pages.spec.ts", "const pages = { '/': [] };"),
    ]],
};

const CACHE_POLICY: Rule = Rule {
    name: "cache-policy",
    check: cache_policy,
    refuses: &[
        &[(
            "src/events/pages.rs",
            "fn routes() { r.route(\"/\", get(home)) } async fn home() -> Html { Html(\"\") }",
        )],
        &[
            (
                "src/events/files/mod.rs",
                "fn routes() { r.route(\"/a.png\", get(picture::show)) }",
            ),
            ("src/events/files/picture.rs", "async fn show() -> Response { todo() }"),
        ],
        &[(
            "src/events/pages.rs",
            "fn routes() { r.route(\"/\", get(async || Html(\"\"))) }",
        )],
        &[(
            "src/events/pages.rs",
            "async fn home(visit: Visit, policy: Cache) -> Page { visit.page(meta, policy, view) }",
        )],
        &[
            (
                "src/events/pages/mod.rs",
                "fn routes() { r.route(\"/\", get(home::show)) }",
            ),
            (
                "src/events/pages/home.rs",
                "async fn show() -> Html { Html(\"\") } async fn b() { a(Cache::PerVisitor) }",
            ),
        ],
        &[(
            "src/events/pages/mod.rs",
            "fn routes() { r.route(\"/\", get(home::show)) }",
        )],
    ],
    accepts: &[&[
        (
            "src/events/pages/mod.rs",
            "fn routes() { r.route(\"/\", get(home::show)).route(\"/old\", get(async || Redirect::to(\"/\"))) }",
        ),
        (
            "src/events/pages/home.rs",
            "async fn show(visit: Visit) -> Page { visit.page(Meta::new(a, b), Cache::Public { seconds: 10 }, || view()) }",
        ),
    ]],
};

/// The sources that route pages.
fn pages(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.sources()
        .filter(|file| matches!(file.parts()[..], [_, "pages", ..] | ["app", ..]))
}

/// A route that leads elsewhere shows no page.
fn audited(tree: &Tree) -> Vec<Violation> {
    const AUDIT: &str = "end2end/tests/pages.spec.ts";
    let audit = tree.file(AUDIT).map_or("", |file| &file.text);
    let mut found = Vec::new();
    for file in pages(tree) {
        let tokens = &file.tokens;
        for at in (0..tokens.len()).filter(|at| reads(tokens, *at, ". route (")) {
            let arguments = &tokens[at + 3..tokens::closing(tokens, at + 2)];
            let Some(path) = arguments.first().and_then(Token::text) else {
                continue;
            };
            let leads_on = arguments.iter().any(|token| token.is_word("Redirect"));
            if !leads_on && !audit.contains(&format!("'{path}':")) {
                found.push(file.violation(tokens[at].line, format!("{AUDIT} does not audit `{path}`")));
            }
        }
    }
    found
}

fn cache_policy(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    let files = tree
        .sources()
        .filter(|file| matches!(file.parts()[..], [_, "files", ..]));
    for file in pages(tree).chain(files) {
        let tokens = &file.tokens;
        for at in 0..tokens.len() {
            if reads(tokens, at, ". page (") {
                let arguments = split(&tokens[at + 3..tokens::closing(tokens, at + 2)]);
                if !arguments.get(1).is_some_and(|policy| names_policy(policy)) {
                    found.push(file.violation(
                        tokens[at].line,
                        "the page names its policy where it is made: `Cache::…`",
                    ));
                }
            } else if routes(tokens, at) {
                let handler = &tokens[at + 2..tokens::closing(tokens, at + 1)];
                if !keeps_policy(tree, file, handler) {
                    let why = "this handler says neither `Cache::…` nor `Redirect`: who may keep its answer?";
                    found.push(file.violation(tokens[at].line, why));
                }
            }
        }
    }
    found
}

/// `get(handler)` of axum, a word alone; `x.get(…)` and `X::get(…)` are others.
fn routes(tokens: &[Token], at: usize) -> bool {
    reads(tokens, at, "get (") && at > 0 && !tokens[at - 1].is('.') && !tokens[at - 1].is(':')
}

fn names_policy(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| reads(tokens, at, "Cache : :"))
}

fn keeps_policy(tree: &Tree, file: &File, handler: &[Token]) -> bool {
    let says = |tokens: &[Token]| names_policy(tokens) || tokens.iter().any(|token| token.is_word("Redirect"));
    let words: Vec<&str> = handler.iter().filter_map(Token::word).collect();
    let plain = handler
        .iter()
        .all(|token| matches!(token.kind, Kind::Word(_) | Kind::Sign(':', _)));
    match (plain, &words[..]) {
        (true, [name]) => function(file, name).is_some_and(says),
        (true, [.., module, name]) => {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let beside = tree.file(&format!("{folder}/{module}.rs"));
            beside.and_then(|file| function(file, name)).is_some_and(says)
        }
        _ => says(handler),
    }
}

/// The tokens of a function, from its name to its end.
fn function<'f>(file: &'f File, name: &str) -> Option<&'f [Token]> {
    let tokens = &file.tokens;
    let start = (0..tokens.len())
        .find(|at| tokens[*at].is_word("fn") && tokens.get(at + 1).is_some_and(|t| t.is_word(name)))?;
    let open = (start..tokens.len()).find(|at| tokens[*at].is('{'))?;
    Some(&tokens[start..tokens::closing(tokens, open)])
}

/// The arguments of a call.
fn split(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0;
    let outer_comma = |token: &Token| {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            _ => {}
        }
        depth == 0 && token.is(',')
    };
    tokens.split(outer_comma).collect()
}
