//! A strict reader of the table's JSON: what is not known is an error that says where it stands and what is wanted there.

use std::fmt;

use super::ordered_json::{Map, Value};
use crate::clock::Micros;

/// The longest time that may be stated, in milliseconds: an hour.
const MOST_MILLIS: f64 = 3_600_000.0;

/// A fault of the table, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The names that lead to the value, as in `hosts."example.com".latency_ms`; empty for the file itself.
    pub place: String,
    /// The fault.
    pub fault: TableFault,
}

/// A fault of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// The text is no JSON: the line and the column at which that shows.
    NoJson(usize, usize),
    /// No field has this name; the names that there are.
    UnknownField(String, &'static [&'static str]),
    /// The value is of another kind.
    Wants(Wanted),
    /// The field is missing.
    Missing(&'static str),
    /// Two fields say different things: only one of them may stand.
    NotBoth(&'static str, &'static str),
}

/// A kind of value that is wanted at some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `{...}`.
    Object,
    /// `[...]`.
    List,
    /// A text.
    Text,
    /// A time in milliseconds.
    Millis,
    /// A status of HTTP.
    Status,
    /// A number of visitors, or of those in a second.
    Count,
    /// A port.
    Port,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A status, one of the words for failures, or null.
    Failure,
    /// A method and a path.
    Route,
    /// A host that the table has.
    Host,
    /// Objects, each with a number as its `id`.
    Items,
    /// True or false.
    Truth,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        match &self.fault {
            TableFault::NoJson(line, column) => write!(f, "this is not JSON, at line {line}, column {column}"),
            TableFault::UnknownField(name, known) => {
                write!(f, "there is no field \"{name}\"; there are: {}", known.join(", "))
            }
            TableFault::Missing(name) => write!(f, "the field \"{name}\" is missing"),
            TableFault::NotBoth(one, other) => write!(f, "\"{one}\" and \"{other}\" exclude each other"),
            TableFault::Wants(wanted) => match wanted {
                Wanted::Object => f.write_str("an object is wanted here, in braces"),
                Wanted::List => f.write_str("a list is wanted here, in brackets"),
                Wanted::Text => f.write_str("a text is wanted here, in quotes"),
                Wanted::Millis => f.write_str("a number of milliseconds is wanted here, from 0 to 3600000"),
                Wanted::Status => f.write_str("a status of HTTP is wanted here, from 200 to 599"),
                Wanted::Count => f.write_str("a number from 1 to 1000 is wanted here"),
                Wanted::Port => f.write_str("a port is wanted here, from 1 to 65535"),
                Wanted::Word(words) => write!(f, "one of these words is wanted here: {}", words.join(", ")),
                Wanted::Failure => {
                    f.write_str("a status of HTTP, \"reset\", \"close\", \"hang\" or null is wanted here")
                }
                Wanted::Route => f.write_str("a method and a path are wanted here, as in \"GET /users/{name}\""),
                Wanted::Host => f.write_str("the name of another host of the table is wanted here"),
                Wanted::Items => f.write_str("objects are wanted here, each with a whole number as its \"id\""),
                Wanted::Truth => f.write_str("true or false is wanted here"),
            },
        }
    }
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    pub value: &'a Value,
    pub place: String,
}

/// An object with its place, of which fields are read by name.
pub(super) struct Fields<'a> {
    map: &'a Map,
    place: String,
}

impl<'a> Placed<'a> {
    pub fn wants<T>(&self, wanted: Wanted) -> Result<T, TableError> {
        Err(TableError { place: self.place.clone(), fault: TableFault::Wants(wanted) })
    }

    /// The fields of an object, which may have these names and no others.
    pub fn fields(&self, known: &'static [&'static str]) -> Result<Fields<'a>, TableError> {
        let fields = self.any_fields()?;
        if let Some(name) = fields.map.keys().find(|name| !known.contains(name)) {
            return fields.fault(TableFault::UnknownField(name.to_string(), known));
        }
        Ok(fields)
    }

    /// The fields of an object with names of any kind.
    pub fn any_fields(&self) -> Result<Fields<'a>, TableError> {
        match self.value {
            Value::Object(map) => Ok(Fields { map, place: self.place.clone() }),
            _ => self.wants(Wanted::Object),
        }
    }

    pub fn text(&self) -> Result<&'a str, TableError> {
        self.value.as_str().map_or_else(|| self.wants(Wanted::Text), Ok)
    }

    pub fn list(&self) -> Result<Vec<Placed<'a>>, TableError> {
        let Value::Array(items) = self.value else { return self.wants(Wanted::List) };
        let placed = |(i, value)| Placed { value, place: format!("{}[{i}]", self.place) };
        Ok(items.iter().enumerate().map(placed).collect())
    }

    pub fn millis(&self) -> Result<Micros, TableError> {
        let number = self.value.as_f64().filter(|number| (0.0..=MOST_MILLIS).contains(number));
        number.map_or_else(|| self.wants(Wanted::Millis), |number| Ok(Micros((number * 1000.0).round() as u64)))
    }

    pub fn whole(&self, least: u64, most: u64, wanted: Wanted) -> Result<u64, TableError> {
        let number = self.value.as_u64().filter(|number| (least..=most).contains(number));
        number.map_or_else(|| self.wants(wanted), Ok)
    }

    pub fn status(&self) -> Result<u16, TableError> {
        Ok(u16::try_from(self.whole(200, 599, Wanted::Status)?).unwrap_or(200))
    }

    pub fn truth(&self) -> Result<bool, TableError> {
        self.value.as_bool().map_or_else(|| self.wants(Wanted::Truth), Ok)
    }

    /// The index of a word among those that may stand here.
    pub fn word(&self, words: &'static [&'static str]) -> Result<usize, TableError> {
        let found = self.value.as_str().and_then(|text| words.iter().position(|word| *word == text));
        found.map_or_else(|| self.wants(Wanted::Word(words)), Ok)
    }
}

impl<'a> Fields<'a> {
    pub fn fault<T>(&self, fault: TableFault) -> Result<T, TableError> {
        Err(TableError { place: self.place.clone(), fault })
    }

    /// The value of a field, if it is there.
    pub fn get(&self, name: &str) -> Option<Placed<'a>> {
        self.map.get(name).map(|value| Placed { value, place: self.place_of(name) })
    }

    /// All fields with their names.
    pub fn all(&self) -> impl Iterator<Item = (&'a str, Placed<'a>)> {
        self.map.iter().map(|(name, value)| (name, Placed { value, place: self.place_of(name) }))
    }

    pub fn millis(&self, name: &str, default: Micros) -> Result<Micros, TableError> {
        self.get(name).map_or(Ok(default), |value| value.millis())
    }

    fn place_of(&self, name: &str) -> String {
        let is_plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let name = if is_plain { name.to_string() } else { format!("\"{name}\"") };
        if self.place.is_empty() { name } else { format!("{}.{name}", self.place) }
    }
}

/// Reads a text as JSON.
pub(super) fn json(text: &str) -> Result<Value, TableError> {
    serde_json::from_str(text)
        .map_err(|error| TableError { place: String::new(), fault: TableFault::NoJson(error.line(), error.column()) })
}
