//! How the JSON reader hands a file over, piece by piece, without building a tree of it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::ReadError;
use super::read::{Part, Reader};
use super::rows::Number;

/// Longer rows than any that is written.
const MAX_ROW: usize = 4096;

/// The file's outermost object.
pub(super) struct Members<'r>(pub &'r mut Reader);

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a trace")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let reader = self.0;
        while let Some(name) = map.next_key::<String>()? {
            let Some(part) = Part::of(&name).filter(|part| part.follows(reader.part)) else {
                if reader.part == Part::Start {
                    return Err(A::Error::custom("not a trace"));
                }
                if Part::of(&name).is_none() {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                let wrong = Err(ReadError::damaged("members are missing or out of order", name));
                return reader.stop(wrong);
            };
            if part < Part::Strings || part == Part::End {
                let value = map.next_value::<serde_json::Value>()?;
                let checked = reader.member(part, &value);
                reader.stop(checked)?;
                reader.part = part;
            } else {
                reader.part = part;
                map.next_value_seed(List(reader))?;
            }
        }
        Ok(())
    }
}

/// A table, or the events: a list of texts, numbers or rows of numbers.
struct List<'r>(&'r mut Reader);

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let reader = self.0;
        let mut row = Vec::new();
        let mut index = 0;
        if reader.part == Part::Strings {
            while let Some(text) = list.next_element::<String>()? {
                let kept = reader.text(&text);
                reader.stop(kept)?;
            }
            return Ok(());
        }
        loop {
            row.clear();
            let more = if reader.part == Part::Wall {
                let number = list.next_element::<i64>()?;
                row.extend(number.map(Number::from));
                number.is_some()
            } else {
                list.next_element_seed(Numbers(&mut row))?.is_some()
            };
            if !more {
                return Ok(());
            }
            let added = reader.list(reader.part, index, &row);
            reader.stop(added)?;
            index += 1;
        }
    }
}

/// One row, into a vector that is used again for the next.
struct Numbers<'r>(&'r mut Vec<Number>);

impl<'de> DeserializeSeed<'de> for Numbers<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Numbers<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of whole numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(number) = list.next_element_seed(Whole)? {
            if self.0.len() == MAX_ROW {
                return Err(A::Error::custom("a row is too long"));
            }
            self.0.push(number);
        }
        Ok(())
    }
}

/// A whole number, signed or not, up to 64 bits.
struct Whole;

impl<'de> DeserializeSeed<'de> for Whole {
    type Value = Number;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Number, D::Error> {
        json.deserialize_any(self)
    }
}

impl Visitor<'_> for Whole {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_u64<E>(self, number: u64) -> Result<Number, E> {
        Ok(number.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Number, E> {
        Ok(number.into())
    }
}
