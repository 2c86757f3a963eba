//! The page that asks: before a run is shown, the reader says what it will do.
//!
//! The program runs once, exactly and unseen, when the reader presses *Predict*. Its record is kept here, the questions are
//! made of it, and it is shown when the reader has answered: the very run that the answer is compared with.

mod choice_question;
mod order_question;

use std::rc::Rc;

pub use choice_question::{Answer, ChoiceQuestion};
pub use order_question::{OrderFault, OrderQuestion};

use super::effect::{Effect, ViewOrder};
use super::python::FinishedPython;
use super::record::Record;
use super::route::Route;
use super::state::{Notice, Phase, State, Tab};
use crate::demos::{Args, Question, QuestionKind, questions_of};
use crate::trace::Status;

/// A question about a run.
#[derive(Clone, Debug)]
pub enum RunQuestion {
    /// For the order of lines.
    Order(Rc<OrderQuestion>),
    /// With three answers.
    Choice(Rc<ChoiceQuestion>),
}

impl RunQuestion {
    /// The kind.
    pub fn kind(&self) -> QuestionKind {
        match self {
            RunQuestion::Order(_) => QuestionKind::Order,
            RunQuestion::Choice(question) => question.kind,
        }
    }
}

/// The questions about a run that nobody has seen, and the reader's answer to the one that is asked.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// The record.
    pub record: Record,
    /// The run that it is of, where that is of a program in Python.
    ran: Option<Rc<FinishedPython>>,
    /// The questions, one of each kind that there is of this run.
    pub questions: Rc<[RunQuestion]>,
    /// The place of the one that is asked.
    pub at: usize,
    /// The reader's order of the lines: their numbers.
    pub order: Vec<usize>,
    /// The line that was moved last.
    pub moved: Option<usize>,
    /// The answer that is chosen.
    pub choice: Option<usize>,
}

impl PartialEq for Prediction {
    fn eq(&self, other: &Prediction) -> bool {
        let told = |prediction: &Prediction| (prediction.at, prediction.moved, prediction.choice);
        self.record == other.record && told(self) == told(other) && self.order == other.order
    }
}

impl Prediction {
    /// The questions about a run; `first` is the kind that is asked first, if there is one of it.
    fn of(record: Record, ran: Option<FinishedPython>, first: Option<QuestionKind>) -> Prediction {
        let questions: Rc<[RunQuestion]> =
            QuestionKind::ALL.into_iter().filter_map(|kind| ask(kind, &record)).collect();
        let at = questions.iter().position(|asked| Some(asked.kind()) == first).unwrap_or_default();
        let ran = ran.map(Rc::new);
        Prediction { record, ran, questions, at: 0, order: Vec::new(), moved: None, choice: None }.asking(at)
    }

    /// The question of a kind alone.
    pub(super) fn of_kind(record: Record, ran: Option<FinishedPython>, kind: QuestionKind) -> Prediction {
        let of = Prediction::of(record, ran, Some(kind));
        let questions: Rc<[_]> = of.questions.iter().filter(|asked| asked.kind() == kind).cloned().collect();
        Prediction { questions, ..of }.asking(0)
    }

    /// With another of the questions.
    fn asking(self, at: usize) -> Prediction {
        let order = match self.questions.get(at) {
            Some(RunQuestion::Order(question)) => question.shuffled().to_vec(),
            Some(RunQuestion::Choice(_)) | None => Vec::new(),
        };
        Prediction { at, order, moved: None, choice: None, ..self }
    }

    /// The question that is asked; `None` if the run leaves nothing to be asked.
    pub fn asked(&self) -> Option<&RunQuestion> {
        self.questions.get(self.at)
    }

    /// Returns whether the reader has answered.
    pub fn is_answered(&self) -> bool {
        match self.asked() {
            Some(RunQuestion::Order(_)) => true,
            Some(RunQuestion::Choice(_)) => self.choice.is_some(),
            None => false,
        }
    }

    /// Returns whether the answer is right.
    pub fn is_right(&self) -> bool {
        match self.asked() {
            Some(RunQuestion::Order(question)) => question.fault(&self.order).is_none(),
            Some(RunQuestion::Choice(question)) => self.choice == Some(question.right),
            None => false,
        }
    }
}

