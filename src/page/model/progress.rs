//! The reader's progress in the course, as this device remembers it.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::demos::{CATALOGUE, Chapter, QUESTIONS, all, questions_of};
use crate::i18n::{Lang, plural};

/// The ids of demos.
type SeenDemos = Rc<BTreeSet<&'static str>>;
/// The names of questions.
type AnsweredQuestions = Rc<BTreeSet<String>>;

/// The demos whose run the reader has followed to its end, and the questions that are answered. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    seen: SeenDemos,
    /// The names of the questions that the reader has answered rightly.
    answered: AnsweredQuestions,
    /// The demos and questions that were forgotten last, until there is progress again or they are brought back.
    forgotten: Option<(SeenDemos, AnsweredQuestions)>,
}

/// An action on the progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressAction {
    /// Forget which demos have been seen, and which questions are answered.
    Forget,
    /// Bring that back.
    Recall,
}

impl Progress {
    /// Takes an action.
    pub fn reduce(&mut self, action: ProgressAction) {
        match action {
            ProgressAction::Forget => self.forget(),
            ProgressAction::Recall => self.recall(),
        }
    }

    /// The name of the progress on the device.
    pub const KEY: &'static str = "loopline.seen";

    /// Reads what [`Self::kept`] wrote. Whatever is no demo's name is passed over, so any text can be read.
    pub fn read(kept: &str) -> Progress {
        let words = || kept.split_whitespace().take(1000);
        let seen: BTreeSet<_> = words().filter_map(known).collect();
        let answered: BTreeSet<_> = words().filter(|word| is_question(word)).map(String::from).collect();
        Progress { seen: Rc::new(seen), answered: Rc::new(answered), forgotten: None }
    }

    /// The text that the device is to remember after a change from `before`, when it remembers `stored`: what another tab has
    /// added meanwhile stays, unless all is forgotten.
    pub fn kept(&self, before: &Progress, stored: &str) -> String {
        if !self.any() {
            return String::new();
        }
        let others = Progress::read(stored);
        let seen = self.seen.iter().chain(others.seen.difference(&before.seen)).copied();
        let answered = self.answered.iter().chain(others.answered.difference(&before.answered)).map(String::as_str);
        let all: BTreeSet<&str> = seen.chain(answered).collect();
        all.into_iter().collect::<Vec<_>>().join(" ")
    }

    /// Returns whether a demo has been seen.
    pub fn has(&self, id: &str) -> bool {
        self.seen.contains(id)
    }

    /// A demo has been seen.
    pub fn see(&mut self, id: &'static str) {
        if !self.has(id) {
            Rc::make_mut(&mut self.seen).insert(id);
            self.forgotten = None;
        }
    }

    /// Returns whether the question of this name has been answered rightly.
    pub fn has_answered(&self, question: &str) -> bool {
        self.answered.contains(question)
    }

    /// The question of this name has been answered rightly.
    pub fn answer(&mut self, question: String) {
        if !self.has_answered(&question) {
            Rc::make_mut(&mut self.answered).insert(question);
            self.forgotten = None;
        }
    }

    /// Nothing has been seen or answered. [`Self::recall`] takes it back.
    pub fn forget(&mut self) {
        if self.any() {
            self.forgotten = Some((std::mem::take(&mut self.seen), std::mem::take(&mut self.answered)));
        }
    }

    /// Takes [`Self::forget`] back.
    pub fn recall(&mut self) {
        if let Some((seen, answered)) = self.forgotten.take() {
            self.seen = seen;
            self.answered = answered;
        }
    }

    /// Returns whether there is anything to forget.
    pub fn any(&self) -> bool {
        !self.seen.is_empty() || !self.answered.is_empty()
    }

    /// Returns whether there is anything to bring back.
    pub fn can_recall(&self) -> bool {
        self.forgotten.is_some()
    }

    /// The number of demos of the course that have been seen, and of all of them.
    pub fn of_course(&self) -> (usize, usize) {
        (CATALOGUE.iter().filter(|demo| self.has(demo.id)).count(), CATALOGUE.len())
    }

    /// The number of demos of a chapter that have been seen, and of all of them.
    pub fn of_chapter(&self, chapter: Chapter) -> (usize, usize) {
        let demos = all().filter(|demo| demo.chapter == chapter);
        demos.fold((0, 0), |(seen, total), demo| (seen + usize::from(self.has(demo.id)), total + 1))
    }

    /// The number of questions of a chapter that are answered, and of all of them.
    pub fn questions(&self, chapter: Chapter) -> (usize, usize) {
        let questions = questions_of(chapter);
        questions.fold((0, 0), |(done, total), question| {
            (done + usize::from(self.has_answered(&question.name())), total + 1)
        })
    }
}

/// A demo's own name for a text that is one.
fn known(id: &str) -> Option<&'static str> {
    all().map(|demo| demo.id).find(|known| *known == id)
}

/// Tells if a word is the name of a question.
fn is_question(word: &str) -> bool {
    word.contains(':') && QUESTIONS.iter().any(|question| question.name() == word)
}

/// `12 of 40`, `12 из 40`.
pub fn part((seen, total): (usize, usize), lang: Lang) -> String {
    format!("{seen} {} {total}", lang.pick("of", "из"))
}

/// `12 of 40 demos seen`, `Просмотрено 12 из 40 демо`.
pub fn told((seen, total): (usize, usize), lang: Lang) -> String {
    let part = part((seen, total), lang);
    match lang {
        Lang::En => format!("{part} {} seen", plural(total, lang, ["demo", "demos"], [""; 3])),
        // «Демо» has no forms, and the predicate is impersonal.
        Lang::Ru => format!("Просмотрено {part} демо"),
    }
}
