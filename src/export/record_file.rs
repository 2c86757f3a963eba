//! Export in the format of [`trace::file`](crate::trace::file).

use super::writing::{Form, Sheet};
use crate::trace::file::{ClockKind, ProgramInfo, Rows};
use crate::trace::{Event, Seq};

pub(super) struct Record {
    program: ProgramInfo,
    clock: ClockKind,
    rows: Rows,
}

impl Record {
    pub fn new(program: ProgramInfo, clock: ClockKind) -> Record {
        Record { program, clock, rows: Rows::default() }
    }
}

impl Form for Record {
    fn names(&self) -> bool {
        false
    }

    fn begin(&mut self, sheet: &mut Sheet) {
        self.rows.begin(&self.program, self.clock, sheet.trace, sheet.out);
    }

    fn event(&mut self, sheet: &mut Sheet, seq: Seq, event: &Event) {
        self.rows.event(seq, event, sheet.out);
    }

    fn end(&mut self, sheet: &mut Sheet) {
        self.rows.end(sheet.trace, sheet.events, sheet.out);
    }
}
