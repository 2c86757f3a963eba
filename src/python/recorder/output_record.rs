//! Output, line by line, and warnings.

use super::ProgramRecorder;
use crate::trace::{EventKind, Limit, Site, Stream, WarningCode};

/// The output that is not recorded yet, and its amount so far.
#[derive(Default)]
pub(super) struct OutputRecord {
    /// The text of each stream that has no line end yet.
    unfinished_lines: [String; 2],
    /// The bytes printed to both streams.
    written: usize,
}

impl OutputRecord {
    pub fn is_beyond_limit(&self) -> bool {
        self.written > Limit::OUTPUT
    }
}

impl ProgramRecorder {
    /// Records the lines that a text ends, and returns the part of the text within the limit.
    pub fn write<'a>(&mut self, stream: Stream, text: &'a str) -> &'a str {
        if !self.events.is_on() {
            // Only what is unfinished is kept: a live run and input ask for it, and neither is without a record.
            return text;
        }
        let room = Limit::OUTPUT.saturating_sub(self.output.written);
        self.output.written = self.output.written.saturating_add(text.len());
        let text = &text[..text.floor_char_boundary(room)];
        let unfinished = &mut self.output.unfinished_lines[stream as usize];
        let before = unfinished.len();
        unfinished.push_str(text);
        // Only the new text is searched: the text before it has no line end.
        let Some(end) = text.rfind('\n') else { return text };
        let rest = unfinished.split_off(before + end + 1);
        let lines = std::mem::replace(unfinished, rest);
        for line in lines.lines() {
            let text = self.intern(line);
            self.note(EventKind::Output { stream, text });
        }
        text
    }

    /// Records a line that the program has not written, beside what it is writing.
    pub fn note_line(&mut self, stream: Stream, line: &str) {
        if self.events.is_on() && !self.is_over() && self.output.written <= Limit::OUTPUT {
            self.output.written = self.output.written.saturating_add(line.len());
            let text = self.intern(line);
            self.note(EventKind::Output { stream, text });
        }
    }

    /// The text of standard output that has no line end yet.
    pub fn unfinished_line(&self) -> &str {
        &self.output.unfinished_lines[Stream::Out as usize]
    }

    /// Records the lines that have no end.
    pub(super) fn flush_lines(&mut self) {
        let lines = std::mem::take(&mut self.output.unfinished_lines);
        for (stream, line) in [Stream::Out, Stream::Err].into_iter().zip(lines) {
            if !line.is_empty() {
                let text = self.intern(&line);
                self.note(EventKind::Output { stream, text });
            }
        }
    }

    pub fn warn(&mut self, code: WarningCode, text: &str, site: Option<Site>) {
        let text = self.intern(text);
        self.note(EventKind::Warning { code, text, site });
    }

    pub fn note_text(&mut self, text: &str) {
        let text = self.intern(text);
        self.note(EventKind::Note { text });
    }
}
