//! Finds the SQL in the sources: the named constants, and which of them `query(…)` is given.

use std::fs;
use std::path::{Path, PathBuf};

/// What one source file holds.
#[derive(Debug, Default)]
pub struct Source {
    pub file: PathBuf,
    pub constants: Vec<Constant>,
    pub uses: Vec<Use>,
    /// It goes around `Db` and `Tx`, and nobody sees its statements.
    pub goes_around: bool,
}

/// `const NAME: &str = "…"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    pub name: String,
    pub text: String,
}

/// `.query(…)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Its argument.
    pub argument: String,
    /// The function goes on to push fragments: what runs is known only when it does.
    pub built: bool,
}

impl Constant {
    /// A whole statement; what else is a constant is a fragment, or no SQL.
    pub fn is_statement(&self) -> bool {
        let word = self.text.split_whitespace().next().unwrap_or_default();
        ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&word)
    }
}

/// Every file that may hold SQL: the stores and `db`. Paths are from the project's folder.
pub fn all() -> Vec<Source> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&project.join("src"), &mut files);
    files.sort();
    let sources: Vec<Source> = files
        .into_iter()
        .map(|file| (file.strip_prefix(project).expect("inside the project").to_owned(), file))
        .filter(|(path, _)| may_hold_sql(path))
        .map(|(path, file)| read(path, &fs::read_to_string(&file).expect("a source file")))
        .collect();
    let found = |path: &str| sources.iter().any(|source| source.file == Path::new(path));
    assert!(
        found("src/db/migrate/mod.rs"),
        "the sources are not where they were: {sources:?}"
    );
    sources
}

fn may_hold_sql(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (name.starts_with("store") || is_in(path, "store") || is_in(path, "db")) && name != "tests.rs"
}

fn is_in(path: &Path, folder: &str) -> bool {
    path.components().any(|part| part.as_os_str() == folder)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("a source file").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Reads one file.
pub fn read(file: PathBuf, text: &str) -> Source {
    let text = without_comments(text.split("#[cfg(test)]").next().unwrap_or_default());
    let mut constants = Vec::new();
    for (at, _) in text.match_indices("const ") {
        constants.extend(constant(&text[at + "const ".len()..]));
    }
    let mut uses = Vec::new();
    for (at, call) in text.match_indices(".query(") {
        let rest = &text[at + call.len()..];
        let argument = rest.split([')', ',']).next().unwrap_or_default().trim().to_owned();
        let body = rest
            .split("\nfn ")
            .next()
            .unwrap_or_default()
            .split(" fn ")
            .next()
            .unwrap_or_default();
        // Locking the rows that are read changes nothing in how they are found.
        let built = body.contains(".push_list(")
            || body.contains(".push_fragment(")
            || body
                .match_indices(".push(")
                .any(|(at, push)| !makes_a_value(&body[at + push.len()..]));
        if !argument.is_empty() {
            uses.push(Use { argument, built });
        }
    }
    let in_db = is_in(&file, "db");
    let goes_around = !in_db
        && ["sqlx::query", "sqlx::raw_sql", "QueryBuilder"]
            .iter()
            .any(|way| text.contains(way));
    Source {
        file,
        constants,
        uses,
        goes_around,
    }
}

/// `rows.push(Row { … })` fills a list. Any other `push` may be a statement's.
fn makes_a_value(argument: &str) -> bool {
    let mut characters = argument.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_some_and(char::is_lowercase)
}

/// `NAME: &str = "…"`, where it is a string.
fn constant(text: &str) -> Option<Constant> {
    let (name, rest) = text.split_once(':')?;
    let rest = rest.trim_start().strip_prefix('&')?;
    let rest = rest.strip_prefix("'static ").unwrap_or(rest).strip_prefix("str")?;
    let literal = rest.trim_start().strip_prefix('=')?.trim_start();
    Some(Constant {
        name: name.trim().to_owned(),
        text: string(literal)?,
    })
}

/// The value of a string literal, plain or raw.
fn string(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('r') {
        let hashes: String = raw.chars().take_while(|c| *c == '#').collect();
        let inner = raw[hashes.len()..].strip_prefix('"')?;
        return inner
            .split_once(&format!("\"{hashes}"))
            .map(|(text, _)| text.to_owned());
    }
    let mut characters = literal.strip_prefix('"')?.chars().peekable();
    let mut text = String::new();
    loop {
        match characters.next()? {
            '"' => return Some(text),
            '\\' => match characters.next()? {
                '\n' => while characters.next_if(|c| c.is_whitespace()).is_some() {},
                'n' => text.push('\n'),
                't' => text.push('\t'),
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

/// Blanks out `//` comments, but not inside strings.
fn without_comments(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let (mut quoted, mut escaped, mut comment) = (false, false, false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if comment {
            comment = c != '\n';
        } else if !quoted && c == '/' && characters.peek() == Some(&'/') {
            comment = true;
        } else if c == '\'' && !quoted && characters.peek() == Some(&'"') {
            // The character literal '"'.
            clean.push(c);
            clean.extend(characters.next());
            continue;
        } else if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && c == '\\' && !escaped;
        if !comment {
            clean.push(c);
        }
    }
    clean
}
