//! A run with a changed wait, beside the run without.

use std::rc::Rc;

use crate::advice::cures::Writing;
use crate::changes::WaitChange;
use crate::i18n::{ComparedRecord, Lang, PathWords, explained_lines, gain_sentence};
use crate::page::model::record::Record;
use crate::reading::critical_path::{CriticalPath, PathPart};
use crate::reading::differences::Difference;

/// The program as it is and with a change, both run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunPair {
    /// The change.
    pub change: WaitChange,
    /// The record of the program as it is.
    pub before: Record,
    /// The record of the changed run.
    pub after: Record,
    /// The name of the program's own file in the records.
    pub file: String,
    /// The number of its lines that are not shown above the first.
    pub hidden: u32,
    /// The program in Python with the change written into it, or why that cannot be.
    pub writing: Option<Rc<Writing>>,
}

/// A change of the reader's, and the run with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedRun {
    /// The change.
    pub change: WaitChange,
    /// The record.
    pub record: Record,
    /// The program in Python with the change written into it, or why that cannot be.
    pub writing: Option<Rc<Writing>>,
    /// The comparison with the program as it is, in each language: walking both records takes too long for every frame.
    words: [ChangedWords; 2],
}

/// Two runs in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedWords {
    /// The gain.
    pub gain: String,
    /// The largest part of each path.
    pub paths: [String; 2],
    /// The first difference, line by line; none if the runs are the same.
    pub difference: Vec<String>,
}

impl ChangedRun {
    /// A run with what was found of it: the critical path of each run, and the first difference with the last part of the path to
    /// each of its events.
    pub fn new(
        pair: &RunPair,
        paths: &[CriticalPath],
        difference: Option<(Difference, [Option<PathPart>; 2])>,
    ) -> ChangedRun {
        let records = [&pair.before, &pair.after];
        let traces = records.map(|record| record.trace.borrow());
        let analyses = records.map(Record::analysis);
        let words = Lang::ALL.map(|lang| {
            let names = lang.pick(["the run as it is", "the changed run"], ["исходный запуск", "изменённый запуск"]);
            let of = |which: usize| ComparedRecord {
                name: names[which],
                trace: &traces[which],
                analysis: &analyses[which],
                file: &pair.file,
                before: pair.hidden,
            };
            let path = |which: usize| {
                let (trace, spans) = (&*traces[which], &analyses[which].spans);
                let words = PathWords { trace, spans, file: &pair.file, before: pair.hidden, lang };
                words.advice(&paths[which])
            };
            let lines = difference.as_ref().map(|(difference, parts)| {
                explained_lines(difference, [of(0), of(1)], parts.each_ref().map(Option::as_ref), lang)
            });
            let gain = gain_sentence(traces[0].end_time(), traces[1].end_time(), lang);
            ChangedWords { gain, paths: [path(0), path(1)], difference: lines.unwrap_or_default() }
        });
        let (change, record, writing) = (pair.change.clone(), pair.after.clone(), pair.writing.clone());
        ChangedRun { change, record, writing, words }
    }

    /// The comparison with the program as it is.
    pub fn words(&self, lang: Lang) -> &ChangedWords {
        let [en, ru] = &self.words;
        lang.pick(en, ru)
    }
}
