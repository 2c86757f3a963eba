//! Output and warnings.

use super::Book;
use crate::trace::Limit;
use crate::trace::{Kind, Site, Stream, WarningCode};

impl Book {
    /// Returns what is kept: nothing of what goes beyond the limit.
    pub fn write<'a>(&mut self, stream: Stream, text: &'a str) -> &'a str {
        let room = Limit::OUTPUT.saturating_sub(self.written);
        self.written = self.written.saturating_add(text.len());
        let text = &text[..text.floor_char_boundary(room)];
        let partial = &mut self.partial[stream as usize];
        let before = partial.len();
        partial.push_str(text);
        // What was there before has no end of a line.
        let Some(end) = text.rfind('\n') else { return text };
        let rest = partial.split_off(before + end + 1);
        let lines = std::mem::replace(partial, rest);
        for line in lines.lines() {
            let text = self.intern(line);
            self.note(Kind::Output { stream, text });
        }
        text
    }

    /// What was printed and has no line end yet.
    pub fn line_begun(&self) -> &str {
        &self.partial[Stream::Out as usize]
    }

    pub fn flush_lines(&mut self) {
        for (stream, line) in [Stream::Out, Stream::Err].into_iter().zip(std::mem::take(&mut self.partial)) {
            if !line.is_empty() {
                let text = self.intern(&line);
                self.note(Kind::Output { stream, text });
            }
        }
    }

    pub fn warn(&mut self, code: WarningCode, text: &str, site: Option<Site>) {
        let text = self.intern(text);
        self.note(Kind::Warning { code, text, site });
    }

    pub fn note_text(&mut self, text: &str) {
        let text = self.intern(text);
        self.note(Kind::Note { text });
    }
}
