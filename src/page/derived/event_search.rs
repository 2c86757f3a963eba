//! The text of an event that a search looks through: its sentence, the word of its kind, its lines.

use crate::i18n::{Lang, plain, sentence};
use crate::reading::Index;
use crate::reading::spans::Spans;
use crate::trace::{EventKind, Seq, Site, Trace};

/// A text that is looked for in the events of one record.
pub struct Needle {
    text: String,
    lang: Lang,
    /// For each site of the record, whether it is the line that is looked for.
    sites: Vec<bool>,
    /// For each stack of the record, whether one of its functions stands there.
    stacks: Vec<bool>,
}

impl Needle {
    /// Prepares the search for a text, in which capitals and small letters are the same. `line 12`, `:12` and
    /// `program.py:12` are lines.
    pub fn new(text: &str, trace: &Trace, lang: Lang) -> Needle {
        let text = text.trim().to_lowercase();
        let line = line_of(&text);
        let is_it = |site: Site| {
            let site = trace.site(site);
            line.as_ref()
                .is_some_and(|line| format!(":{}:{}", trace.text(site.file).to_lowercase(), site.line).ends_with(line))
        };
        let sites: Vec<bool> = (0..trace.sites().len()).map(|at| is_it(Site(at as u32))).collect();
        let on_line = |stack: &std::rc::Rc<[crate::trace::StackFrame]>| {
            stack.iter().any(|frame| sites.get(frame.site.0 as usize) == Some(&true))
        };
        let stacks = trace.stacks().iter().map(on_line).collect();
        Needle { text, lang, sites, stacks }
    }

    /// Returns whether the text is found in an event.
    pub fn is_in(&self, trace: &Trace, spans: &Spans, index: &Index, seq: Seq) -> bool {
        let kind = &trace.kinds()[seq.0 as usize];
        let (site, stack) = match *kind {
            EventKind::TaskCreated { site, .. } | EventKind::GeneratorCreated { site, .. } => (Some(site), None),
            EventKind::Warning { site, .. } | EventKind::ConnectionCreated { site, .. } => (site, None),
            EventKind::StepEnded { stack, .. } | EventKind::GeneratorYielded { stack, .. } => (None, Some(stack)),
            _ => (None, None),
        };
        site.is_some_and(|site| self.sites[site.0 as usize])
            || stack.is_some_and(|stack| self.stacks[stack.0 as usize])
            || is_word_of(kind.word(), &self.text)
            || plain(&sentence(trace, spans, index, seq, self.lang)).to_lowercase().contains(&self.text)
    }
}

/// The end of the place that a text names, which begins with a `:`; `None` if it names no line.
fn line_of(text: &str) -> Option<String> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let words = ["line ", "строка ", "строке "];
    if let Some(line) = words.iter().find_map(|word| text.strip_prefix(word)).map(str::trim) {
        return number(line).then(|| format!(":{line}"));
    }
    let (file, line) = text.rsplit_once(':')?;
    number(line).then(|| if file.is_empty() { format!(":{line}") } else { format!(":{file}:{line}") })
}

/// Returns whether a text is in the word of a kind, `task_created`, with spaces or underscores.
fn is_word_of(word: &str, text: &str) -> bool {
    if text.contains(' ') { word.contains(&text.replace(' ', "_")) } else { word.contains(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_named_by_its_number_alone_or_with_its_file() {
        let lines = ["line 12", ":12", "строка 12", "shop/bag.py:12", "12", "a: b", "line x", ""].map(line_of);
        let expected = [Some(":12"), Some(":12"), Some(":12"), Some(":shop/bag.py:12"), None, None, None, None];
        assert_eq!(lines.each_ref().map(Option::as_deref), expected);
    }

    #[test]
    fn kinds_are_found_with_spaces_and_with_underscores() {
        assert!(is_word_of("task_created", "task created") && is_word_of("task_created", "task_c"));
        assert!(!is_word_of("task_created", "created task"));
    }
}