/// The question of a kind about a record.
fn ask(kind: QuestionKind, record: &Record) -> Option<RunQuestion> {
    match kind {
        QuestionKind::Order => OrderQuestion::of(record).map(|question| RunQuestion::Order(Rc::new(question))),
        _ => ChoiceQuestion::of(kind, record).map(|question| RunQuestion::Choice(Rc::new(question))),
    }
}

/// The state of a prediction.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Predict {
    /// Nothing is asked.
    #[default]
    Off,
    /// The program runs unseen.
    Running,
    /// The reader is asked.
    Asking(Prediction),
    /// The reader has answered, and the run is shown.
    Answered(Prediction),
}

/// An action on a prediction.
#[derive(Clone, Debug)]
pub enum PredictAction {
    /// Run what is shown unseen, and ask about it.
    Ask,
    /// The unseen run of a demo with this ticket has left this record, or none for a reason.
    Recorded(u32, Result<Record, String>),
    /// Ask the question at this place.
    Question(usize),
    /// Move the line at the first place to the second.
    Move(usize, usize),
    /// Choose this answer.
    Choose(usize),
    /// Compare the answer with the run, and show that.
    Check,
    /// Show the run without an answer.
    Show,
    /// Ask the same question again.
    Again,
}

impl State {
    /// Returns whether the page has a program about which a question can be made.
    pub fn can_predict(&self) -> bool {
        let script = self.script().is_some() && self.python.text.is_some() && self.python.too_long().is_none();
        !self.address.comparing && (self.demo().is_some() || script)
    }

    /// The question that the reader is asked now, before the run is shown.
    pub fn asking(&self) -> Option<&Prediction> {
        if let Predict::Asking(prediction) = &self.predict { Some(prediction) } else { None }
    }

    /// The question that the reader has answered.
    pub fn answered(&self) -> Option<&Prediction> {
        if let Predict::Answered(prediction) = &self.predict { Some(prediction) } else { None }
    }

