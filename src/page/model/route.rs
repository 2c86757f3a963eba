//! Addresses: `#/` is the front page, `#/demo/ID?name=value&...` a demo with the parameters that differ,
//! `variant=all` all of its variants side by side (of a demo in Python its program, as `#/python/NAME`); `#/trace` the trace file that was opened;
//! `#/lesson/PATH` a lesson in Markdown below the page, `#/lesson` the one that was opened from a file;
//! `#/python` a program of the reader's own, `#/python/NAME` a demo's twin in Python; `#/compare/ID`, `#/glossary`, `#/glossary/TERM`,
//! `#/reading` and `#/library` are
//! the pages of reference.

use std::rc::Rc;

use super::comparing::comparable;
use super::lesson_file::is_lesson_path;
use super::python::{Script, Twin};
use crate::demos::{Args, Demo, Refused, Words, find};
use crate::reference::{ReferenceFile, TABLES, TableName};

/// The variant that stands for all of them, side by side.
const ALL: &str = "all";

/// The address of the trace file that was opened.
pub const TRACE: &str = "#/trace";

/// The address of the lesson that was opened from a file.
pub const LESSON: &str = "#/lesson";

/// The address of the table of Python's library, to which the sentence leads that refuses a module.
pub const LIBRARY: &str = "#/library";

/// The page that an address names.
#[derive(Clone, Debug)]
pub enum Route {
    /// The front page.
    Front,
    /// A demo.
    Demo(&'static Demo),
    /// A page of reference.
    Reference(Page),
    /// The trace file that was opened.
    Trace,
    /// A program in Python, to be edited and run.
    Python(Script),
    /// A lesson that anyone has written: of this path below the page, or the file that was given last.
    Lesson(Option<Rc<str>>),
    /// No demo of this name.
    Unknown(String),
}

impl Route {
    /// The demo of the course that the page is of: one in Rust, or one in Python, whose page is that of its program.
    pub fn lesson(&self) -> Option<&'static Demo> {
        match self {
            Route::Demo(demo) => Some(demo),
            Route::Python(Script::Twin(twin)) => twin.lesson(),
            Route::Python(Script::Own | Script::Linked(_))
            | Route::Front
            | Route::Reference(_)
            | Route::Trace
            | Route::Lesson(_)
            | Route::Unknown(_) => None,
        }
    }
}

impl PartialEq for Route {
    fn eq(&self, other: &Route) -> bool {
        match (self, other) {
            (Route::Front, Route::Front) | (Route::Trace, Route::Trace) => true,
            (Route::Demo(demo), Route::Demo(other)) => demo.id == other.id,
            (Route::Reference(page), Route::Reference(other)) => page == other,
            (Route::Python(script), Route::Python(other)) => script == other,
            (Route::Lesson(path), Route::Lesson(other)) => path == other,
            (Route::Unknown(name), Route::Unknown(other)) => name == other,
            (
                Route::Front
                | Route::Demo(_)
                | Route::Reference(_)
                | Route::Trace
                | Route::Python(_)
                | Route::Lesson(_)
                | Route::Unknown(_),
                _,
            ) => false,
        }
    }
}

/// A page of the course beside its demos.
#[derive(Clone, Debug)]
pub enum Page {
    /// A table that compares.
    Table(&'static TableName),
    /// The glossary, at a term if the address names one; whether there is such a term the page says.
    Glossary(Option<String>),
    /// Further reading.
    Reading,
    /// The modules of Python's library.
    Library,
}

impl PartialEq for Page {
    fn eq(&self, other: &Page) -> bool {
        match (self, other) {
            (Page::Table(table), Page::Table(other)) => table.id == other.id,
            (Page::Glossary(term), Page::Glossary(other)) => term == other,
            (Page::Reading, Page::Reading) | (Page::Library, Page::Library) => true,
            (Page::Table(_) | Page::Glossary(_) | Page::Reading | Page::Library, _) => false,
        }
    }
}

impl Page {
    /// Every page of reference, in their order.
    pub fn all() -> impl Iterator<Item = Page> {
        TABLES.iter().map(Page::Table).chain([Page::Glossary(None), Page::Library, Page::Reading])
    }

