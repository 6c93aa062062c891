//! What stands in pages: sentences from the catalogue, text that is escaped, no style in the markup.

use crate::Rule;
use crate::tokens::{self, Kind, Token, reads};
use crate::tree::{Tree, Violation};

/// Attributes and props that a person reads or hears.
const READ_BY_PEOPLE: [&str; 15] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "hint",
    "label",
    "lead",
    "offline",
    "placeholder",
    "sent",
    "summary",
    "text",
    "title",
    "words",
];

/// Calls whose argument becomes a sentence on a page, and which argument that is.
const SAID: [(&str, usize); 8] = [
    ("Meta : : new (", 0),
    (". description (", 0),
    ("AppError : : field (", 1),
    ("AppError : : Conflict (", 0),
    (". fault (", 1),
    ("attr ( \"aria-label\"", 1),
    ("attr ( \"title\"", 1),
    ("attr ( \"placeholder\"", 1),
];

pub const RULES: &[Rule] = &[
    Rule {
        name: "sentences-from-the-catalogue",
        check: sentences,
        refuses: &[
            &[("src/events/pages.rs", "fn f() { view! { <p>\"Take a place\"</p> } }")],
            &[("src/events/pages.rs", "fn f() { view! { <p>Take a place</p> } }")],
            &[("src/events/pages.rs", "fn f() { view! { <p>{\"Take\"}</p> } }")],
            &[("src/events/pages.rs", "fn f() { view! { <p>{if mine { \"Yours\" } else { name }}</p> } }")],
            &[("src/events/pages.rs", "fn f() { view! { <A x=1/> \"a\" } }")],
            &[("src/events/pages.rs", "fn f() { view! { <ul aria-label=\"Places\"></ul> } }")],
            &[("src/events/pages.rs", "fn f() { view! { <Field name=\"x\" label={\"Your name\"} /> } }")],
            &[("src/events/pages.rs", "fn f() { view! { <Field label=\"Your name\".to_owned() name=\"x\" /> } }")],
            // Nested, behind an attribute with signs of its own.
            &[("src/events/pages.rs", "fn f() { g.map(|e| view! { <a class=move || if a => b { c } href=x>{e}\" more\"</a> }) }")],
            &[("src/events/forms.rs", "fn f() { check.fault(\"title\", \"Too long\".to_owned()) }")],
            &[("src/events/api.rs", "fn f() { AppError::field(\"title\", \"Too long\") }")],
            &[("src/events/pages.rs", "fn f() { Meta::new(\"What is on\") }")],
            &[("src/events/pages.rs", "fn f() { nav().attr(\"aria-label\", \"Pages\") }")],
        ],
        accepts: &[&[(
            "src/events/pages.rs",
            "fn f() { Meta::new(t!(\"events-title\")).description(&about); check.fault(\"title\", t!(\"too-long\"));
               AppError::field(\"slot\", t!(\"gone\"));
               view! { <!DOCTYPE html> <!-- \"a note\" --> <A/> \" · \" <p class=\"card wide\" id=\"p\" aria-label=t!(\"places\")
                 title={t!(\"x\")} on:click=move |_| { g(\"some words\") } hidden=a.len() >= 2 aria-labelledby=\"t\">
                 {t!(\"events-title\")} \" \" {format!(\"{a} of {b}\")} \" – \" {(!gone).then(|| view! { \" \" <Tag kind=\"jam\"/> })}
                 <time datetime=\"2026\">{now}</time> \"42\"</p> } }",
        )]],
    },
    Rule {
        name: "controls-from-the-design-system",
        check: controls,
        refuses: &[
            &[("src/events/pages.rs", "fn f() { view! { <input name=\"q\" /> } }")],
            &[("src/events/pages.rs", "fn f() { view! { <select name=\"q\"></select> } }")],
            &[("src/app/shell.rs", "fn f() { view! { <a class=\"btn small\" href=\"/\">{t!(\"x\")}</a> } }")],
        ],
        accepts: &[&[
            ("src/ui/field.rs", "fn f() { view! { <input class=\"input\" name=name /> } }"),
            ("src/ui/button.rs", "fn f() { view! { <button class=\"btn\"></button> } }"),
            ("src/events/pages.rs", "fn f() { view! { <Button>{t!(\"x\")}</Button> <button>{t!(\"y\")}</button> } }"),
        ]],
    },
    Rule {
        name: "escaped-text",
        check: escaped,
        refuses: &[
            &[("src/events/pages.rs", "fn f() { view! { <p inner_html=text></p> } }")],
            &[("src/events/islands.rs", "fn f() { element.set_inner_html(&text) }")],
            &[("src/events/islands.rs", "fn f() { element.insert_adjacent_html(\"beforeend\", &text) }")],
            &[("src/events/pages.rs", "fn f() { view! { <textarea name=\"x\">{text}</textarea> } }")],
            &[("src/events/pages.rs", "fn f() { leptos::html::textarea() }")],
        ],
        accepts: &[&[
            ("src/ui/svg.rs", "fn f() { view! { <svg inner_html=drawing></svg> } }"),
            ("src/ui/data_block.rs", "fn f() { view! { <script inner_html=escaped></script> } }"),
            ("src/ui/text_area.rs", "fn f() { view! { <textarea inner_html=escaped></textarea> } }"),
            ("src/events/islands.rs", "fn f() { form.query_selector(\"textarea[name='content']\") }"),
            ("src/events/pages.rs", "fn f() { view! { <TextArea value=text /> } }"),
        ]],
    },
    Rule {
        name: "no-style-in-markup",
        check: styles,
        refuses: &[
            &[("src/events/pages.rs", "fn f() { view! { <p style=\"color: red\"></p> } }")],
            &[("src/events/pages.rs", "fn f() { view! { <p style:color=ink></p> } }")],
            &[("src/ui/poster.rs", "const DRAWING: &str = \"<rect style='fill: red'/>\";")],
            &[("src/ui/poster.rs", "fn f() { format!(r#\"<rect style=\"fill: {c}\"/>\"#) }")],
            &[("src/events/islands.rs", "fn f() { element.set_attribute(\"style\", \"x\") }")],
        ],
        accepts: &[&[(
            "src/events/pages.rs",
            "fn f() { let style = 1; view! { <p class=style></p> <link rel=\"stylesheet\" href=\"style=1\" /> } }",
        )]],
    },
];

fn sentences(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.sources() {
        let mut literal = |line: usize, text: &str, what: &str| {
            if text.chars().any(char::is_alphabetic) {
                found.push(file.violation(line, format!("{what} `{text}` comes from the catalogue: `t!(\"…\")`")));
            }
        };
        for view in tokens::calls_of(&file.tokens, "view") {
            read_view(view, &mut literal);
        }
        for (at, token) in file.tokens.iter().enumerate() {
            let said = SAID.iter().find(|(call, _)| begins_call(&file.tokens, at, call));
            let Some((_, argument)) = said else { continue };
            let Some(open) = (at..file.tokens.len()).find(|at| file.tokens[*at].is('(')) else {
                continue;
            };
            let inside = &file.tokens[open + 1..tokens::closing(&file.tokens, open)];
            if let Some(text) = nth_argument(inside, *argument).and_then(|value| value.text()) {
                literal(token.line, text, "the sentence");
            }
        }
    }
    found
}

/// As `reads`, with string literals in quotes.
fn begins_call(tokens: &[Token], at: usize, call: &str) -> bool {
    call.split(' ').enumerate().all(|(n, part)| {
        let Some(token) = tokens.get(at + n) else { return false };
        match part.strip_prefix('"') {
            Some(text) => token.text() == text.strip_suffix('"'),
            None => reads(tokens, at + n, part),
        }
    })
}

/// The first token of an argument.
fn nth_argument(tokens: &[Token], wanted: usize) -> Option<&Token> {
    let (mut depth, mut argument) = (0, 0);
    for token in tokens {
        if argument == wanted && !token.is('&') && !(depth == 0 && token.is(',')) {
            return Some(token);
        }
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            Kind::Sign(',', _) if depth == 0 => argument += 1,
            _ => {}
        }
    }
    None
}

/// Hands over every literal of a view that people read. Views inside it are found by themselves.
fn read_view(tokens: &[Token], literal: &mut impl FnMut(usize, &str, &str)) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at = match &token.kind {
            Kind::Sign('<', _) => read_tag(tokens, at + 1, literal),
            Kind::Text(text) => {
                literal(token.line, text, "the text");
                at + 1
            }
            Kind::Word(word) => {
                literal(token.line, word, "the text");
                at + 1
            }
            Kind::Open(_) => {
                let end = tokens::closing(tokens, at);
                // `{"text"}`, and `{if x { "text" } …}`: a literal that is all of a block.
                for alone in tokens[at..=end.min(tokens.len() - 1)].windows(3) {
                    let block = alone[0].is('{') && alone[2].is('}');
                    if let (true, Some(text)) = (block, alone[1].text()) {
                        literal(alone[1].line, text, "the text");
                    }
                }
                end + 1
            }
            _ => at + 1,
        };
    }
}

/// Reads a tag from behind its `<` and returns where it ends.
fn read_tag(tokens: &[Token], mut at: usize, literal: &mut impl FnMut(usize, &str, &str)) -> usize {
    if tokens.get(at).is_some_and(|token| token.is('!')) {
        let comment = reads(tokens, at, "! - -");
        let end =
            |at: &usize| tokens[*at].is('>') && (!comment || (tokens[*at - 1].is('-') && tokens[*at - 2].is('-')));
        return (at..tokens.len()).find(end).map_or(tokens.len(), |end| end + 1);
    }
    let mut depth = 0;
    while let Some(token) = tokens.get(at) {
        let before = &tokens[at - 1];
        match token.kind {
            Kind::Open(_) => at = tokens::closing(tokens, at),
            Kind::Sign('<', _) if before.is(':') => depth += 1,
            // `->`, `=>` and `>=` belong to an expression.
            Kind::Sign('>', _) if joins(before, '-') || joins(before, '=') => {}
            Kind::Sign('>', true) if tokens.get(at + 1).is_some_and(|next| next.is('=')) => {}
            Kind::Sign('>', _) if depth == 0 => return at + 1,
            Kind::Sign('>', _) => depth -= 1,
            Kind::Sign('=', false) if !matches!(before.kind, Kind::Sign(_, true)) => {
                let name = name_before(tokens, at);
                let value = match tokens.get(at + 1) {
                    Some(open) if open.is('{') => tokens.get(at + 2),
                    value => value,
                };
                if let (true, Some(text)) = (READ_BY_PEOPLE.contains(&name.as_str()), value.and_then(Token::text)) {
                    literal(token.line, text, &format!("`{name}`"));
                }
            }
            _ => {}
        }
        at += 1;
    }
    at
}

fn joins(token: &Token, sign: char) -> bool {
    matches!(token.kind, Kind::Sign(c, true) if c == sign)
}

/// The name of the attribute whose `=` stands here: `aria-label`.
fn name_before(tokens: &[Token], equals: usize) -> String {
    let mut name = String::new();
    let mut at = equals;
    while at > 0 {
        let Some(word) = tokens[at - 1].word() else { break };
        name.insert_str(0, word);
        at -= 1;
        if at > 0 && tokens[at - 1].is('-') {
            name.insert(0, '-');
            at -= 1;
        } else {
            break;
        }
    }
    name
}

fn escaped(tree: &Tree) -> Vec<Violation> {
    const RAW: [&str; 5] = [
        "inner_html",
        "set_inner_html",
        "set_outer_html",
        "insert_adjacent_html",
        "write_ln",
    ];
    // Drawings of our own; a text area, whose children leptos does not escape; data in a script, which it writes as it is.
    const HOMES: [&str; 3] = ["src/ui/svg.rs", "src/ui/text_area.rs", "src/ui/data_block.rs"];
    let mut found = Vec::new();
    for file in tree.sources().filter(|file| !HOMES.contains(&file.path.as_str())) {
        for (at, token) in file.tokens.iter().enumerate() {
            let raw = token.word().filter(|word| RAW.contains(word));
            if let Some(word) = raw {
                let why =
                    format!("`{word}` writes what it is given as markup: drawings of our own go through `ui::svg`");
                found.push(file.violation(token.line, why));
            }
            let area = reads(&file.tokens, at, "< textarea") || reads(&file.tokens, at, "html : : textarea");
            if area {
                let why = "leptos does not escape the children of a textarea: use `ui::text_area::TextArea`";
                found.push(file.violation(token.line, why));
            }
        }
    }
    found
}

/// What a control needs to be one (its label, its error, its size under a thumb) is the design system's.
fn controls(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.sources().filter(|file| !file.path.starts_with("src/ui/")) {
        for (at, token) in file.tokens.iter().enumerate() {
            let control = ["< input", "< select"]
                .iter()
                .any(|control| reads(&file.tokens, at, control));
            let button = token
                .text()
                .is_some_and(|text| text == "btn" || text.starts_with("btn "));
            if control || button {
                let why = "a control outside the design system: use what `ui` has, or add it there";
                found.push(file.violation(token.line, why));
            }
        }
    }
    found
}

fn styles(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.sources() {
        let why = "the policy ignores styles in the markup: use a class, an attribute and a sheet in style/";
        for view in tokens::calls_of(&file.tokens, "view") {
            for at in 0..view.len() {
                let within_attribute = at == 0 || view[at - 1].is('.') || view[at - 1].is('=');
                let named = reads(view, at, "style =") || reads(view, at, "style :");
                if named && !within_attribute && !reads(view, at, "style : :") {
                    found.push(file.violation(view[at].line, why));
                }
            }
        }
        for (at, token) in file.tokens.iter().enumerate() {
            let text = token.text().unwrap_or_default();
            let written = text.starts_with('<') && (text.contains(" style=") || text.contains("\nstyle="));
            let set = begins_call(&file.tokens, at, "set_attribute ( \"style\"");
            if written || set || reads(&file.tokens, at, ". style (") {
                found.push(file.violation(token.line, why));
            }
        }
    }
    found
}
