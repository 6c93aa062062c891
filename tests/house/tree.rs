//! The sources as the rules read them, and what a rule says of them.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use crate::tokens::{self, Token};

/// Files by their path from the project's folder: `src/events/store.rs`.
pub struct Tree {
    files: BTreeMap<String, File>,
}

/// One file.
pub struct File {
    pub path: String,
    pub text: String,
    /// The tokens of a Rust source, without comments and without what is compiled for tests alone.
    pub tokens: Vec<Token>,
    /// The same as a syntax tree.
    pub syntax: Option<syn::File>,
}

/// What stands against a rule.
#[derive(Debug)]
pub struct Violation {
    pub path: String,
    pub line: usize,
    pub why: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.why)
    }
}

impl Tree {
    /// The project as it stands on the disk.
    pub fn of_project() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = BTreeMap::new();
        for folder in ["src", "locales", "style"] {
            collect(root, &root.join(folder), &mut files);
        }
        Self { files }
    }

    /// A project made of these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), File::new(path, text)))
                .collect(),
        }
    }

    /// All files whose path ends so.
    pub fn ending<'t>(&'t self, end: &'static str) -> impl Iterator<Item = &'t File> {
        self.files.values().filter(move |file| file.path.ends_with(end))
    }

    /// The Rust sources.
    pub fn sources(&self) -> impl Iterator<Item = &File> {
        self.ending(".rs")
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        let stream = path.ends_with(".rs").then(|| match text.parse() {
            Ok(stream) => tokens::without_tests(stream),
            Err(error) => panic!("{path} is no Rust: {error}"),
        });
        let syntax = stream.clone().map(|stream| match syn::parse2(stream) {
            Ok(syntax) => syntax,
            Err(error) => panic!("{path}:{}: {error}", error.span().start().line),
        });
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            tokens: stream.map(tokens::flat).unwrap_or_default(),
            syntax,
        }
    }

    pub fn violation(&self, line: usize, why: impl Into<String>) -> Violation {
        Violation {
            path: self.path.clone(),
            line,
            why: why.into(),
        }
    }

    /// The path below `src/`, in its parts and without its ending: `["events", "store", "mod"]`.
    pub fn parts(&self) -> Vec<&str> {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        path.strip_suffix(".rs").unwrap_or(path).split('/').collect()
    }

    /// The module this file is: `["events", "store"]`; the crate itself is empty.
    pub fn module(&self) -> Vec<&str> {
        let mut parts = self.parts();
        if matches!(parts.last(), Some(&("mod" | "lib" | "main"))) {
            parts.pop();
        }
        parts
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, File>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path
            .extension()
            .is_some_and(|ending| matches!(ending.to_str(), Some("rs" | "ftl" | "css")))
        {
            let name = path
                .strip_prefix(root)
                .expect("a file below the root")
                .to_string_lossy()
                .replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
            files.insert(name.clone(), File::new(&name, &text));
        }
    }
}
