//! Which modules of the house a file names, in a `use` and everywhere else, macros included.

use std::collections::BTreeMap;

use crate::tokens::{self, Kind, Token};
use crate::tree::File;

/// A path that a file names, from the crate's root: `["events", "store", "coming"]`.
#[derive(Debug)]
pub struct Reference {
    pub path: Vec<String>,
    pub line: usize,
    /// In the body of a function, where the server's half of a server function lives.
    pub in_body: bool,
}

/// Every path into the house that this file names.
pub fn references(file: &File) -> Vec<Reference> {
    let tokens = &file.tokens;
    let in_body = tokens::in_bodies(tokens);
    let module: Vec<String> = file.module().into_iter().map(str::to_owned).collect();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut found = Vec::new();
    for pass in [Pass::Imports, Pass::Others] {
        let mut at = 0;
        while at < tokens.len() {
            let start = at;
            let imports = tokens[at].is_word("use");
            if imports {
                at += 1;
            }
            if !begins_path(tokens, at) || (pass == Pass::Imports) != imports {
                at += 1;
                continue;
            }
            let mut paths = Vec::new();
            let end = tree(tokens, at, &[], &mut paths);
            for (path, alias) in paths {
                let Some(path) = rooted(&path, &module, &names) else {
                    continue;
                };
                if let (Pass::Imports, Some(name)) = (pass, alias.or(path.last().cloned())) {
                    names.insert(name, path.clone());
                }
                found.push(Reference {
                    path,
                    line: tokens[at].line,
                    in_body: in_body[start],
                });
            }
            at = end.max(at + 1);
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum Pass {
    Imports,
    Others,
}

/// Does a path start here? Not in the middle of one, and not at a field or a method.
fn begins_path(tokens: &[Token], at: usize) -> bool {
    let Some(Kind::Word(_)) = tokens.get(at).map(|token| &token.kind) else {
        return false;
    };
    let in_middle = at >= 2 && tokens[at - 1].is(':') && matches!(tokens[at - 2].kind, Kind::Sign(':', true));
    let at_field = at >= 1 && tokens[at - 1].is('.');
    !(in_middle || at_field)
}

/// Reads `a::b::{c, d as e}` and returns where it ends.
fn tree(tokens: &[Token], mut at: usize, before: &[String], paths: &mut Vec<(Vec<String>, Option<String>)>) -> usize {
    let mut path = before.to_vec();
    loop {
        match tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Word(word)) => path.push(word.clone()),
            Some(Kind::Sign('*', _)) => {}
            Some(Kind::Open('{')) => {
                let end = tokens::closing(tokens, at);
                at += 1;
                while at < end {
                    at = tree(tokens, at, &path, paths).max(at + 1);
                    if tokens.get(at).is_some_and(|token| token.is(',')) {
                        at += 1;
                    }
                }
                return end + 1;
            }
            _ => break,
        }
        at += 1;
        if tokens::reads(tokens, at, ": :") && matches!(tokens[at].kind, Kind::Sign(':', true)) {
            at += 2;
        } else {
            break;
        }
    }
    // `identity::{self}` is the module itself.
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let alias = match tokens.get(at) {
        Some(token) if token.is_word("as") => tokens.get(at + 1).and_then(|next| next.word()).map(str::to_owned),
        _ => None,
    };
    if alias.is_some() {
        at += 2;
    }
    paths.push((path, alias));
    at
}

/// The path from the crate's root, if it leads into the house.
fn rooted(path: &[String], module: &[String], names: &BTreeMap<String, Vec<String>>) -> Option<Vec<String>> {
    let first = path.first()?;
    let mut rest = &path[1..];
    let mut base = match first.as_str() {
        "crate" | "tutti" => Vec::new(),
        "self" => module.to_vec(),
        "super" => module[..module.len().checked_sub(1)?].to_vec(),
        name => {
            let known = names.get(name)?;
            // A name alone says nothing that its import did not say.
            return (path.len() > 1).then(|| known.iter().chain(rest).cloned().collect());
        }
    };
    while rest.first().is_some_and(|next| next == "super") {
        base.pop();
        rest = &rest[1..];
    }
    base.extend(rest.iter().cloned());
    (!base.is_empty()).then_some(base)
}
