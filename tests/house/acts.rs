//! Acts: each has one fixed address, which says the truth about it.

use syn::{Expr, ExprLit, FnArg, Item, ItemConst, ItemFn, Lit, Pat, Type};

use crate::Rule;
use crate::tokens::reads;
use crate::tree::{File, Tree, Violation};

/// Taken by every act (`Address::COMMON`).
const EVERYWHERE: [&str; 4] = ["page", "key", "version", "seen"];

pub const RULES: &[Rule] = &[
    Rule {
        name: "acts",
        check: acts,
        refuses: &[
            // No fixed address: leptos would make one of a hash.
            &[(
                "src/events/api.rs",
                "#[server] pub async fn join() -> Result<(), AppError> { g() }",
            )],
            &[API_WITHOUT_PREFIX],
            // In another room's name.
            &[(
                "src/events/api.rs",
                "#[server(prefix = \"/api\", endpoint = \"messages/join\")] async fn join() {}",
            )],
            &[(
                "src/events/pages.rs",
                "#[server(prefix = \"/api\", endpoint = \"events/join\")] async fn join() {}",
            )],
            // Without its `Address`, with another one's fields, without a place in the list, and an address of nothing.
            &[(
                "src/events/api.rs",
                "#[server(prefix = \"/api\", endpoint = \"events/join\")] async fn join() {}",
            )],
            &[API_WITH_OTHER_FIELDS],
            &[API_NOT_LISTED],
            &[(
                "src/events/api.rs",
                "pub const JOIN: Address = Address::new(\"/api/events/join\", \"/\", &[]); const ACTS: X = &[&JOIN];",
            )],
            // What a form leaves out, or gets wrong, must reach the parser of the form.
            &[API_WITH_NUMBER],
            &[API_WITHOUT_DEFAULT],
        ],
        accepts: &[&[GOOD_API]],
    },
    Rule {
        name: "acts-of-all-rooms",
        check: acts_of_all_rooms,
        refuses: &[&[GOOD_API, ("src/app/mod.rs", "fn acts() { [accounts::api::ACTS] }")]],
        accepts: &[&[
            GOOD_API,
            (
                "src/app/mod.rs",
                "fn acts() { [accounts::api::ACTS, events::api::ACTS] }",
            ),
        ]],
    },
];

const GOOD_API: (&str, &str) = (
    "src/events/api.rs",
    "pub const JOIN: Address = Address::new(\"/api/events/join\", \"/\", &[\"slug\", \"slot\"]);
     pub const ACTS: &[&Address] = &[&JOIN];
     #[server(name = TakePart, prefix = \"/api\", endpoint = \"events/join\")]
     pub async fn join(
       #[server(default)] slot: Given, #[server(default)] slug: String, #[server(default)] key: String,
     ) {}",
);
const API_WITHOUT_PREFIX: (&str, &str) = (
    "src/events/api.rs",
    "pub const JOIN: Address = Address::new(\"/api/events/join\", \"/\", &[]); const ACTS: X = &[&JOIN];
     #[server(endpoint = \"events/join\")] async fn join() {}",
);
const API_WITH_OTHER_FIELDS: (&str, &str) = (
    "src/events/api.rs",
    "pub const JOIN: Address = Address::new(\"/api/events/join\", \"/\", &[\"slug\", \"slot\"]); const ACTS: X = &[&JOIN];
     #[server(prefix = \"/api\", endpoint = \"events/join\")] async fn join(#[server(default)] slug: String) {}",
);
const API_NOT_LISTED: (&str, &str) = (
    "src/events/api.rs",
    "pub const JOIN: Address = Address::new(\"/api/events/join\", \"/\", &[]); const ACTS: X = &[&LEAVE];
     #[server(prefix = \"/api\", endpoint = \"events/join\")] async fn join() {}",
);
const API_WITH_NUMBER: (&str, &str) = (
    "src/events/api.rs",
    "pub const JOIN: Address = Address::new(\"/api/events/join\", \"/\", &[\"places\"]); const ACTS: X = &[&JOIN];
     #[server(prefix = \"/api\", endpoint = \"events/join\")] async fn join(#[server(default)] places: u32) {}",
);
const API_WITHOUT_DEFAULT: (&str, &str) = (
    "src/events/api.rs",
    "pub const JOIN: Address = Address::new(\"/api/events/join\", \"/\", &[\"slug\"]); const ACTS: X = &[&JOIN];
     #[server(prefix = \"/api\", endpoint = \"events/join\")] async fn join(slug: String) {}",
);

/// An `Address` as it is written.
struct Address {
    name: String,
    path: String,
    fields: Vec<String>,
    line: usize,
}

