//! Who may know whom: the direction between the rooms, and between the files of a room.

use std::collections::BTreeSet;

use crate::Rule;
use crate::paths::{self, Reference};
use crate::tree::{File, Tree, Violation};

/// The features, from the top of the house down. A lower room knows nothing of those above it.
const FEATURES: [&str; 12] = [
    "moderation",
    "messages",
    "events",
    "profiles",
    "accounts",
    "blocks",
    "notifications",
    "audit",
    "jobs",
    "music",
    "towns",
    "identity",
];

/// Steps that several acts of a room share, or that are long: they may do what the body of a server function may.
const SHARED_STEPS: [&str; 3] = [
    "src/accounts/arrival.rs",
    "src/accounts/change.rs",
    "src/messages/own.rs",
];

pub const RULES: &[Rule] = &[
    Rule {
        name: "direction",
        check: direction,
        refuses: &[
            &[("src/events/store.rs", "use crate::messages::store;")],
            &[("src/events/store.rs", "use super::super::messages::model::Thread;")],
            &[("src/identity/model.rs", "use crate::{accounts::model::Account, error};")],
            &[("src/events/store.rs", "use crate::app::App;")],
            &[("src/events/store.rs", "use super::pages;")],
            &[("src/events/model.rs", "use super::store::Row;")],
            &[("src/events/forms.rs", "use crate::db::Db;")],
            &[("src/events/islands.rs", "use super::store;")],
            &[("src/events/islands.rs", "use crate::language;")],
            &[("src/events/api.rs", "use crate::app::Act;")],
            &[("src/events/api.rs", "async fn join() { use crate::messages::store; }")],
            &[("src/events/pages.rs", "use crate::messages::pages;")],
            &[("src/events/pages/show.rs", "use crate::server::config;")],
            &[("src/events/cards.rs", "use super::pages::show;")],
            &[("src/events/files/poster.rs", "use crate::messages::pages;")],
            &[("src/app/mod.rs", "fn f() -> crate::server::Config { todo() }")],
            &[("src/ui/form.rs", "fn f() { crate::app::act() }")],
            &[("src/ui/card.rs", "use crate::events::model::Kind;")],
            &[("src/db/tx.rs", "use crate::language;")],
            &[("src/language/mod.rs", "use crate::events;")],
            &[("src/error.rs", "use crate::db::Error;")],
            &[("src/main.rs", "use tutti::app::App; fn main() {}")],
            // Inside a macro, and by another name.
            &[(
                "src/events/store.rs",
                "fn f() { transact!(db, tx => { crate::messages::store::send(tx) }) }",
            )],
            &[(
                "src/profiles/store.rs",
                "use crate::identity as who; use crate::events as what; fn f() { what::store::x() }",
            )],
        ],
        accepts: &[&[
            (
                "src/messages/store/send.rs",
                "use crate::events::store::standing; use crate::db::Tx; use super::list;",
            ),
            (
                "src/messages/forms.rs",
                "use crate::events::slug::Slug; use crate::t; use crate::error::Check;",
            ),
            (
                "src/events/api.rs",
                "use super::model::Joined; async fn join() { use crate::app::Act; use super::store; }",
            ),
            (
                "src/events/pages/show.rs",
                "use crate::messages::cards::Threads; use crate::app::Visit; use super::card;",
            ),
            (
                "src/events/islands.rs",
                "use super::model::Joined; use crate::ui::islands::DONE;",
            ),
            ("src/profiles/pages.rs", "use crate::events::{cards::Programme, store};"),
            ("src/server/router.rs", "use crate::{app, events};"),
            (
                "src/app/act.rs",
                "use crate::identity::{self, model::Member}; fn f() { identity::store::member() }",
            ),
            (
                "src/ui/form.rs",
                "use crate::error::AppError; use crate::t; use super::field::Field;",
            ),
            (
                "src/db/tx.rs",
                "use crate::error::AppError; use crate::instant::Instant;",
            ),
            (
                "src/events/files/poster.rs",
                "use crate::app::File; use crate::events::{cards::stock, store}; use crate::ui::social_card;",
            ),
            ("src/main.rs", "fn main() { tutti::server::cli::run() }"),
            ("src/events/store.rs", "#[cfg(test)] mod tests { use crate::app::App; }"),
        ]],
    },
    Rule {
        name: "known-rooms",
        check: known_rooms,
        refuses: &[&[("src/gigs/mod.rs", "//! Gigs.")], &[("src/gigs.rs", "//! Gigs.")]],
        accepts: &[&[
            ("src/events/mod.rs", ""),
            ("src/towns/store.rs", ""),
            ("src/lib.rs", ""),
            ("src/app/page.rs", ""),
        ]],
    },
    Rule {
        name: "names",
        check: names,
        refuses: &[
            &[("src/events/utils.rs", "")],
            &[("src/events/helpers/dates.rs", "")],
            &[("src/events/store.rs", "mod common { fn f() {} }")],
        ],
        accepts: &[&[("src/events/dates.rs", "mod cursor {}"), ("src/ui/field.rs", "")]],
    },
    Rule {
        name: "first-words",
        check: first_words,
        refuses: &[
            &[("src/events/mod.rs", "pub mod model;")],
            &[("src/events/slug.rs", "use crate::t;")],
            &[("src/events/mod.rs", "//! Being built.\npub mod model;")],
            &[(
                "src/events/mod.rs",
                "// What musicians meet for.\n// In two lines.\npub mod model;",
            )],
        ],
        accepts: &[&[
            (
                "src/events/mod.rs",
                "//! What musicians meet for.\n//!\n//! This room knows nothing of mail.\npub mod model;",
            ),
            ("src/events/pages/mod.rs", "//! The pages of events.\npub mod show;"),
        ]],
    },
];

