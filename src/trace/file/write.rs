//! Writing of a record.

use std::fmt::Write;

use super::rows::{NOTES_SINCE, Number, encode, schema, version_of};
use super::tables::{encode_site, encode_snapshot, encode_stack};
use super::{ClockKind, FORMAT, ProgramInfo, RecordNote, TraceFile};
use crate::clock::Micros;
use crate::trace::{Event, Seq, Trace};

/// Returns the text of a file.
pub fn write(file: &TraceFile) -> String {
    write_with(Rows::with_notes(file.notes.clone()), &file.program, file.clock, &file.trace)
}

/// Returns the text of a record's file like [`write()`], for a record that is only borrowed.
pub fn write_record(program: &ProgramInfo, clock: ClockKind, trace: &Trace) -> String {
    write_with(Rows::default(), program, clock, trace)
}

fn write_with(mut rows: Rows, program: &ProgramInfo, clock: ClockKind, trace: &Trace) -> String {
    // About what a row takes, so that a long record is not copied over and over.
    let mut out = String::with_capacity(4096 + trace.len() * 24);
    rows.begin(program, clock, trace, &mut out);
    for (seq, event) in trace.events() {
        rows.event(seq, &event, &mut out);
    }
    rows.end(trace, trace.len(), &mut out);
    out
}

/// Writer of the parts of a record's file in their order, for callers that write a few events at a time.
#[derive(Default)]
pub(crate) struct Rows {
    before: Micros,
    /// The file's version.
    version: u64,
    /// Buffer of a row, reused for every row.
    row: Vec<Number>,
    /// The notes, which stand behind the events.
    notes: Vec<RecordNote>,
}

impl Rows {
    /// A writer of a file with these notes.
    pub fn with_notes(notes: Vec<RecordNote>) -> Rows {
        Rows { notes, ..Rows::default() }
    }

    /// Writes the program and the tables.
    pub fn begin(&mut self, program: &ProgramInfo, clock: ClockKind, trace: &Trace, out: &mut String) {
        let args: serde_json::Map<String, serde_json::Value> =
            program.args.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
        let mut what = serde_json::json!({ "id": program.id, "args": args });
        if let Some(source) = &program.source {
            what["source"] = source.as_str().into();
        }
        if !program.files.is_empty() {
            let files = program.files.iter().map(|file| serde_json::json!({ "name": file.name, "text": file.text }));
            what["files"] = files.collect();
        }
        if !program.changes.is_empty() {
            what["changes"] = program.changes.as_slice().into();
        }
        let clock = clock.word();
        let least = if self.notes.is_empty() { 1 } else { NOTES_SINCE };
        let version = version_of(program, trace).max(least);
        self.version = version;
        // Writing to a `String` cannot fail.
        let _ =
            write!(out, "{{\"format\":\"{FORMAT}\",\"version\":{version},\n\"program\":{what},\"clock\":\"{clock}\",");
        let _ = write!(out, "\n\"schema\":{},\n", schema(version));
        tables(trace, out);
    }

    /// Writes the next event.
    pub fn event(&mut self, seq: Seq, event: &Event, out: &mut String) {
        self.row.clear();
        let back = event.cause.map_or(0, |cause| Number::from(seq.0) - Number::from(cause.0));
        let dt = Number::from(event.t.0) - Number::from(self.before.0);
        let thread = Number::from(event.run) * 65536 + Number::from(event.thread);
        self.row.extend([event.kind.place() as Number, dt, thread, back]);
        encode(&event.kind, self.version, &mut self.row);
        put(out, &self.row, out.ends_with('['));
        self.before = event.t;
    }

    /// Writes the wall times and the notes, if there are any, and the end of a file of `events` events.
    pub fn end(&mut self, trace: &Trace, events: usize, out: &mut String) {
        out.push(']');
        let wall = trace.events().take(events).map(|(_, event)| event.wall.map(|wall| wall.0.into()));
        let wall: Option<Vec<Number>> = wall.collect();
        if let Some(wall) = wall.filter(|wall| !wall.is_empty()) {
            let before = std::iter::once(&0).chain(&wall);
            let steps: Vec<Number> = wall.iter().zip(before).map(|(wall, before)| wall - before).collect();
            out.push_str(",\n\"wall\":");
            put(out, &steps, true);
        }
        if !self.notes.is_empty() {
            let notes: Vec<_> = self.notes.iter().map(|note| serde_json::json!([note.at, note.text])).collect();
            let _ = write!(out, ",\n\"notes\":{}", serde_json::Value::from(notes));
        }
        let _ = write!(out, ",\n\"end\":{{\"events\":{events},\"t\":{}}}}}", self.before.0);
        out.push('\n');
    }
}

/// Writes the tables, and the beginning of the events.
fn tables(trace: &Trace, out: &mut String) {
    out.push_str("\"strings\":[");
    for (i, text) in trace.texts().iter().enumerate() {
        out.push_str(if i == 0 { "" } else { "," });
        // Writing to a `String` cannot fail.
        let _ = write!(out, "{}", serde_json::Value::from(&**text));
    }
    out.push(']');
    table(out, "sites", trace.sites(), encode_site);
    table(out, "stacks", trace.stacks(), |frames, row| encode_stack(frames, row));
    table(out, "snapshots", trace.snapshots(), encode_snapshot);
    out.push_str(",\n\"events\":[");
}

fn table<T>(out: &mut String, name: &str, entries: &[T], encode: impl Fn(&T, &mut Vec<Number>)) {
    let _ = write!(out, ",\n\"{name}\":[");
    let mut row = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        row.clear();
        encode(entry, &mut row);
        put(out, &row, i == 0);
    }
    out.push(']');
}

fn put(out: &mut String, numbers: &[Number], first: bool) {
    out.push_str(if first { "[" } else { ",[" });
    for (i, number) in numbers.iter().enumerate() {
        out.push_str(if i == 0 { "" } else { "," });
        put_number(out, *number);
    }
    out.push(']');
}

/// Writes a number. A record has millions of numbers, most of them short, and general formatting takes several times as
/// long.
fn put_number(out: &mut String, number: Number) {
    let Ok(mut rest) = u32::try_from(number) else {
        // Writing to a `String` cannot fail.
        let _ = write!(out, "{number}");
        return;
    };
    let mut digits = ['0'; 10];
    let mut from = digits.len();
    loop {
        from -= 1;
        digits[from] = char::from(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(&digits[from..]);
}
