//! Activity of a task and job of a handle, as words without a subject, for lists.

use super::teller::{Phrase, Teller};
use super::wait_reasons::waits_of;
use super::{Lang, SentencePart};
use crate::reading::spans::Spans;
use crate::reading::{Index, TaskPhase};
use crate::trace::{Seq, TaskId, Trace};

/// Describes a task's activity at a moment: `runs`, `sleeps until 2.50 s`. `seq` is the moment's last event.
pub fn standing(
    (trace, spans, index): (&Trace, &Spans, &Index),
    task: TaskId,
    phase: TaskPhase,
    seq: Seq,
    lang: Lang,
) -> Vec<SentencePart> {
    let t = &Teller { trace, spans, index, seq, lang };
    let thread = t.is_thread(task);
    match phase {
        TaskPhase::Created => t.say("created, not yet scheduled", if thread { "создан" } else { "создана" }, []),
        TaskPhase::Ready => t.say(
            "ready, waits its turn",
            if thread {
                "готов, ждёт своей очереди"
            } else {
                "готова, ждёт своей очереди"
            },
            [],
        ),
        TaskPhase::Running => t.say("runs", "выполняется", []),
        TaskPhase::Suspended(on) => without_subject(waits_of(t, Phrase::new(), on)),
    }
}

/// Removes the space after the missing subject, and the full stop.
fn without_subject(mut pieces: Phrase) -> Phrase {
    if let Some(SentencePart::Plain(first)) = pieces.first_mut() {
        *first = first.trim_start().to_string();
    }
    if let Some(SentencePart::Plain(last)) = pieces.last_mut() {
        *last = last.trim_end_matches('.').to_string();
    }
    pieces.retain(|piece| *piece != SentencePart::Plain(String::new()));
    pieces
}
