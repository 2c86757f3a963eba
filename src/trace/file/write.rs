//! Writes a record.

use std::fmt::Write;

use super::rows::{Number, encode, schema, version_of};
use super::tables::{encode_site, encode_snapshot, encode_stack};
use super::{ClockKind, FORMAT, ProgramInfo, TraceFile};
use crate::clock::Micros;
use crate::trace::Trace;

/// The file's text.
pub fn write(file: &TraceFile) -> String {
    write_record(&file.program, file.clock, &file.trace)
}

/// The text of a record's file: as [`write`], for a record that others hold.
pub fn write_record(program: &ProgramInfo, clock: ClockKind, trace: &Trace) -> String {
    // About what a row takes, so that a long record is not copied over and over.
    let mut out = String::with_capacity(4096 + trace.len() * 24);
    let args: serde_json::Map<String, serde_json::Value> =
        program.args.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let mut what = serde_json::json!({ "id": program.id, "args": args });
    if let Some(source) = &program.source {
        what["source"] = source.as_str().into();
    }
    let clock = clock.word();
    let version = version_of(trace);
    // Writing to a `String` cannot fail.
    let _ = write!(out, "{{\"format\":\"{FORMAT}\",\"version\":{version},\n\"program\":{what},\"clock\":\"{clock}\",");
    let _ = write!(out, "\n\"schema\":{},\n\"strings\":[", schema(version));
    for (i, text) in trace.texts().iter().enumerate() {
        out.push_str(if i == 0 { "" } else { "," });
        let _ = write!(out, "{}", serde_json::Value::from(&**text));
    }
    out.push(']');
    table(&mut out, "sites", trace.sites(), encode_site);
    table(&mut out, "stacks", trace.stacks(), |frames, row| encode_stack(frames, row));
    table(&mut out, "snapshots", trace.snapshots(), encode_snapshot);
    let mut before = Micros::ZERO;
    let mut seq = 0;
    out.push_str(",\n\"events\":[");
    let mut row = Vec::new();
    for (place, event) in trace.events() {
        row.clear();
        let back = event.cause.map_or(0, |cause| Number::from(place.0) - Number::from(cause.0));
        let dt = Number::from(event.t.0) - Number::from(before.0);
        let thread = Number::from(event.run) * 65536 + Number::from(event.thread);
        row.extend([event.kind.place() as Number, dt, thread, back]);
        encode(&event.kind, &mut row);
        put(&mut out, &row, seq == 0);
        before = event.t;
        seq += 1;
    }
    out.push(']');
    let wall: Option<Vec<Number>> = trace.events().map(|(_, event)| event.wall.map(|wall| wall.0.into())).collect();
    if let Some(wall) = wall.filter(|wall| !wall.is_empty()) {
        let before = std::iter::once(&0).chain(&wall);
        let steps: Vec<Number> = wall.iter().zip(before).map(|(wall, before)| wall - before).collect();
        out.push_str(",\n\"wall\":");
        put(&mut out, &steps, true);
    }
    let _ = write!(out, ",\n\"end\":{{\"events\":{seq},\"t\":{}}}}}", before.0);
    out.push('\n');
    out
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
        let _ = write!(out, "{number}");
    }
    out.push(']');
}