    /// The course's questions about what is shown as it is: a demo with these parameters, a program that nobody has changed.
    pub fn course_questions(&self) -> impl Iterator<Item = &'static Question> {
        let shown = self.lesson().zip(self.lesson_args());
        let of_chapter = shown.as_ref().map(|(demo, _)| questions_of(demo.chapter));
        of_chapter.into_iter().flatten().filter(move |question| {
            shown
                .as_ref()
                .is_some_and(|(demo, args)| demo.id == question.demo && question.values().as_ref() == Some(args))
        })
    }

    fn lesson_args(&self) -> Option<Args> {
        match self.address.route {
            Route::Python(super::python::Script::Twin(twin)) if !self.python.changed() => {
                let demo = twin.lesson()?;
                let variant = demo.variants.iter().position(|variant| Some(variant.id) == twin.variant());
                Some(Args::defaults(demo).with_variant(demo, variant.unwrap_or_default()))
            }
            _ => self.address.args.clone(),
        }
    }

    pub(super) fn apply_to_predict(&mut self, action: PredictAction) {
        match action {
            PredictAction::Ask => self.run_unseen(),
            PredictAction::Recorded(ticket, record) if self.lesson_awaits(ticket) => match record {
                Ok(record) => self.lesson_ran(record, None),
                Err(why) => self.lesson_demo_failed(why),
            },
            PredictAction::Recorded(ticket, record) => {
                if self.predict == Predict::Running && self.run.ticket == ticket {
                    match record {
                        Ok(record) => self.ask_about(record, None),
                        Err(why) => {
                            self.predict = Predict::Off;
                            self.workspace.notice = Some(Notice::Engine(why));
                        }
                    }
                }
            }
            PredictAction::Question(at) => self.answer(|prediction| {
                if at != prediction.at && at < prediction.questions.len() {
                    *prediction = prediction.clone().asking(at);
                }
            }),
            PredictAction::Move(from, to) => self.answer(|prediction| {
                if from < prediction.order.len() && to < prediction.order.len() {
                    let line = prediction.order.remove(from);
                    prediction.order.insert(to, line);
                    prediction.moved = Some(line);
                }
            }),
            PredictAction::Choose(choice) => self.answer(|prediction| prediction.choice = Some(choice)),
            PredictAction::Check if self.asking().is_some_and(Prediction::is_answered) => self.check(),
            PredictAction::Check => {}
            PredictAction::Show => self.show_unseen(),
            PredictAction::Again => {
                if let Predict::Answered(prediction) = &self.predict {
                    let again = prediction.clone();
                    self.clear();
                    self.python.ran = None;
                    let at = again.at;
                    self.predict = Predict::Asking(again.asking(at));
                    self.workspace.tab = Tab::Code;
                }
            }
        }
    }

    fn answer(&mut self, change: impl FnOnce(&mut Prediction)) {
        if let Predict::Asking(prediction) = &mut self.predict {
            change(prediction);
        }
    }

    fn run_unseen(&mut self) {
        let is_asked = matches!(self.predict, Predict::Running | Predict::Asking(_));
        if !self.can_predict() || self.python.running || is_asked {
            return;
        }
        if self.script().is_some() {
            self.run_python_unseen();
            self.predict = Predict::Running;
            return;
        }
        let (Some(demo), Some(args)) = (self.demo(), self.address.args.clone()) else { return };
        self.clear();
        self.predict = Predict::Running;
        let ticket = self.run.next_ticket();
        self.ask(Effect::Predict(ticket, demo, args));
    }

    /// Asks about a run whose record has come.
    pub(super) fn ask_about(&mut self, record: Record, ran: Option<FinishedPython>) {
        // Of the course's questions the first that is not yet answered comes first.
        let open = self.course_questions().find(|question| !self.progress.has_answered(&question.name()));
        let first = open.or_else(|| self.course_questions().next()).map(|question| question.kind);
        self.predict = Predict::Asking(Prediction::of(record, ran, first));
        // Where the program is a tab it comes to the front: it is what the answer is read from.
        self.workspace.tab = Tab::Code;
    }

    fn check(&mut self) {
        let Predict::Asking(prediction) = std::mem::take(&mut self.predict) else { return };
        let kind = prediction.asked().map(RunQuestion::kind);
        let question = self.course_questions().find(|question| Some(question.kind) == kind);
        if let Some(question) = question.filter(|_| prediction.is_right()) {
            self.progress.answer(question.name());
        }
        self.show_run(&prediction);
        self.show_lesson_run(prediction.record.clone(), prediction.is_right());
        // Where the answer differs the run stands still at the line that comes before the reader's.
        let differs = match prediction.asked() {
            Some(RunQuestion::Order(question)) => {
                question.fault(&prediction.order).map(|fault| question.line(fault.expected).seq)
            }
            Some(RunQuestion::Choice(_)) | None => None,
        };
        self.seek(differs.map_or(self.len(), |seq| seq.0 as usize + 1));
        self.workspace.tab = Tab::Answer;
        self.predict = Predict::Answered(prediction);
    }

    /// Shows the run without an answer, from its beginning.
    fn show_unseen(&mut self) {
        let Predict::Asking(prediction) = std::mem::take(&mut self.predict) else { return };
        self.show_run(&prediction);
        if self.open_lesson().is_some() {
            return self.show_lesson_run(prediction.record, false);
        }
        self.seek(0);
        self.playback.playing = !self.is_empty();
    }

    fn show_run(&mut self, prediction: &Prediction) {
        let status = prediction.record.trace.borrow().status().unwrap_or(Status::Stopped);
        self.run.phase = Phase::Ended(status);
        self.run.record = Some(prediction.record.clone());
        self.playback.playing = false;
        if let Some(ran) = &prediction.ran {
            self.python.ran = Some((**ran).clone());
            self.shows_asking(ran);
        }
        self.ask(Effect::View(ViewOrder::FitTimeline));
    }

    /// Lets go of questions about a program that is no longer what the reader sees, and of one whose run has come to nothing.
    pub(super) fn drop_stale_question(&mut self) {
        let stale = |prediction: &Prediction| {
            prediction.ran.as_ref().is_some_and(|ran| self.python.draft().as_ref() != Some(&ran.source))
        };
        let lost = self.predict == Predict::Running && self.script().is_some() && !self.python.running;
        if lost || (self.script().is_some() && self.asking().is_some_and(stale)) {
            self.predict = Predict::Off;
        }
    }
}