    /// The page's title.
    pub fn title(&self) -> Words {
        match self {
            Page::Table(table) => table.title,
            Page::Glossary(_) => Words { en: "Glossary", ru: "Словарь" },
            Page::Reading => Words { en: "Further reading", ru: "Что читать дальше" },
            Page::Library => Words { en: "Packages and library", ru: "Пакеты и библиотека" },
        }
    }

    /// The file that has the page's texts.
    pub fn file(&self) -> ReferenceFile {
        match self {
            Page::Table(_) => ReferenceFile::Comparisons,
            Page::Glossary(_) => ReferenceFile::Glossary,
            Page::Reading => ReferenceFile::Reading,
            Page::Library => ReferenceFile::Library,
        }
    }

    /// The page's address, from the `#` on.
    pub fn href(&self) -> String {
        match self {
            Page::Table(table) => format!("#/compare/{}", table.id),
            Page::Glossary(None) => "#/glossary".into(),
            Page::Glossary(Some(term)) => format!("#/glossary/{term}"),
            Page::Reading => "#/reading".into(),
            Page::Library => LIBRARY.into(),
        }
    }

    /// The page of a path; `None` if it is another's, or a table that there is none of.
    fn read(path: &str) -> Option<Page> {
        let (kind, name) = path.split_once('/').unwrap_or((path, ""));
        match kind {
            "compare" if name.is_empty() => TABLES.first().map(Page::Table),
            "compare" => TABLES.iter().find(|table| table.id == name).map(Page::Table),
            "glossary" => Some(Page::Glossary((!name.is_empty()).then(|| decode(name)))),
            "reading" if name.is_empty() => Some(Page::Reading),
            "library" if name.is_empty() => Some(Page::Library),
            _ => None,
        }
    }

    /// Returns whether both are the same page, wherever in it.
    pub fn is(&self, other: &Page) -> bool {
        self == other || matches!((self, other), (Page::Glossary(_), Page::Glossary(_)))
    }
}

/// An address read: the route, the parameters, and those that were refused (the demo then keeps its own value).
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// The page to show.
    pub route: Route,
    /// The demo's parameters; `None` on other pages.
    pub args: Option<Args>,
    /// The parts that were refused, in the order of the address.
    pub refused: Vec<Refused>,
    /// `variant=all`: the demo's runs are compared.
    pub comparing: bool,
    /// The value of `link`, until it is opened: what the page is to show (see `model/link.rs`).
    pub link: Option<Rc<str>>,
}

/// An action on the address.
#[derive(Clone, Debug)]
pub enum AddressAction {
    /// Go to another address.
    Go(Address),
    /// Give a parameter or `variant` this text.
    Set(&'static str, String),
    /// Return to the demo's own parameters.
    Reset,
    /// Compare the demo's runs, or no more.
    Compare(bool),
}

impl Address {
    /// The demo shown.
    pub fn demo(&self) -> Option<&'static Demo> {
        match self.route {
            Route::Demo(demo) => Some(demo),
            Route::Front
            | Route::Reference(_)
            | Route::Trace
            | Route::Python(_)
            | Route::Lesson(_)
            | Route::Unknown(_) => None,
        }
    }

    /// Returns whether the page shows several runs beside each other.
    pub fn compares(&self) -> bool {
        self.comparing || self.route == Route::Front
    }

    /// Takes an action; returns whether another run than before would now be made of what is shown.
    pub fn reduce(&mut self, action: AddressAction) -> bool {
        match action {
            AddressAction::Go(address) => {
                let same = |other: &Address| {
                    self.route == other.route
                        && self.args == other.args
                        && self.comparing == other.comparing
                        && (other.link.is_none() || self.link == other.link)
                };
                let changes = !same(&address);
                *self = address;
                changes
            }
            AddressAction::Set(name, text) => self.set(name, &text),
            AddressAction::Reset => {
                let Some(demo) = self.demo() else { return false };
                self.args = Some(Args::defaults(demo));
                self.refused.clear();
                true
            }
            AddressAction::Compare(comparing) => {
                let changes = self.comparing != comparing && self.demo().is_some_and(comparable);
                self.comparing ^= changes;
                changes
            }
        }
    }