/// Where a file or a path stands in the house.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Main,
    Error,
    Instant,
    Language,
    Db,
    Ui,
    App,
    Server,
    Feature(usize, Furniture),
    /// The crate's root, its browser entry, what stands outside.
    Elsewhere,
}

/// The files of a feature's room.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Furniture {
    Model,
    Forms,
    Api,
    Islands,
    Store,
    Pages,
    Cards,
    /// A noun of the room's own: `slug`, `passwords`.
    Own,
    /// The room's `mod.rs`.
    Root,
}

use Furniture::{Api, Cards, Forms, Islands, Model, Own, Pages, Root, Store};

fn place<S: AsRef<str>>(path: &[S]) -> Place {
    let part = |n: usize| path.get(n).map(AsRef::as_ref);
    match part(0) {
        Some("main") => Place::Main,
        Some("error") => Place::Error,
        Some("instant" | "cursor" | "given" | "form_key" | "time_zone") => Place::Instant,
        Some("language" | "t" | "edit") => Place::Language,
        Some("db" | "transact") => Place::Db,
        Some("ui") => Place::Ui,
        Some("app") => Place::App,
        Some("server") => Place::Server,
        Some(room) => match FEATURES.iter().position(|feature| *feature == room) {
            Some(height) => Place::Feature(height, furniture(part(1))),
            None => Place::Elsewhere,
        },
        None => Place::Elsewhere,
    }
}

fn furniture(name: Option<&str>) -> Furniture {
    match name {
        Some("model") => Model,
        Some("forms") => Forms,
        Some("api") => Api,
        Some("islands") => Islands,
        Some("store") => Store,
        Some("pages" | "files") => Pages,
        Some("cards") => Cards,
        Some("mod") => Root,
        _ => Own,
    }
}

fn direction(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.sources() {
        let from = if SHARED_STEPS.contains(&file.path.as_str()) {
            match place(&file.parts()) {
                Place::Feature(height, _) => Place::Feature(height, Api),
                other => other,
            }
        } else {
            place(&file.parts())
        };
        let mut named = BTreeSet::new();
        for Reference { path, line, in_body } in paths::references(file) {
            let in_body = in_body || SHARED_STEPS.contains(&file.path.as_str());
            let module = path.iter().take(2).cloned().collect::<Vec<_>>();
            if let Err(why) = may_know(from, place(&path), in_body)
                && named.insert(module)
            {
                found.push(file.violation(line, format!("names `crate::{}`: {why}", path.join("::"))));
            }
        }
    }
    found
}

/// The paragraph on direction of `ARCHITECTURE.md`, as a table.
fn may_know(from: Place, to: Place, in_body: bool) -> Result<(), &'static str> {
    let allowed = |yes: bool, why: &'static str| if yes { Ok(()) } else { Err(why) };
    match (from, to) {
        (_, Place::Elsewhere) | (Place::Elsewhere, _) | (Place::Server, _) => Ok(()),
        (Place::Main, to) => allowed(
            to == Place::Server,
            "main.rs hands the command line to the server and knows no more",
        ),
        (_, Place::Server) => Err("the server imports everything and is imported by main.rs alone"),
        (Place::App, _) => Ok(()),
        (_, Place::Main) => Err("nothing imports the binary"),
        (Place::Instant, to) => allowed(to == Place::Instant, "an instant knows nothing of the house"),
        (Place::Error, to) => allowed(
            matches!(to, Place::Error | Place::Instant),
            "the error crosses the wire and knows no room",
        ),
        (Place::Language, to) => allowed(
            matches!(to, Place::Language | Place::Error | Place::Instant),
            "language stands below everything",
        ),
        (Place::Db, to) => allowed(
            matches!(to, Place::Db | Place::Error | Place::Instant),
            "the database room knows no other",
        ),
        (Place::Ui, to) => allowed(
            matches!(to, Place::Ui | Place::Error | Place::Instant | Place::Language),
            "the design system knows no feature, and neither state nor database",
        ),
        (Place::Feature(room, kind), Place::Feature(other, known)) => between(room, kind, other, known, in_body),
        (Place::Feature(_, kind), to) => ground(kind, to, in_body),
    }
}

