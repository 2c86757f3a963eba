//! Export of a record a few events at a time, so that the caller can do other work in between: read on, draw, stop.

use crate::reading::Names;
use crate::trace::file::{ClockKind, ProgramInfo, RecordNote};
use crate::trace::{Event, Seq, Trace};

use super::chrome::ChromeExport;
use super::record_file::RecordExport;
use super::text::{TextExport, TranscriptExport};

/// Format that is written event by event.
pub(super) trait ExportFormat {
    /// True if the names of tasks must be known before anything is written.
    fn names(&self) -> bool {
        true
    }
    /// Takes note of an event before anything is written. Called only if [`ExportFormat::names`] is true.
    fn learn(&mut self, _trace: &Trace, _event: &Event) {}
    /// Writes the part before the events.
    fn begin(&mut self, sheet: &mut Sheet);
    /// Writes an event.
    fn event(&mut self, sheet: &mut Sheet, seq: Seq, event: &Event);
    /// Writes the part after the events.
    fn end(&mut self, sheet: &mut Sheet);
}

/// A record and the text written of it.
pub(super) struct Sheet<'a> {
    pub trace: &'a Trace,
    /// Number of its events to write.
    pub events: usize,
    pub names: &'a Names,
    pub out: &'a mut String,
}

/// A record that is exported in slices. The record may grow meanwhile: the export has the events that existed at its
/// beginning.
pub struct SlicedExport {
    form: Box<dyn ExportFormat>,
    events: usize,
    names: Names,
    learnt: usize,
    written: Option<usize>,
    done: bool,
    out: String,
}

impl SlicedExport {
    fn new(trace: &Trace, form: impl ExportFormat + 'static) -> SlicedExport {
        let learnt = if form.names() { 0 } else { trace.len() };
        SlicedExport {
            form: Box::new(form),
            events: trace.len(),
            names: Names::default(),
            learnt,
            written: None,
            done: false,
            out: String::new(),
        }
    }

    /// Exports in the format of [`trace::file`](crate::trace::file), which can be read again.
    pub fn record(program: ProgramInfo, clock: ClockKind, notes: Vec<RecordNote>, trace: &Trace) -> SlicedExport {
        SlicedExport::new(trace, RecordExport::new(program, clock, notes))
    }

    /// Exports in the format of [`chrome`](super::chrome()).
    pub fn chrome(trace: &Trace) -> SlicedExport {
        SlicedExport::new(trace, ChromeExport::default())
    }

    /// Exports in the format of [`text`](super::text()).
    pub fn text(program: ProgramInfo, trace: &Trace) -> SlicedExport {
        SlicedExport::new(trace, TextExport { program })
    }

    /// Exports in the format of [`transcript`](super::transcript()).
    pub fn transcript(trace: &Trace) -> SlicedExport {
        SlicedExport::new(trace, TranscriptExport::default())
    }

    /// Writes up to `events` more events of the record, which must be the same one in each call. Returns true once
    /// everything is written.
    pub fn step(&mut self, trace: &Trace, events: usize) -> bool {
        let mut left = events;
        if self.learnt < self.events {
            let until = self.events.min(self.learnt.saturating_add(left));
            left -= until - self.learnt;
            for i in self.learnt..until {
                let seq = Seq(i as u32);
                self.names.read(trace, seq);
                self.form.learn(trace, &trace.event(seq));
            }
            self.learnt = until;
        }
        if self.learnt < self.events || self.done {
            return self.done;
        }
        let SlicedExport { form, events, names, out, written, .. } = self;
        let sheet = &mut Sheet { trace, events: *events, names, out };
        let from = written.unwrap_or_else(|| {
            form.begin(sheet);
            0
        });
        let until = (*events).min(from.saturating_add(left));
        for i in from..until {
            let seq = Seq(i as u32);
            form.event(sheet, seq, &trace.event(seq));
        }
        *written = Some(until);
        if until == *events {
            form.end(sheet);
            self.done = true;
        }
        self.done
    }

    /// Share of the export that is done, from 0 to 1.
    pub fn fraction(&self) -> f64 {
        (self.learnt + self.written.unwrap_or(0)) as f64 / (self.events * 2).max(1) as f64
    }

    /// Number of bytes written and not yet taken.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// True if everything written has been taken.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Takes the text written since the last call. Take it often: a large record is expensive to hold in one piece.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// Writes everything at once.
    pub(super) fn whole(mut self, trace: &Trace) -> String {
        self.step(trace, usize::MAX);
        self.out
    }
}
