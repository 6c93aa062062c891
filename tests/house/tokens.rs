//! Rust as a flat row of tokens: what stands inside macros (`view!`, `transact!`) is read like everything else, and what
//! stands in comments and strings is not mistaken for it.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// One token, with the line it stands on.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Word(String),
    /// A sign, and whether the next one joins it (`::`, `=>`).
    Sign(char, bool),
    /// The value of a string literal.
    Text(String),
    /// Any other literal.
    Literal,
    Open(char),
    Close(char),
}

impl Token {
    pub fn is(&self, sign: char) -> bool {
        matches!(&self.kind, Kind::Sign(c, _) | Kind::Open(c) | Kind::Close(c) if *c == sign)
    }

    pub fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Do the tokens from here on read like this? Words and signs are separated by spaces: `. unwrap ( )`.
pub fn reads(tokens: &[Token], at: usize, pattern: &str) -> bool {
    pattern.split(' ').enumerate().all(|(n, part)| {
        tokens.get(at + n).is_some_and(|token| {
            let mut characters = part.chars();
            match (characters.next(), characters.next()) {
                (Some(c), None) if !c.is_alphanumeric() => token.is(c),
                _ => token.is_word(part),
            }
        })
    })
}

/// The place of the bracket that closes the one at `open`.
pub fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// The bodies of all calls of a macro, nested ones too: from behind its bracket to before the closing one.
pub fn calls_of<'t>(tokens: &'t [Token], name: &'static str) -> impl Iterator<Item = &'t [Token]> {
    (0..tokens.len()).filter_map(move |at| {
        let called = tokens[at].is_word(name) && tokens.get(at + 1).is_some_and(|token| token.is('!'));
        let opened = matches!(tokens.get(at + 2)?.kind, Kind::Open(_));
        (called && opened).then(|| &tokens[at + 3..closing(tokens, at + 2)])
    })
}

/// Which tokens stand in the body of a function.
pub fn in_bodies(tokens: &[Token]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let declared = tokens[at].is_word("fn") && tokens.get(at + 1).is_some_and(|next| next.word().is_some());
        at += 1;
        if !declared {
            continue;
        }
        while at < tokens.len() && !tokens[at].is('{') && !tokens[at].is(';') {
            at = if matches!(tokens[at].kind, Kind::Open(_)) {
                closing(tokens, at) + 1
            } else {
                at + 1
            };
        }
        if tokens.get(at).is_some_and(|token| token.is('{')) {
            let end = closing(tokens, at);
            inside[at..end].fill(true);
            at = end;
        }
    }
    inside
}

/// The same tokens without what `#[cfg(test)]` and `#[test]` stand before.
pub fn without_tests(stream: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        if is_hash(&tree) && trees.peek().is_some_and(is_for_tests) {
            drop_attributes(&mut kept);
            // Its other attributes, then the item up to its body or its end.
            for skipped in trees.by_ref() {
                let body = matches!(&skipped, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
                let end = matches!(&skipped, TokenTree::Punct(sign) if sign.as_char() == ';');
                if body || end {
                    break;
                }
            }
            // `use a::{b, c};` ends behind its braces.
            trees.next_if(|next| matches!(next, TokenTree::Punct(sign) if sign.as_char() == ';'));
        } else if let TokenTree::Group(group) = tree {
            let mut clean = Group::new(group.delimiter(), without_tests(group.stream()));
            clean.set_span(group.span());
            kept.push(TokenTree::Group(clean));
        } else {
            kept.push(tree);
        }
    }
    kept.into_iter().collect()
}

/// Takes away the attributes and doc comments that end here: their item goes, too.
fn drop_attributes(kept: &mut Vec<TokenTree>) {
    while let [.., hash, TokenTree::Group(group)] = &kept[..]
        && is_hash(hash)
        && group.delimiter() == Delimiter::Bracket
    {
        kept.truncate(kept.len() - 2);
    }
}

fn is_hash(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(sign) if sign.as_char() == '#')
}

fn is_for_tests(tree: &TokenTree) -> bool {
    let attribute = match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => group.stream().to_string(),
        _ => return false,
    };
    matches!(
        attribute.replace(' ', "").as_str(),
        "cfg(test)" | "test" | "tokio::test"
    )
}

/// The row of tokens, without doc comments.
pub fn flat(stream: TokenStream) -> Vec<Token> {
    let mut tokens = Vec::new();
    flatten(stream, &mut tokens);
    tokens
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        if is_hash(&tree) {
            let inner = trees.next_if(|next| matches!(next, TokenTree::Punct(sign) if sign.as_char() == '!'));
            if trees.next_if(is_doc).is_some() {
                continue;
            }
            push(tree, tokens);
            tokens.extend(inner.map(|sign| Token {
                line: line(&sign),
                kind: Kind::Sign('!', false),
            }));
        } else {
            push(tree, tokens);
        }
    }
}

fn push(tree: TokenTree, tokens: &mut Vec<Token>) {
    let line = line(&tree);
    let kind = match tree {
        TokenTree::Ident(word) => Kind::Word(word.to_string().trim_start_matches("r#").to_owned()),
        TokenTree::Punct(sign) => Kind::Sign(sign.as_char(), sign.spacing() == Spacing::Joint),
        TokenTree::Literal(literal) => match syn::parse_str::<syn::LitStr>(&literal.to_string()) {
            Ok(text) => Kind::Text(text.value()),
            Err(_) => Kind::Literal,
        },
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Brace => ('{', '}'),
                Delimiter::Bracket => ('[', ']'),
                Delimiter::Parenthesis => ('(', ')'),
                Delimiter::None => return flatten(group.stream(), tokens),
            };
            tokens.push(Token {
                kind: Kind::Open(open),
                line,
            });
            flatten(group.stream(), tokens);
            let line = group.span_close().start().line;
            tokens.push(Token {
                kind: Kind::Close(close),
                line,
            });
            return;
        }
    };
    tokens.push(Token { kind, line });
}

fn is_doc(tree: &TokenTree) -> bool {
    let TokenTree::Group(group) = tree else { return false };
    let mut inside = group.stream().into_iter();
    let named = matches!(inside.next(), Some(TokenTree::Ident(word)) if word == "doc");
    named && matches!(inside.next(), Some(TokenTree::Punct(sign)) if sign.as_char() == '=')
}

fn line(tree: &TokenTree) -> usize {
    tree.span().start().line
}
