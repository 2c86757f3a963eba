//! Sentences: an event in the reader's language.
//!
//! Names and holders are those of the event's moment, whatever was recorded later.

mod endings;
mod generator_sentences;
mod network_sentences;
mod order_reasons;
mod resource_sentences;
mod schedule;
mod standing_sentence;
mod task_sentences;
mod teller;
mod wait_reasons;

use super::{Lang, visit_text};
use crate::reading::Index;
use crate::reading::spans::Spans;
use crate::trace::{EventKind, FutureId, GeneratorId, ResourceId, Seq, Stream, TaskId, Trace};
pub use order_reasons::{ToldRecord, elapsed_reason, order_reason, waiters_reason};
pub use standing_sentence::standing;
use teller::Teller;

/// A part of a sentence. The page makes names bold and code fixed-width; nothing is ever read as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentencePart {
    /// Plain words.
    Plain(String),
    /// A task's name.
    Task(String, TaskId),
    /// A resource's name.
    Resource(String, ResourceId),
    /// Name of a future that is no task, or the operation that it was made for.
    Future(String, FutureId),
    /// A generator's name.
    Generator(String, GeneratorId),
    /// Code of the program: an error, a value.
    Code(String),
}

/// Joins the parts to one text.
pub fn plain(pieces: &[SentencePart]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        SentencePart::Plain(text)
        | SentencePart::Code(text)
        | SentencePart::Task(text, _)
        | SentencePart::Resource(text, _) => text.as_str(),
        SentencePart::Future(text, _) | SentencePart::Generator(text, _) => text.as_str(),
    });
    texts.collect()
}

/// Describes the event at `seq`. `spans` and `index` must have read the record at least that far.
pub fn sentence(trace: &Trace, spans: &Spans, index: &Index, seq: Seq, lang: Lang) -> Vec<SentencePart> {
    let t = &Teller { trace, spans, index, seq, lang };
    match trace.event(seq).kind {
        EventKind::RunBegan { .. } => t.say("The event loop starts.", "Цикл событий начинает работу.", []),
        EventKind::RunEnded { status } => endings::ended(t, status),
        EventKind::Turn { ready, timers } => schedule::turn(t, ready, timers),
        EventKind::TaskCreated { task, parent, .. } => task_sentences::created(t, task, parent),
        EventKind::TaskRenamed { task, name } => task_sentences::renamed(t, task, name),
        EventKind::HandleScheduled { what, .. } => schedule::scheduled(t, what),
        EventKind::HandleCancelled { handle } => schedule::handle_cancelled(t, handle),
        EventKind::HandleBegan { handle } => schedule::handle_began(t, handle),
        EventKind::HandleEnded { handle } => schedule::handle_ended(t, handle),
        EventKind::StepBegan { task } => t.say("{} runs.", "{} выполняется.", [t.who(task)]),
        EventKind::StepEnded { task, outcome, .. } => task_sentences::step_ended(t, task, outcome),
        EventKind::CancelRequested { task, message, .. } => task_sentences::cancel_requested(t, task, message),
        EventKind::CancelDelivered { task } => task_sentences::cancel_delivered(t, task),
        EventKind::Uncancelled { task, count } => task_sentences::uncancelled(t, task, count),
        EventKind::FutureCreated { future, of, name } => schedule::future_created(t, future, of, name),
        EventKind::FutureSettled { future, how } => schedule::future_settled(t, future, how),
        EventKind::CallbackAdded { future, what } => schedule::callback_added(t, future, what),
        EventKind::CallbackRemoved { future, what } => schedule::callback_removed(t, future, what),
        EventKind::TimerSet { due, what, .. } => schedule::timer_set(t, due, what),
        EventKind::TimerFired { timer, late } => schedule::timer_fired(t, timer, late),
        EventKind::TimerCancelled { timer } => schedule::timer_cancelled(t, timer),
        EventKind::ResourceCreated { kind, name, .. } => resource_sentences::created(t, kind, name),
        EventKind::ResourceChanged { resource, state } => resource_sentences::changed(t, resource, state),
        EventKind::ContextChanged { name, value } => t.say(
            "The context variable {} is now {}.",
            "Контекстная переменная {} теперь равна {}.",
            [t.text(name), t.text(value)],
        ),
        EventKind::Blocked { wall } => {
            t.say("This step held the loop for {}.", "Этот шаг задержал цикл на {}.", [t.time(wall)])
        }
        EventKind::Output { stream, text } => match stream {
            _ if trace.text(text).is_empty() => t.say("An empty line is printed.", "Напечатана пустая строка.", []),
            Stream::Out => {
                let line = t.code(visit_text(trace.text(text), lang));
                t.say("Printed: “{}”.", "Напечатано: «{}».", [line])
            }
            Stream::Err => t.say("Printed as an error: “{}”.", "Напечатано в поток ошибок: «{}».", [t.text(text)]),
        },
        EventKind::Warning { code, text, .. } => endings::warning(t, code, text),
        EventKind::Note { text } => endings::note(t, text),
        EventKind::GeneratorCreated { generator, .. } => generator_sentences::created(t, generator),
        EventKind::GeneratorResumed { generator, how } => generator_sentences::resumed(t, generator, how),
        EventKind::GeneratorYielded { generator, value, from, .. } => {
            generator_sentences::yielded(t, generator, value, from)
        }
        EventKind::GeneratorEnded { generator, outcome } => generator_sentences::ended(t, generator, outcome),
        EventKind::TurnsRepeated { turns } => schedule::turns_repeated(t, turns),
        EventKind::NameLookedUp { name, address, took } => network_sentences::looked_up(t, name, address, took),
        EventKind::Listening { address } => {
            t.say("A server listens at {}.", "Сервер слушает адрес {}.", [t.text(address)])
        }
        EventKind::ConnectionCreated { connection, .. } => network_sentences::created(t, connection),
        EventKind::ConnectionChanged { connection, state } => network_sentences::changed(t, connection, state),
        EventKind::ConnectionAccepted { connection } => {
            t.say("The server accepts connection {}.", "Сервер принял соединение {}.", [t.connection(connection)])
        }
        EventKind::BytesSent { connection, by, bytes } => network_sentences::sent(t, connection, by, bytes),
        EventKind::BytesArrived { connection, at, bytes } => network_sentences::arrived(t, connection, at, bytes),
        EventKind::MessageBegan { message, connection, by, .. } => {
            network_sentences::message_began(t, message, connection, by)
        }
        EventKind::MessageEnded { message, bytes } => network_sentences::message_ended(t, message, bytes),
        EventKind::ConnectionHeld { connection, by } => network_sentences::held(t, connection, by),
        EventKind::DatagramSent { from, to, bytes, .. } => network_sentences::datagram_sent(t, (from, to), bytes),
        EventKind::DatagramEnded { datagram, fate } => network_sentences::datagram_ended(t, datagram, fate),
    }
}

/// Returns the sentence to show at the playhead: that of the last event at or before it which concerns the program, not
/// the loop's book-keeping.
pub fn explanation(trace: &Trace, spans: &Spans, index: &Index, playhead: usize, lang: Lang) -> Vec<SentencePart> {
    let found = playhead.checked_sub(1).and_then(|last| index.matters(Seq(last as u32)));
    found.map_or_else(Vec::new, |seq| sentence(trace, spans, index, seq, lang))
}