/// What the files of a room may know of the rooms without a feature.
fn ground(kind: Furniture, to: Place, in_body: bool) -> Result<(), &'static str> {
    let act = kind == Api && in_body;
    let shows = matches!(kind, Pages | Cards);
    match to {
        Place::Error | Place::Instant => Ok(()),
        Place::Language if matches!(kind, Model | Islands) || (kind == Api && !act) => {
            Err("the catalogue is on the server only")
        }
        Place::Db if !(act || shows || matches!(kind, Store | Own)) => Err("only stores ask the database"),
        Place::Ui if !(shows || matches!(kind, Api | Islands)) => Err("only what is shown knows the design system"),
        Place::App if !(act || shows) => {
            Err("the state is known to pages, cards and the bodies of server functions; hand over what is needed")
        }
        _ => Ok(()),
    }
}

/// What the files of a room may know of their own room and of others.
fn between(room: usize, kind: Furniture, other: usize, known: Furniture, in_body: bool) -> Result<(), &'static str> {
    let own = room == other;
    let may: &[Furniture] = match kind {
        Model => &[Model],
        Islands if own => &[Model, Islands],
        Islands => &[Model],
        Api if in_body => &[Model, Forms, Own, Store, Api],
        Api => &[Model, Api],
        Forms => &[Model, Forms, Own],
        Store | Own => &[Model, Forms, Own, Store],
        Cards => &[Model, Forms, Own, Store, Api, Islands, Cards],
        Pages | Root if own => return Ok(()),
        Pages => &[Model, Forms, Own, Store, Api, Islands, Cards],
        Root => &[],
    };
    if !own && other < room && !matches!(kind, Pages | Cards) {
        return Err("that room stands above this one: what happens above reaches below as data");
    }
    if may.contains(&known) || (known == Own && own) {
        return Ok(());
    }
    Err(match kind {
        Model => "a model knows models only",
        Islands => "an island knows models and the design system only",
        Api => "outside a body, a server function's file knows models only; inside, what stands below pages",
        Forms => "a form is parsed without asking anybody",
        Store | Own => "the way is pages → store → db",
        Root => "a room's mod.rs says what it is and lists its modules",
        Cards | Pages => "pages show each other's cards, not each other's pages",
    })
}

fn known_rooms(tree: &Tree) -> Vec<Violation> {
    let at_root = ["main", "lib", "browser"];
    let known = |file: &&File| {
        let parts = file.parts();
        place(&parts) != Place::Elsewhere || (parts.len() == 1 && at_root.contains(&parts[0]))
    };
    let strangers = tree.sources().filter(|file| !known(file));
    strangers
        .map(|file| file.violation(1, "this room is not in the house: give it its height in `FEATURES`"))
        .collect()
}

fn names(tree: &Tree) -> Vec<Violation> {
    const NO_NOUN: [&str; 6] = ["util", "utils", "helper", "helpers", "common", "misc"];
    let mut found = Vec::new();
    for file in tree.sources() {
        let words = file.tokens.windows(2).filter(|pair| pair[0].is_word("mod"));
        let inline = words.filter_map(|pair| Some((pair[1].line, pair[1].word()?)));
        for (line, name) in file.parts().into_iter().map(|part| (1, part)).chain(inline) {
            if NO_NOUN.contains(&name) {
                found.push(file.violation(line, format!("`{name}` says nothing: name the noun it holds")));
            }
        }
    }
    found
}

fn first_words(tree: &Tree) -> Vec<Violation> {
    let wordless = tree.sources().filter(|file| !file.text.starts_with("//!"));
    let mut found: Vec<Violation> = wordless
        .map(|file| file.violation(1, "a file says in its first line what it is (`//!`)"))
        .collect();
    let rooms = tree.sources().filter(|file| matches!(file.parts()[..], [_, "mod"]));
    let silent = rooms.filter(|file| {
        let lines = file.text.lines().take_while(|line| line.starts_with("//!"));
        lines.filter(|line| line.trim_start_matches("//!").trim() != "").count() < 2
    });
    found.extend(silent.map(|file| {
        file.violation(
            1,
            "a room opens with its paragraph (`//!`): what it is, its rules, what it must not know",
        )
    }));
    found
}
