//! Writes a record a few events at a time, so that whoever writes can do something else in between: read on, draw, stop.

use crate::reading::Names;
use crate::trace::file::{ClockKind, ProgramInfo};
use crate::trace::{Event, Seq, Trace};

use super::chrome::Chrome;
use super::record_file::Record;
use super::text::{Text, Transcript};

/// A form of a record that is written event by event.
pub(super) trait Form {
    /// Whether names have to be known before anything is written.
    fn names(&self) -> bool {
        true
    }
    /// Looks at an event before anything is written. Only if names have to be known.
    fn learn(&mut self, _trace: &Trace, _event: &Event) {}
    /// What stands before the events.
    fn begin(&mut self, sheet: &mut Sheet);
    /// An event.
    fn event(&mut self, sheet: &mut Sheet, seq: Seq, event: &Event);
    /// What stands after them.
    fn end(&mut self, sheet: &mut Sheet);
}

/// What is written from and to.
pub(super) struct Sheet<'a> {
    pub trace: &'a Trace,
    /// How many events of it are written.
    pub events: usize,
    pub names: &'a Names,
    pub out: &'a mut String,
}

/// A record that is being written. It may grow meanwhile: what is written is what there was at the beginning.
pub struct Writing {
    form: Box<dyn Form>,
    events: usize,
    names: Names,
    learnt: usize,
    written: Option<usize>,
    done: bool,
    out: String,
}

impl Writing {
    fn new(trace: &Trace, form: impl Form + 'static) -> Writing {
        let learnt = if form.names() { 0 } else { trace.len() };
        Writing {
            form: Box::new(form),
            events: trace.len(),
            names: Names::default(),
            learnt,
            written: None,
            done: false,
            out: String::new(),
        }
    }

    /// As [`trace::file`](crate::trace::file), which can be read again.
    pub fn record(program: ProgramInfo, clock: ClockKind, trace: &Trace) -> Writing {
        Writing::new(trace, Record::new(program, clock))
    }

    /// As [`chrome`](super::chrome()).
    pub fn chrome(trace: &Trace) -> Writing {
        Writing::new(trace, Chrome::default())
    }

    /// As [`text`](super::text()).
    pub fn text(program: ProgramInfo, trace: &Trace) -> Writing {
        Writing::new(trace, Text { program })
    }

    /// As [`transcript`](super::transcript()).
    pub fn transcript(trace: &Trace) -> Writing {
        Writing::new(trace, Transcript::default())
    }

    /// Goes through so many events more of what must be the same record as before. Whether it is written to its end.
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
        let Writing { form, events, names, out, written, .. } = self;
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

    /// How much of it is done, from 0 to 1.
    pub fn fraction(&self) -> f64 {
        (self.learnt + self.written.unwrap_or(0)) as f64 / (self.events * 2).max(1) as f64
    }

    /// How many bytes are written and not yet taken.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether all that is written has been taken.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// What was written since this was asked last: a large record is dear to hold in one piece.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// All of it at once.
    pub(super) fn whole(mut self, trace: &Trace) -> String {
        self.step(trace, usize::MAX);
        self.out
    }
}
