//! Sentences for the loop's book-keeping: turns, handles, timers, futures and their callbacks.

use super::teller::{Case, Phrase, Teller};
use crate::clock::Micros;
use crate::trace::{FutureId, FutureOrigin, HandleId, HandleKind, Settled, Text, TimerId};

pub(super) fn turn(t: &Teller<'_>, ready: u32, timers: u32) -> Phrase {
    let ready = t.number(ready, ["callback", "callbacks"], ["вызов", "вызова", "вызовов"]);
    let timers = t.number(timers, ["timer", "timers"], ["таймер", "таймера", "таймеров"]);
    t.say("A turn of the loop: {} to run, {} set.", "Ход цикла: {} к запуску, {} в ожидании.", [ready, timers])
}

pub(super) fn turns_repeated(t: &Teller<'_>, turns: u32) -> Phrase {
    let turns = t.number(turns, ["more turn", "more turns"], ["такой же ход", "таких же хода", "таких же ходов"]);
    t.say(
        "{} of the loop, each like the last: the tasks yield and nothing changes.",
        "Ещё {} цикла: задачи уступают ход, и ничего не меняется.",
        [turns],
    )
}

/// True if the event happens on a thread beside the loop.
fn beside(t: &Teller<'_>) -> bool {
    t.trace.event(t.seq).thread != 0
}

pub(super) fn scheduled(t: &Teller<'_>, what: HandleKind) -> Phrase {
    match beside(t) {
        false => t.say("Scheduled: {}.", "В очередь готовых встаёт {}.", [t.what(what)]),
        true => t.say("Scheduled beside the loop: {}.", "Запланировано вне цикла: {}.", [t.what(what)]),
    }
}

pub(super) fn handle_began(t: &Teller<'_>, handle: HandleId) -> Phrase {
    match beside(t) {
        false => t.say("The loop runs {}.", "Цикл выполняет {}.", [t.handle(handle)]),
        true => t.say("Begins beside the loop: {}.", "Начинается вне цикла: {}.", [t.handle(handle)]),
    }
}

pub(super) fn handle_ended(t: &Teller<'_>, handle: HandleId) -> Phrase {
    match beside(t) {
        false => t.say("The loop is done with {}.", "Цикл выполнил {}.", [t.handle(handle)]),
        true => t.say("Done beside the loop: {}.", "Выполнено вне цикла: {}.", [t.handle(handle)]),
    }
}

pub(super) fn handle_cancelled(t: &Teller<'_>, handle: HandleId) -> Phrase {
    t.say("Cancelled: {}.", "Отменено: {}.", [t.handle(handle)])
}

pub(super) fn timer_set(t: &Teller<'_>, due: Micros, what: Text) -> Phrase {
    t.say("Timer {} is set for {}.", "Таймер {} поставлен на {}.", [t.text(what), t.time(due)])
}

pub(super) fn timer_fired(t: &Teller<'_>, timer: TimerId, late: Micros) -> Phrase {
    match late {
        Micros::ZERO => t.say("Timer {} fires.", "Сработал таймер {}.", [t.timer(timer)]),
        late => {
            t.say("Timer {} fires {} late.", "Таймер {} сработал с опозданием на {}.", [t.timer(timer), t.time(late)])
        }
    }
}

pub(super) fn timer_cancelled(t: &Teller<'_>, timer: TimerId) -> Phrase {
    t.say("Timer {} is cancelled.", "Таймер {} отменён.", [t.timer(timer)])
}

pub(super) fn future_created(t: &Teller<'_>, future: FutureId, of: FutureOrigin, name: Option<Text>) -> Phrase {
    let name = t.future_name(future, of, name);
    match of {
        FutureOrigin::Plain => t.say("Future {} is made.", "Создана футура {}.", [name]),
        _ => t.say("A future is made for {}.", "Создана футура {}.", [name]),
    }
}

pub(super) fn future_settled(t: &Teller<'_>, future: FutureId, how: Settled) -> Phrase {
    let of = |case| t.future(future, case);
    match how {
        Settled::Result(value) if t.nothing(value) => {
            t.say("The result of {} is set.", "Записан результат {}.", [of(Case::Genitive)])
        }
        Settled::Result(value) => {
            t.say("The result of {} is set: {}.", "Записан результат {}: {}.", [of(Case::Genitive), t.text(value)])
        }
        Settled::Exception(error) => {
            t.say("The exception of {} is set: {}.", "Записано исключение {}: {}.", [of(Case::Genitive), t.text(error)])
        }
        Settled::Cancelled => t.say("Cancelled: {}.", "Отмена: {}.", [of(Case::Nominative)]),
    }
}

pub(super) fn callback_added(t: &Teller<'_>, future: FutureId, what: HandleKind) -> Phrase {
    t.say(
        "Once {} is done, {} will be scheduled.",
        "Когда завершится {}, в очередь встанет {}.",
        [t.future(future, Case::Nominative), t.what(what)],
    )
}

pub(super) fn callback_removed(t: &Teller<'_>, future: FutureId, what: HandleKind) -> Phrase {
    t.say("No longer waits for {}: {}.", "Больше не ждёт {}: {}.", [t.future(future, Case::Accusative), t.what(what)])
}
