//! A page, read as a person hears it: titles, headings, links and fields by their names, not by classes.

use scraper::{ElementRef, Html as Tree, Selector};

/// A page that was answered.
pub struct Html {
    tree: Tree,
}

impl Html {
    pub fn parse(text: &str) -> Self {
        Self {
            tree: Tree::parse_document(text),
        }
    }

    pub fn title(&self) -> String {
        self.all("title").first().map(words).unwrap_or_default()
    }

    /// The one heading of the first level. Fails if there is not exactly one.
    pub fn h1(&self) -> String {
        let all = self.all("h1");
        assert_eq!(all.len(), 1, "a page has one h1");
        words(&all[0])
    }

    /// Level and words of all headings that are shown. Fails where a level is skipped.
    pub fn headings(&self) -> Vec<(u8, String)> {
        let mut before = 0;
        let headings = self
            .all("h1, h2, h3, h4, h5, h6")
            .into_iter()
            .filter(|heading| !hidden(heading))
            .map(|heading| {
                let level = heading.value().name()[1..].parse().expect("a heading's level");
                assert!(level <= before + 1, "level {level} after {before}: {}", words(&heading));
                before = level;
                (level, words(&heading))
            });
        headings.collect()
    }

    /// Where the link of that name leads.
    pub fn link(&self, name: &str) -> Option<String> {
        let link = self.all("a[href]").into_iter().find(|link| name_of(link) == name)?;
        link.value().attr("href").map(str::to_owned)
    }

    /// Names of all links in the main part.
    pub fn links(&self) -> Vec<String> {
        self.all("main a[href]").iter().map(name_of).collect()
    }

    /// Is there a button of that name in the main part?
    pub fn button(&self, name: &str) -> bool {
        self.all("main button").iter().any(|button| name_of(button) == name)
    }

    /// The sentence after an act.
    pub fn notice(&self) -> Option<String> {
        self.all("main [role=status]")
            .iter()
            .find(|element| !hidden(element))
            .map(words)
    }

    /// What an error summary says: its heading, then field by field.
    pub fn summary(&self) -> Vec<String> {
        let summary = self.all("[data-summary]").into_iter().find(|summary| !hidden(summary));
        let Some(summary) = summary else { return Vec::new() };
        let lines = Selector::parse("h2, li").expect("a selector");
        summary.select(&lines).map(|line| words(&line)).collect()
    }

    /// What stands in a field, found by its label.
    pub fn value(&self, label: &str) -> Option<String> {
        let control = self.control(label)?;
        match control.value().name() {
            "textarea" => Some(control.text().collect()),
            "select" => {
                let chosen = Selector::parse("option[selected]").expect("a selector");
                control.select(&chosen).next()?.value().attr("value").map(str::to_owned)
            }
            _ => Some(control.value().attr("value").unwrap_or_default().to_owned()),
        }
    }

    /// The message at a field, found by the field's label, and tied to it for screen readers.
    pub fn error(&self, label: &str) -> Option<String> {
        let control = self.control(label)?;
        if control.value().attr("aria-invalid") != Some("true") {
            return None;
        }
        let described = control.value().attr("aria-describedby")?;
        described
            .split(' ')
            .filter_map(|id| self.by_id(id))
            .filter(|e| !hidden(e))
            .map(|e| words(&e))
            .next_back()
    }

    /// The value of a hidden field of the form that posts to this act.
    pub fn hidden(&self, act: &str, name: &str) -> Option<String> {
        let form = self.all(&format!("form[action='/api/{act}']")).into_iter().next()?;
        let field = Selector::parse(&format!("input[name='{name}']")).expect("a selector");
        form.select(&field).next()?.value().attr("value").map(str::to_owned)
    }

    /// What a browser sends when nobody touches the form of this act: every field, lines ended by CR LF.
    pub fn fields(&self, act: &str) -> Vec<(String, String)> {
        let form = self.all(&format!("form[action='/api/{act}']")).into_iter().next();
        let form = form.unwrap_or_else(|| panic!("no form of {act}"));
        let controls = Selector::parse("input, textarea, select").expect("a selector");
        let sent = form.select(&controls).filter_map(|control| {
            let (element, name) = (control.value(), control.value().attr("name")?.to_owned());
            let value = match element.name() {
                "textarea" => control.text().collect::<String>().replace('\n', "\r\n"),
                "select" => {
                    let options = Selector::parse("option").expect("a selector");
                    let mut options = control.select(&options).map(|option| option.value());
                    let first = options.clone().next()?;
                    let chosen = options.find(|option| option.attr("selected").is_some());
                    chosen.unwrap_or(first).attr("value")?.to_owned()
                }
                _ if element.attr("type") == Some("radio") && element.attr("checked").is_none() => return None,
                _ => element.attr("value").unwrap_or_default().to_owned(),
            };
            Some((name, value))
        });
        sent.collect()
    }

    /// Does the page hold a form for this act?
    pub fn has_form(&self, act: &str) -> bool {
        !self.all(&format!("form[action='/api/{act}']")).is_empty()
    }

    /// Everything the main part says, white space folded.
    pub fn text(&self) -> String {
        self.all("main").first().map(words).unwrap_or_default()
    }

    /// The text of every inline script that a browser would run; JSON-LD is data and never runs.
    pub fn inline_scripts(&self) -> Vec<String> {
        self.all("script:not([src]):not([type='application/ld+json'])")
            .iter()
            .map(|script| script.text().collect())
            .collect()
    }

    /// The text of every block of JSON-LD.
    pub fn data_blocks(&self) -> Vec<String> {
        self.all("script[type='application/ld+json']")
            .iter()
            .map(|script| script.text().collect())
            .collect()
    }

    /// An attribute of the first element a selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.all(selector).first()?.value().attr(name).map(str::to_owned)
    }

    /// How many elements a selector finds.
    pub fn count(&self, selector: &str) -> usize {
        self.all(selector).len()
    }

    /// The words of each element a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(words).collect()
    }

    fn control(&self, label: &str) -> Option<ElementRef<'_>> {
        let label = self.all("label[for]").into_iter().find(|found| {
            let said = words(found);
            said == label || said.strip_suffix(" optional") == Some(label)
        })?;
        self.by_id(label.value().attr("for")?)
    }

    fn by_id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.all("[id]")
            .into_iter()
            .find(|element| element.value().attr("id") == Some(id))
    }

    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap_or_else(|fault| panic!("{selector}: {fault}"));
        self.tree.select(&selector).collect()
    }
}

fn name_of(element: &ElementRef<'_>) -> String {
    element
        .value()
        .attr("aria-label")
        .map_or_else(|| words(element), str::to_owned)
}

/// What is said: the text without what is hidden from everybody or from assistive technology.
fn words(element: &ElementRef<'_>) -> String {
    fn gather(element: &ElementRef<'_>, said: &mut String) {
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                said.push_str(text);
            } else if let Some(child) = ElementRef::wrap(child).filter(|child| !unsaid(child)) {
                said.push(' ');
                gather(&child, said);
                said.push(' ');
            }
        }
    }
    let mut said = String::new();
    gather(element, &mut said);
    said.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" ,", ",")
        .replace(" .", ".")
}

fn unsaid(element: &ElementRef<'_>) -> bool {
    element.value().attr("hidden").is_some()
        || element.value().attr("aria-hidden") == Some("true")
        || matches!(element.value().name(), "script" | "style" | "svg")
}

fn hidden(element: &ElementRef<'_>) -> bool {
    unsaid(element)
        || element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|above| above.value().attr("hidden").is_some())
}
