//! How a task stands, and what a handle runs: words without a subject, for lists.

use super::teller::{Part, Teller};
use super::wait_reasons::waits_of;
use super::{Lang, Piece};
use crate::reading::spans::Spans;
use crate::reading::{Index, Phase};
use crate::trace::{Seq, TaskId, Trace};

/// What a task does at a moment: `runs`, `sleeps until 2.50 s`. `seq` is the moment's last event.
pub fn standing(
    (trace, spans, index): (&Trace, &Spans, &Index),
    task: TaskId,
    phase: Phase,
    seq: Seq,
    lang: Lang,
) -> Vec<Piece> {
    let t = &Teller { trace, spans, index, seq, lang };
    let thread = t.is_thread(task);
    match phase {
        Phase::Created => t.say("created, not yet scheduled", if thread { "создан" } else { "создана" }, []),
        Phase::Ready => t.say(
            "ready, waits its turn",
            if thread {
                "готов, ждёт своей очереди"
            } else {
                "готова, ждёт своей очереди"
            },
            [],
        ),
        Phase::Running => t.say("runs", "выполняется", []),
        Phase::Suspended(on) => without_subject(waits_of(t, Part::new(), on)),
    }
}

/// Without the space after the subject that is not there, and without the full stop.
fn without_subject(mut pieces: Part) -> Part {
    if let Some(Piece::Plain(first)) = pieces.first_mut() {
        *first = first.trim_start().to_string();
    }
    if let Some(Piece::Plain(last)) = pieces.last_mut() {
        *last = last.trim_end_matches('.').to_string();
    }
    pieces.retain(|piece| *piece != Piece::Plain(String::new()));
    pieces
}
