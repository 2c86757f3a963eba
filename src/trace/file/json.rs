//! Boundaries of the pieces of a file, so that it can be read a few pieces at a time. Each piece itself is parsed by
//! serde_json.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};

use super::rows::Number;
use super::{DamageLocation, ReadError};

/// Most numbers in a row; no row that is written is as long.
const MAX_NUMBERS_IN_ROW: usize = 4096;

/// A place in the file's bytes.
#[derive(Default)]
pub(super) struct Cursor<B> {
    bytes: B,
    at: usize,
}

impl<B: AsRef<[u8]>> Cursor<B> {
    pub fn new(bytes: B) -> Cursor<B> {
        Cursor { bytes, at: 0 }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.as_ref().get(self.at..).unwrap_or_default()
    }

    /// Share of the file that has been read, from 0 to 1.
    pub fn fraction(&self) -> f64 {
        self.at as f64 / self.bytes.as_ref().len().max(1) as f64
    }

    /// The next byte that is no blank.
    pub fn peek(&mut self) -> Option<u8> {
        let blanks = self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.at += blanks;
        self.rest().first().copied()
    }

    /// Goes past a byte, if it comes next.
    pub fn take(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    /// Goes past a byte that must come next.
    pub fn expect(&mut self, byte: u8) -> Result<(), ReadError> {
        if self.take(byte) { Ok(()) } else { Err(self.broken(self.at)) }
    }

    /// Returns true if a list or object that ends with `end` continues after an entry; goes past the comma or the end.
    pub fn more(&mut self, end: u8) -> Result<bool, ReadError> {
        if self.take(end) {
            return Ok(false);
        }
        self.expect(b',')?;
        // JSON has no comma before the end.
        if self.peek() == Some(end) { Err(self.broken(self.at)) } else { Ok(true) }
    }

    /// Reads the value that comes next, of any type.
    pub fn value<T: for<'de> Deserialize<'de>>(&mut self) -> Result<T, ReadError> {
        self.piece(whole, |json| T::deserialize(json))
    }

    /// Reads a row of whole numbers and adds them to `row`.
    pub fn row(&mut self, row: &mut Vec<Number>) -> Result<(), ReadError> {
        self.piece(flat, |json| RowNumbers(row).deserialize(json))
    }

    fn piece<T>(
        &mut self,
        length: fn(&[u8]) -> usize,
        read: impl FnOnce(&mut serde_json::Deserializer<serde_json::de::SliceRead<'_>>) -> serde_json::Result<T>,
    ) -> Result<T, ReadError> {
        self.peek();
        let piece = &self.rest()[..length(self.rest())];
        let mut json = serde_json::Deserializer::from_slice(piece);
        match read(&mut json).and_then(|value| json.end().map(|()| value)) {
            Ok(value) => {
                self.at += piece.len();
                Ok(value)
            }
            Err(error) => {
                let lines = piece.split_inclusive(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
                Err(self.broken(self.at + lines.map(<[u8]>::len).sum::<usize>() + error.column().saturating_sub(1)))
            }
        }
    }

    /// Error for text at a place that is not JSON, or not the JSON that a trace has there.
    fn broken(&self, at: usize) -> ReadError {
        let before = &self.bytes.as_ref()[..at.min(self.bytes.as_ref().len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        ReadError::damaged("it is not whole, or not JSON", DamageLocation::Text { line, column })
    }

    /// Checks that nothing is left.
    pub fn end(&mut self) -> Result<(), ReadError> {
        if self.peek().is_none() { Ok(()) } else { Err(self.broken(self.at)) }
    }
}

/// The length of a list that holds no lists and no texts.
fn flat(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| *byte == b']').map_or(bytes.len(), |end| end + 1)
}

/// The length of a value: up to its closing bracket or quotation mark, or up to the character that separates it from
/// the next.
fn whole(bytes: &[u8]) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => continue,
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth > 0 => depth -= 1,
            b']' | b'}' | b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return i,
            _ => continue,
        }
        let closed = matches!(byte, b'"' | b']' | b'}');
        if closed && depth == 0 && !quoted && !escaped {
            return i + 1;
        }
    }
    bytes.len()
}

/// A row of numbers, read into a vector that is reused for the next row.
struct RowNumbers<'r>(&'r mut Vec<Number>);

impl<'de> DeserializeSeed<'de> for RowNumbers<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowNumbers<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of whole numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(number) = list.next_element_seed(WholeNumber)? {
            if self.0.len() == MAX_NUMBERS_IN_ROW {
                return Err(A::Error::custom("a row is too long"));
            }
            self.0.push(number);
        }
        Ok(())
    }
}

/// A whole number, signed or not, up to 64 bits.
struct WholeNumber;

impl<'de> DeserializeSeed<'de> for WholeNumber {
    type Value = Number;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Number, D::Error> {
        json.deserialize_any(self)
    }
}

impl Visitor<'_> for WholeNumber {
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