    fn set(&mut self, name: &'static str, text: &str) -> bool {
        let (Some(demo), Some(args)) = (self.demo(), &mut self.args) else { return false };
        self.refused.retain(|refused| refused.name() != name);
        let before = args.clone();
        match args.set(demo, name, text) {
            Ok(()) if name == "variant" && self.comparing => {
                self.comparing = false;
                true
            }
            Ok(()) => *args != before,
            Err(refused) => {
                self.refused.push(refused);
                false
            }
        }
    }
}

/// Reads the part after the `#`. Any text is an address: what names nothing is [`Route::Unknown`].
pub fn read(hash: &str) -> Address {
    let hash = hash.trim_start_matches('#').trim_start_matches('/');
    let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
    let front = Address { route: Route::Front, args: None, refused: Vec::new(), comparing: false, link: None };
    if path.is_empty() {
        return front;
    }
    let path = path.trim_end_matches('/');
    if let Some(page) = Page::read(path) {
        return Address { route: Route::Reference(page), ..front };
    }
    if format!("#/{path}") == TRACE {
        return Address { route: Route::Trace, ..front };
    }
    if path == "lesson" {
        return Address { route: Route::Lesson(None), ..front };
    }
    if let Some(path) = path.strip_prefix("lesson/") {
        // An address of elsewhere, or one that leads out of the page's folder, is none of a lesson.
        let known = is_lesson_path(path);
        let route = if known { Route::Lesson(Some(path.into())) } else { Route::Unknown(decode(path)) };
        return Address { route, ..front };
    }
    let link: Option<Rc<str>> = query.split('&').find_map(|pair| pair.strip_prefix("link=")).map(Rc::from);
    let program = |twin: Option<Twin>| match (&link, twin) {
        (Some(_), twin) => Route::Python(Script::Linked(twin)),
        (None, Some(twin)) => Route::Python(Script::Twin(twin)),
        (None, None) => Route::Python(Script::Own),
    };
    if path == "python" {
        return Address { route: program(None), link, ..front };
    }
    if let Some(name) = path.strip_prefix("python/") {
        let route = match Twin::named(name) {
            Some(twin) => program(Some(twin)),
            None => Route::Unknown(decode(name)),
        };
        return Address { route, link, ..front };
    }
    let id = path.strip_prefix("demo/").unwrap_or(path);
    let Some(demo) = find(id) else {
        return Address { route: Route::Unknown(decode(id)), ..front };
    };
    let mut args = Args::defaults(demo);
    let pairs = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("link="));
    let mut comparing = false;
    let refused = pairs.filter_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if name == "variant" && value == ALL && comparable(demo) {
            comparing = true;
            return None;
        }
        args.set(demo, &decode(name), &decode(value)).err()
    });
    let refused = refused.collect();
    if demo.in_python().is_some()
        && let Some(twin) = Twin::near(demo, &args)
    {
        return Address { route: program(Some(twin)), refused, link, ..front };
    }
    Address { route: Route::Demo(demo), args: Some(args), refused, comparing, link }
}

/// The address of a demo with its parameters, from the `#` on.
pub fn write(demo: &Demo, args: &Args, comparing: bool) -> String {
    let mut changed = args.changed(demo);
    if comparing {
        changed.retain(|(name, _)| name != "variant");
        changed.insert(0, ("variant".into(), ALL.into()));
    }
    let changed: Vec<String> = changed.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if changed.is_empty() { String::new() } else { format!("?{}", changed.join("&")) };
    format!("#/demo/{}{query}", demo.id)
}

/// Undoes percent encoding; what is not valid stands as it is, cut at 100 characters since it is shown.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let pair: Option<u8> = (byte == b'%')
            .then(|| rest.clone().take(2).map(char::from).collect::<String>())
            .and_then(|hex| (hex.len() == 2).then(|| u8::from_str_radix(&hex, 16).ok()).flatten());
        match pair {
            Some(value) => {
                bytes.push(value);
                rest.nth(1);
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).chars().take(100).collect()
}
