//! Changes of the file of hosts and visits by a form: the text before, and the text after, in the order of its writer.

use serde_json::Value;

use crate::network::hosts::ordered_json::{Map, Value as Ordered};
use crate::network::hosts::{FILE, HostTable, TableError};

/// A change of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum HostEdit {
    /// The host of this name is stated, with what is stated of it already.
    Add(String),
    /// Nothing is stated of the host any more: a default one is what it was.
    Forget(String),
    /// The field of a host has this value.
    Set(String, &'static str, Value),
    /// A visit comes to the end of the list.
    AddVisit(Value),
    /// The field of the visit at this place has this value; null takes it away.
    SetVisit(usize, &'static str, Value),
    /// The visit at this place is gone.
    RemoveVisit(usize),
}

/// The text of the file after a change; `None` if the text before is not one that a form can change.
pub fn edited(text: Option<&str>, edit: &HostEdit) -> Option<String> {
    let mut whole = match text.map(str::trim) {
        None | Some("") => Map::default(),
        Some(text) => match serde_json::from_str(text) {
            Ok(Ordered::Object(whole)) => whole,
            _ => return None,
        },
    };
    match edit {
        HostEdit::Add(name) => {
            hosts(&mut whole)?.get_or_insert(&name.to_ascii_lowercase(), empty);
        }
        HostEdit::Forget(name) => {
            hosts(&mut whole)?.retain(|own| !own.eq_ignore_ascii_case(name));
        }
        HostEdit::Set(name, field, value) => {
            let hosts = hosts(&mut whole)?;
            let own = hosts.keys().find(|own| own.eq_ignore_ascii_case(name)).map(str::to_string);
            let host = hosts.get_or_insert(own.as_deref().unwrap_or(name), empty);
            if host.is_null() {
                *host = empty();
            }
            host.as_object_mut()?.insert(*field, value.clone().into());
        }
        HostEdit::AddVisit(visit) => list(&mut whole)?.push(visit.clone().into()),
        HostEdit::SetVisit(at, field, value) => {
            let visit = list(&mut whole)?.get_mut(*at)?.as_object_mut()?;
            if value.is_null() {
                visit.remove(field);
            } else {
                visit.insert(*field, value.clone().into());
            }
        }
        HostEdit::RemoveVisit(at) => {
            let visits = list(&mut whole)?;
            if *at < visits.len() {
                visits.remove(*at);
            }
        }
    }
    serde_json::to_string_pretty(&whole).ok().map(|text| text + "\n")
}

fn empty() -> Ordered {
    Map::default().into()
}

fn hosts(whole: &mut Map) -> Option<&mut Map> {
    whole.get_or_insert("hosts", empty).as_object_mut()
}

fn list(whole: &mut Map) -> Option<&mut Vec<Ordered>> {
    whole.get_or_insert("visits", || Ordered::Array(Vec::new())).as_array_mut()
}

/// Reads a list of failures as a form has it: statuses and words with commas between, `ok` for none.
pub fn failures_of(text: &str) -> Value {
    let words = text.split([',', ' ']).filter(|word| !word.is_empty());
    let value = |word: &str| match word {
        "ok" => Value::Null,
        word => word.parse::<u64>().map_or_else(|_| word.into(), Value::from),
    };
    words.map(value).collect()
}

impl super::Python {
    /// The text of the file of hosts and visits, if the program has one.
    pub fn hosts_file(&self) -> Option<&str> {
        self.beside_named(FILE)
    }

    /// The text of the file beside the main one with this path, if there is one.
    pub fn beside_named(&self, path: &str) -> Option<&str> {
        self.beside.iter().find(|file| &*file.path == path).map(|file| &*file.text)
    }

    /// True if a file of the program names the package that asks PostgreSQL.
    pub fn names_postgres(&self) -> bool {
        self.text.iter().chain(self.beside.iter().map(|file| &file.text)).any(|text| text.contains("asyncpg"))
    }

    /// The hosts and visits that are in force.
    ///
    /// # Errors
    /// The fault of the file.
    pub fn host_table(&self) -> Result<HostTable, TableError> {
        HostTable::read(self.hosts_file())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_form_changes_fields_and_keeps_the_others() {
        let added = edited(None, &HostEdit::Add("Api.Example".into())).expect("it can be edited");
        let set = edited(Some(&added), &HostEdit::Set("api.example".into(), "latency_ms", json!(15)));
        let set = set.expect("it can be edited");
        assert_eq!(set, "{\n  \"hosts\": {\n    \"api.example\": {\n      \"latency_ms\": 15\n    }\n  }\n}\n");
        let table = HostTable::read(Some(&set)).expect("a form makes no fault");
        assert!(table.hosts().any(|(name, _, is_own)| name == "api.example" && is_own));
        let forgotten = edited(Some(&set), &HostEdit::Forget("api.example".into()));
        assert_eq!(forgotten.as_deref(), Some("{\n  \"hosts\": {}\n}\n"));
    }

    #[test]
    fn a_form_keeps_the_order_of_what_was_written() {
        let text = "{\"visits\": [], \"hosts\": {\"b.com\": {\"routes\": {\"/\": {\"body\": {\"z\": 1, \"a\": 2}}}}, \"a.com\": {}}}";
        let set = edited(Some(text), &HostEdit::Set("a.com".into(), "latency_ms", json!(5))).expect("it can be edited");
        let order: Vec<usize> =
            ["visits", "hosts", "b.com", "\"z\"", "\"a\"", "a.com"].iter().filter_map(|word| set.find(word)).collect();
        assert!(order.len() == 6 && order.is_sorted(), "{set}");
    }

    #[test]
    fn visits_are_added_and_removed() {
        let one = edited(None, &HostEdit::AddVisit(json!({"request": "GET /"}))).expect("it can be edited");
        assert_eq!(HostTable::read(Some(&one)).expect("it is read").visits.len(), 1);
        let timed = edited(Some(&one), &HostEdit::SetVisit(0, "at_ms", json!(500))).expect("it can be edited");
        assert!(HostTable::read(Some(&timed)).expect("it is read").visits[0].at.is_some());
        assert_eq!(edited(Some(&timed), &HostEdit::SetVisit(0, "at_ms", Value::Null)).as_ref(), Some(&one));
        let none = edited(Some(&one), &HostEdit::RemoveVisit(0)).expect("it can be edited");
        assert!(HostTable::read(Some(&none)).expect("it is read").visits.is_empty());
    }

    #[test]
    fn what_is_no_table_is_left_to_its_writer() {
        assert_eq!(edited(Some("{"), &HostEdit::Add("a.com".into())), None);
        assert_eq!(edited(Some("{\"hosts\": 1}"), &HostEdit::Add("a.com".into())), None);
    }

    #[test]
    fn failures_are_statuses_and_words() {
        assert_eq!(failures_of("503, reset ok"), json!([503, "reset", null]));
        assert_eq!(failures_of(""), json!([]));
    }
}
