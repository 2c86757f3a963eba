//! The words of a question about a run, of its answers, and of the reason why one is right.

use std::rc::Rc;

use crate::demos::QuestionKind;
use crate::i18n::{
    Lang, SentencePart, ToldRecord, elapsed_reason, order_reason, plural, seconds, sentence, waiters_reason,
};
use crate::page::model::predict::{Answer, ChoiceQuestion, Prediction, RunQuestion};
use crate::page::model::state::State;
use crate::reading::chain_of_waits;
use crate::trace::{EventKind, Outcome, Seq, WaitKind};

/// The question.
pub fn question(prediction: &Prediction, asked: &RunQuestion, lang: Lang) -> String {
    match asked.kind() {
        QuestionKind::Order => {
            lang.pick("In which order are these lines printed?", "В каком порядке будут напечатаны эти строки?").into()
        }
        QuestionKind::Elapsed => {
            lang.pick("How long does the program take?", "Сколько времени займёт программа?").into()
        }
        QuestionKind::Ending => lang.pick("How does the program end?", "Чем закончится программа?").into(),
        QuestionKind::First => {
            let RunQuestion::Choice(question) = asked else { return String::new() };
            let resource = question.resource.map(|(_, resource)| {
                prediction.record.spans().resource_name(&prediction.record.trace.borrow(), resource)
            });
            let (count, resource) = (question.waiters.len(), resource.unwrap_or_default());
            let awaited = match question.resource.map(|(kind, _)| kind) {
                Some(WaitKind::Semaphore) => "места у семафора",
                Some(WaitKind::Condition) => "сигнала условия",
                Some(WaitKind::QueueGet) => "элемента из очереди",
                Some(WaitKind::QueuePut) => "места в очереди",
                _ => "блокировку",
            };
            let tasks = plural(count, Lang::Ru, [""; 2], ["задача ждёт", "задачи ждут", "задач ждут"]);
            lang.pick(
                format!("{count} tasks wait for {resource}. Which of them goes on first?"),
                format!("{count} {tasks} {awaited} {resource}. Какая из них продолжит работу первой?"),
            )
        }
    }
}

/// The name of a kind of question, for the choice among them.
pub fn kind_label(kind: QuestionKind, lang: Lang) -> &'static str {
    match kind {
        QuestionKind::Order => lang.pick("Order", "Порядок"),
        QuestionKind::First => lang.pick("Who is first", "Кто первый"),
        QuestionKind::Ending => lang.pick("Ending", "Чем кончится"),
        QuestionKind::Elapsed => lang.pick("Time", "Время"),
    }
}

/// An answer.
pub fn answer(prediction: &Prediction, answer: &Answer, lang: Lang) -> Vec<SentencePart> {
    let plain = |text: &str| vec![SentencePart::Plain(text.into())];
    match answer {
        Answer::Time(time) => plain(&seconds(*time, lang)),
        Answer::NoError => plain(lang.pick("Without an error", "Без ошибки")),
        Answer::Deadlock => plain(lang.pick(
            "In a deadlock: tasks wait, and nothing can wake them",
            "Взаимной блокировкой: задачи ждут, и разбудить их нечему",
        )),
        Answer::Error(name) => vec![
            SentencePart::Plain(lang.pick("With the error ", "Ошибкой ").into()),
            SentencePart::Code(name.to_string()),
        ],
        Answer::Task(task, since) => {
            let name = prediction.record.spans().names.task(&prediction.record.trace.borrow(), *task, *since);
            vec![SentencePart::Task(name, *task)]
        }
    }
}

/// The reason for what the run does, where the answer differs from it, or for the right answer.
pub fn reason(state: &State, prediction: &Prediction) -> Vec<SentencePart> {
    let (record, lang) = (&prediction.record, state.settings.lang);
    let files: Vec<Rc<str>> = match (state.script(), state.demo()) {
        (Some(script), _) => state.python.paths(script),
        (None, Some(demo)) => vec![demo.file.into()],
        (None, None) => state.lesson_files(),
    };
    let (trace, spans, index) = (record.trace.borrow(), record.spans(), record.index());
    let told = ToldRecord { trace: &trace, spans: &spans, index: &index, files: &files };
    match prediction.asked() {
        Some(RunQuestion::Order(question)) => question.fault(&prediction.order).map_or_else(Vec::new, |fault| {
            let pair = (question.line(fault.pair.0), question.line(fault.pair.1));
            order_reason(told, pair, fault.relation, lang)
        }),
        Some(RunQuestion::Choice(question)) => choice_reason(told, question, lang),
        None => Vec::new(),
    }
}

fn choice_reason(told: ToldRecord<'_>, question: &ChoiceQuestion, lang: Lang) -> Vec<SentencePart> {
    let Some(last) = told.trace.last() else { return Vec::new() };
    let say = |seq: Seq| sentence(told.trace, told.spans, told.index, seq, lang);
    match question.kind {
        QuestionKind::Order => Vec::new(),
        QuestionKind::Elapsed => elapsed_reason(told, &chain_of_waits(told.trace, last), lang),
        QuestionKind::First => waiters_reason(told, &question.waiters, lang),
        QuestionKind::Ending => {
            let raised = told.trace.events().find_map(|(seq, event)| match event.kind {
                EventKind::StepEnded { outcome: Outcome::Raised(_), .. } => Some(seq),
                _ => None,
            });
            let mut parts = raised.map(say).unwrap_or_default();
            if !parts.is_empty() {
                parts.push(SentencePart::Plain(" ".into()));
            }
            parts.extend(say(last));
            parts
        }
    }
}