fn acts(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.sources() {
        let items = file.syntax.iter().flat_map(|syntax| &syntax.items);
        let mut addresses: Vec<Address> = items.clone().filter_map(address).collect();
        for function in items.filter_map(server_function) {
            let line = function.sig.ident.span().start().line;
            let mut refuse = |why: String| found.push(file.violation(line, format!("`{}`: {why}", function.sig.ident)));
            let room = file.parts()[0];
            if !matches!(file.parts()[..], [_, "api", ..]) {
                refuse("server functions live in their room's api.rs".into());
            }
            let Some(path) = path(function) else {
                refuse("a server function has a fixed address: `prefix = \"/api\", endpoint = \"room/verb\"`".into());
                continue;
            };
            if !path.starts_with(&format!("/api/{room}/")) {
                refuse(format!("its address begins with /api/{room}/, the name of its room"));
            }
            let arguments = arguments(function, &mut refuse);
            match addresses.iter().position(|address| address.path == path) {
                Some(at) => {
                    let address = addresses.swap_remove(at);
                    compare(&address, arguments, &mut refuse);
                    if !listed(file, &address.name) {
                        refuse(format!(
                            "`{}` is missing in `ACTS`, so the act is not served",
                            address.name
                        ));
                    }
                }
                None => refuse(format!("no `Address` of {path} stands beside it")),
            }
        }
        for address in addresses {
            found.push(file.violation(address.line, format!("no server function answers at {}", address.path)));
        }
    }
    found
}

fn compare(address: &Address, mut arguments: Vec<String>, refuse: &mut impl FnMut(String)) {
    let mut fields = address.fields.clone();
    fields.sort();
    arguments.retain(|name| !EVERYWHERE.contains(&name.as_str()));
    arguments.sort();
    if fields != arguments {
        refuse(format!("takes {arguments:?}, but `{}` says {fields:?}", address.name));
    }
}

fn server_function(item: &Item) -> Option<&ItemFn> {
    match item {
        Item::Fn(function)
            if function
                .attrs
                .iter()
                .any(|attribute| attribute.path().is_ident("server")) =>
        {
            Some(function)
        }
        _ => None,
    }
}

/// Where a server function answers, if that is fixed.
fn path(function: &ItemFn) -> Option<String> {
    let attribute = function
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("server"))?;
    let (mut prefix, mut endpoint) = (None, None);
    // Without arguments there is nothing to parse, and no address.
    let _ = attribute.parse_nested_meta(|meta| {
        if let Ok(value) = meta.value() {
            let value: Expr = value.parse()?;
            if meta.path.is_ident("prefix") {
                prefix = text(&value);
            } else if meta.path.is_ident("endpoint") {
                endpoint = text(&value);
            }
        }
        Ok(())
    });
    let endpoint = endpoint?;
    (prefix? == "/api").then(|| format!("/api/{}", endpoint.trim_start_matches('/')))
}

/// The names of the arguments, which are texts that may be absent.
fn arguments(function: &ItemFn, refuse: &mut impl FnMut(String)) -> Vec<String> {
    let mut names = Vec::new();
    for argument in &function.sig.inputs {
        let FnArg::Typed(argument) = argument else { continue };
        let Pat::Ident(name) = &*argument.pat else { continue };
        let name = name.ident.to_string();
        if !is_text(&argument.ty) {
            refuse(format!(
                "`{name}` is as typed, a `String`, or a `Given` where it may be left out: the form is parsed in `forms`"
            ));
        }
        if !argument
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("server"))
        {
            refuse(format!(
                "`{name}` may be absent: `#[server(default)]`, so that its field can say so"
            ));
        }
        names.push(name);
    }
    names
}

/// No `Option`: it reads an empty field as an absent one.
fn is_text(kind: &Type) -> bool {
    let Type::Path(kind) = kind else { return false };
    let last = kind.path.segments.last();
    last.is_some_and(|last| last.ident == "String" || last.ident == "Given")
}

/// `const NAME: Address = Address::new(path, home, fields)`.
fn address(item: &Item) -> Option<Address> {
    let Item::Const(ItemConst { ident, expr, .. }) = item else {
        return None;
    };
    let Expr::Call(call) = &**expr else { return None };
    let Expr::Path(function) = &*call.func else { return None };
    let segments: Vec<String> = function
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    if !segments.ends_with(&["Address".into(), "new".into()]) {
        return None;
    }
    let Some(Expr::Reference(fields)) = call.args.get(2) else {
        return None;
    };
    let Expr::Array(fields) = &*fields.expr else {
        return None;
    };
    Some(Address {
        name: ident.to_string(),
        path: text(call.args.first()?)?,
        fields: fields.elems.iter().filter_map(text).collect(),
        line: ident.span().start().line,
    })
}

fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text), ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn listed(file: &File, name: &str) -> bool {
    let tokens = &file.tokens;
    let list = (0..tokens.len()).find(|at| reads(tokens, *at, "const ACTS"));
    list.is_some_and(|at| {
        let list = tokens[at..].iter().take_while(|token| !token.is(';'));
        list.into_iter().any(|token| token.is_word(name))
    })
}

fn acts_of_all_rooms(tree: &Tree) -> Vec<Violation> {
    let Some(app) = tree.file("src/app/mod.rs") else {
        return Vec::new();
    };
    let known =
        |room: &str| (0..app.tokens.len()).any(|at| reads(&app.tokens, at, &format!("{room} : : api : : ACTS")));
    let with_acts = tree.sources().filter(|file| {
        let lists = (0..file.tokens.len()).any(|at| reads(&file.tokens, at, "const ACTS"));
        lists && matches!(file.parts()[..], [_, "api"] | [_, "api", "mod"])
    });
    with_acts
        .filter(|file| !known(file.parts()[0]))
        .map(|file| {
            file.violation(
                1,
                "`app::acts` does not know this room's `ACTS`, so none of them is served",
            )
        })
        .collect()
}
