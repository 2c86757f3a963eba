//! Edits of a text: what is put in place of what, and which lines of the new text that makes.

use super::Cure;
use crate::advice::syntax::Span;

/// Changes of one text, each at its place in the old.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<(Span, String)>,
}

impl Edits {
    pub(super) fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.edits.push((span, text.into()));
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(Span { start: at, end: at }, text);
    }

    /// The changed text. Edits do not overlap.
    pub(super) fn apply(mut self, source: &str) -> Cure {
        self.edits.sort_by_key(|(span, _)| (span.start, span.end));
        let (mut text, mut lines, mut at) = (String::new(), Vec::new(), 0);
        for (span, new) in &self.edits {
            text.push_str(&source[at..span.start]);
            let breaks = |text: &str| text.matches('\n').count() as u32;
            // A break at the edge of the new text leaves the old line beside it as it was; and lines that are taken away
            // whole leave none.
            let skipped = new.len() - new.trim_start_matches('\n').len();
            let first = 1 + breaks(&text) + skipped as u32;
            let inner = new.trim_matches('\n');
            let is_gone = inner.is_empty() && source[span.start..span.end].ends_with('\n');
            lines.extend((!is_gone).then(|| first..=first + breaks(inner)).into_iter().flatten());
            text.push_str(new);
            at = span.end;
        }
        text.push_str(&source[at..]);
        lines.sort_unstable();
        lines.dedup();
        Cure { source: text, lines }
    }
}

/// The lines of a text.
pub(super) struct Layout<'a> {
    source: &'a str,
}

impl<'a> Layout<'a> {
    pub(super) fn new(source: &'a str) -> Layout<'a> {
        Layout { source }
    }

    fn line_start(&self, at: usize) -> usize {
        self.source[..at].rfind('\n').map_or(0, |before| before + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.source[at..].find('\n').map_or(self.source.len(), |after| at + after + 1)
    }

    /// The blanks before the first text of a line.
    pub(super) fn margin(&self, at: usize) -> &'a str {
        let line = &self.source[self.line_start(at)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// True if nothing but a comment shares the lines of a stretch.
    pub(super) fn is_alone(&self, span: Span) -> bool {
        let before = &self.source[self.line_start(span.start)..span.start];
        let after = self.source[span.end..self.line_end(span.end)].trim_start();
        before.trim().is_empty() && (after.is_empty() || after.starts_with('#'))
    }

    /// The lines of a stretch, with the break behind them.
    pub(super) fn whole_lines(&self, span: Span) -> Span {
        Span { start: self.line_start(span.start), end: self.line_end(span.end) }
    }
}
