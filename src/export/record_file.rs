//! Export in the format of [`trace::file`](crate::trace::file).

use super::writing::{ExportFormat, Sheet};
use crate::trace::file::{ClockKind, ProgramInfo, RecordNote, Rows};
use crate::trace::{Event, Seq};

pub(super) struct RecordExport {
    program: ProgramInfo,
    clock: ClockKind,
    rows: Rows,
}

impl RecordExport {
    pub fn new(program: ProgramInfo, clock: ClockKind, notes: Vec<RecordNote>) -> RecordExport {
        RecordExport { program, clock, rows: Rows::with_notes(notes) }
    }
}

impl ExportFormat for RecordExport {
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
