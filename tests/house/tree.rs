//! The sources as the rules read them, and what a rule says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use crate::tokens::{self, Token};

/// Files by their path from the project's folder: `src/events/store.rs`.
pub struct Tree {
    files: BTreeMap<String, File>,
    /// Every file and folder there is, read or not.
    names: BTreeSet<String>,
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
        let mut tree = Self {
            files: BTreeMap::new(),
            names: BTreeSet::new(),
        };
        tree.collect(Path::new(env!("CARGO_MANIFEST_DIR")), "");
        tree
    }

    /// A project made of these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut names = BTreeSet::new();
        for (path, _) in files {
            let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
            names.extend(folders.chain([*path]).map(str::to_owned));
        }
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), File::new(path, text)));
        Self {
            files: files.collect(),
            names,
        }
    }

    fn collect(&mut self, root: &Path, folder: &str) {
        const NOT_OURS: [&str; 8] = [
            ".git",
            "data",
            "dist",
            "node_modules",
            "playwright-report",
            "site",
            "target",
            "test-results",
        ];
        for entry in fs::read_dir(root.join(folder)).expect("a folder of the project") {
            let entry = entry.expect("an entry of a folder");
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() {
                name.clone()
            } else {
                format!("{folder}/{name}")
            };
            self.names.insert(path.clone());
            if NOT_OURS.contains(&name.as_str()) {
                continue;
            }
            if entry.path().is_dir() {
                self.collect(root, &path);
            } else if is_read(&path) {
                let text = fs::read_to_string(entry.path()).unwrap_or_else(|error| panic!("{path}: {error}"));
                self.files.insert(path.clone(), File::new(&path, &text));
            }
        }
    }

    /// Is there a file or a folder of this name?
    pub fn has(&self, path: &str) -> bool {
        self.names.contains(path)
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
        // What `builds` finds declared for tests alone.
        let for_tests = path.ends_with("/tests.rs");
        let stream = (path.ends_with(".rs") && !for_tests).then(|| match text.parse() {
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

/// Does a rule read this file?
fn is_read(path: &str) -> bool {
    let in_folder = |folder: &str, end: &str| path.starts_with(folder) && path.ends_with(end);
    in_folder("src/", ".rs")
        || in_folder("locales/", ".ftl")
        || in_folder("style/", ".css")
        || path.ends_with(".md")
        || in_folder("end2end/tests/", ".ts")
}
