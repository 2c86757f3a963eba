//! Sentences for the order of two printed lines, and for the time of a run: made of the record's causes.

use super::SentencePart;
use super::teller::{Case, Phrase, Teller};
use crate::i18n::Lang;
use crate::reading::spans::Spans;
use crate::reading::{Arrival, ArrivalKind, ChainedWait, Index, LineRelation, PrintedLine, Waker};
use crate::trace::{FutureOrigin, ResourceId, Seq, SiteEntry, Stack, TaskId, Trace, WaitKind, WaitReason};

/// The most waits of a chain that are named one by one.
const MOST_WAITS: usize = 4;

/// A record with what is derived of it, and the files of its program, whose lines are named.
#[derive(Clone, Copy)]
pub struct ToldRecord<'a> {
    /// The record.
    pub trace: &'a Trace,
    /// The lanes and names.
    pub spans: &'a Spans,
    /// The way to past moments.
    pub index: &'a Index,
    /// The paths of the program's files, the main one first.
    pub files: &'a [std::rc::Rc<str>],
}

impl<'a> ToldRecord<'a> {
    fn teller(&self, seq: Seq, lang: Lang) -> Teller<'a> {
        Teller { trace: self.trace, spans: self.spans, index: self.index, seq, lang }
    }

    /// The innermost line of a stack that is the program's.
    fn line(&self, stack: Option<Stack>) -> Option<&'a SiteEntry> {
        let mut sites = self.trace.stack(stack?).iter().map(|frame| self.trace.site(frame.site));
        sites.find(|site| self.files.iter().any(|own| **own == *self.trace.text(site.file)))
    }

    /// Names that line after "at": `line 12`, `line 3 of shop.py`.
    fn place(&self, t: &Teller<'_>, stack: Option<Stack>) -> Option<Phrase> {
        let site = self.line(stack)?;
        let line = t.plain(site.line.to_string());
        Some(match self.files.first() {
            Some(main) if **main == *self.trace.text(site.file) => t.say("line {}", "строке {}", [line]),
            _ => t.say("line {} of {}", "строке {} файла {}", [line, t.text(site.file)]),
        })
    }
}

/// Says why a line comes before another that the record has after it.
pub fn order_reason(
    told: ToldRecord<'_>,
    (earlier, later): (&PrintedLine, &PrintedLine),
    relation: LineRelation,
    lang: Lang,
) -> Vec<SentencePart> {
    let t = &told.teller(later.seq, lang);
    let quoted = |line: &PrintedLine| t.code(super::visit_text(told.trace.text(line.text), lang));
    let arrival = |line: &PrintedLine| Arrival::of(told.trace, line.step);
    let (first, second) = (arrival(earlier), arrival(later));
    let both = || joined([arrived(&told, t, &first), arrived(&told, t, &second)]);
    match relation {
        LineRelation::SameStep | LineRelation::Open => {
            let who = earlier.task.map_or_else(|| t.say("One piece of code", "Один участок кода", []), |task| t.who(task));
            t.say(
                "{} prints “{}” and then “{}” in one step, without a pause: no other task runs in between.",
                "{} печатает «{}», а затем «{}» за один шаг, без паузы: другие задачи между ними не выполняются.",
                [who, quoted(earlier), quoted(later)],
            )
        }
        LineRelation::SameTask => {
            let who = earlier.task.map_or_else(Phrase::new, |task| t.who(task));
            let order = t.say(
                "{} prints “{}” first, then “{}”.",
                "{} печатает сначала «{}», затем «{}».",
                [who, quoted(earlier), quoted(later)],
            );
            if earlier.step == later.step { order } else { joined([order, arrived(&told, t, &second)]) }
        }
        LineRelation::Earlier if earlier.step.is_none() && later.step.is_none() => t.say(
            "“{}” is printed before the event loop starts, “{}” after it has ended.",
            "«{}» печатается до запуска цикла событий, «{}» — после его завершения.",
            [quoted(earlier), quoted(later)],
        ),
        LineRelation::Caused if leads(&second, earlier.task) => arrived(&told, t, &second),
        LineRelation::Caused | LineRelation::Earlier => both(),
        LineRelation::Queued => joined([
            both(),
            t.say(
                "Both steps are ready at {}. The ready queue is first in, first out, and that of “{}” came into it first.",
                "К моменту {} готовы оба шага. Очередь готовых работает по принципу «первым пришёл — первым вышел», и шаг со строкой «{}» встал в неё раньше.",
                [t.time(later.at), quoted(earlier)],
            ),
        ]),
    }
}

/// Returns whether an arrival is brought about by a step of this task.
fn leads(arrival: &Arrival, task: Option<TaskId>) -> bool {
    let waker = match arrival.kind {
        ArrivalKind::Started(waker) | ArrivalKind::Resumed(_, waker) | ArrivalKind::Cancelled(waker) => waker,
        ArrivalKind::Called(_) | ArrivalKind::Outside => return false,
    };
    matches!(waker, Waker::Task(by) if Some(by) == task)
}

fn joined<const N: usize>(sentences: [Phrase; N]) -> Phrase {
    let mut parts: Phrase = Vec::new();
    for sentence in sentences.into_iter().filter(|sentence| !sentence.is_empty()) {
        if !parts.is_empty() {
            parts.push(SentencePart::Plain(" ".into()));
        }
        parts.extend(sentence);
    }
    parts
}

/// Says what let a step run at its moment.
fn arrived(told: &ToldRecord<'_>, t: &Teller<'_>, arrival: &Arrival) -> Phrase {
    let at = || t.time(arrival.at);
    let who = || arrival.task.map_or_else(Phrase::new, |task| t.who(task));
    let whom = || arrival.task.map_or_else(Phrase::new, |task| t.task(task, Case::Accusative));
    match arrival.kind {
        ArrivalKind::Outside => t.say(
            "One of them is printed outside of the event loop.",
            "Одна из строк печатается вне цикла событий.",
            [],
        ),
        ArrivalKind::Called(name) => {
            t.say("The loop calls {} at {}.", "Цикл вызывает {} в момент {}.", [t.text(name), at()])
        }
        ArrivalKind::Started(Waker::Task(by)) => t.say(
            "{} starts {}, whose first step comes at {}.",
            "{} запускает {}: первый шаг — в момент {}.",
            [t.who(by), whom(), at()],
        ),
        ArrivalKind::Started(_) => t.say(
            "The first step of {} comes at {}.",
            "Первый шаг {} — в момент {}.",
            [arrival.task.map_or_else(Phrase::new, |task| t.task(task, Case::Genitive)), at()],
        ),
        ArrivalKind::Cancelled(Waker::Task(by)) => {
            t.say("{} cancels {} at {}.", "{} отменяет {} в момент {}.", [t.who(by), whom(), at()])
        }
        ArrivalKind::Cancelled(_) => t.say(
            "{} is cancelled at {}.",
            "Отмена доходит до {} в момент {}.",
            [
                match t.lang {
                    Lang::En => who(),
                    Lang::Ru => arrival.task.map_or_else(Phrase::new, |task| t.task(task, Case::Genitive)),
                },
                at(),
            ],
        ),
        ArrivalKind::Resumed(on, waker) => {
            let place = told.place(t, arrival.waited);
            let waits = |en: [&str; 2], ru: [&str; 2]| match &place {
                Some(place) => t.say(en[0], ru[0], [who(), place.clone()]),
                None => t.say(en[1], ru[1], [who()]),
            };
            match (on.kind, waker) {
                (WaitKind::Turn, _) => {
                    let gives = waits(
                        ["{} gives the others a turn at {}", "{} gives the others a turn"],
                        ["{} пропускает других в {}", "{} пропускает других"],
                    );
                    t.say(
                        "{} and goes on after them, at {}.",
                        "{} и продолжает работу после них, в момент {}.",
                        [gives, at()],
                    )
                }
                (WaitKind::Sleep, Waker::Timer | Waker::Other) => {
                    let sleeps = waits(["{} sleeps at {}", "{} sleeps"], ["{} спит в {}", "{} спит"]);
                    t.say(
                        "{} until its timer fires at {}.",
                        "{}, пока в момент {} не сработает её таймер.",
                        [sleeps, at()],
                    )
                    .into_iter()
                    .map(|part| of_thread(t, arrival.task, part))
                    .collect()
                }
                _ => {
                    let waits = waits(["{} waits at {}", "{} waits"], ["{} ждёт в {}", "{} ждёт"]);
                    let until = until(t, on, waker);
                    t.say("{} until {}, at {}.", "{}, пока {}, — это происходит в момент {}.", [waits, until, at()])
                }
            }
        }
    }
}

/// A thread is masculine in Russian, a task feminine.
fn of_thread(t: &Teller<'_>, task: Option<TaskId>, part: SentencePart) -> SentencePart {
    match part {
        SentencePart::Plain(text) if task.is_some_and(|task| t.is_thread(task)) => {
            SentencePart::Plain(text.replace("её таймер", "его таймер"))
        }
        part => part,
    }
}

/// Says what ends a wait, as a clause after "until".
fn until(t: &Teller<'_>, on: WaitReason, waker: Waker) -> Phrase {
    let by = match waker {
        Waker::Task(by) => t.task(by, Case::Nominative),
        Waker::Timer => return t.say("a timer fires", "не сработает таймер", []),
        Waker::Other if matches!(on.kind, WaitKind::Io) => {
            return t.say("the network answers", "не придёт ответ сети", []);
        }
        Waker::Other => return t.say("its wait is over", "ожидание не закончится", []),
    };
    let resource = || t.resource(ResourceId(on.id));
    let of = |en, ru| t.say(en, ru, [by.clone(), resource()]);
    match on.kind {
        WaitKind::Lock => of("{} releases {}", "{} не освободит блокировку {}"),
        WaitKind::Semaphore => of("{} gives a permit of {} back", "{} не освободит место у семафора {}"),
        WaitKind::Event => of("{} sets {}", "{} не установит событие {}"),
        WaitKind::Condition => {
            of("{} notifies {} or releases its lock", "{} не даст сигнал условия {} или не освободит его блокировку")
        }
        WaitKind::Barrier => of("{} comes to {}", "{} не подойдёт к барьеру {}"),
        WaitKind::QueueGet => of("{} puts an item into {}", "{} не положит элемент в очередь {}"),
        WaitKind::QueuePut => of("{} takes an item out of {}", "{} не возьмёт элемент из очереди {}"),
        WaitKind::QueueJoin => {
            of("{} is done with the last item of {}", "{} не обработает последний элемент очереди {}")
        }
        WaitKind::Future if t.spans.names.future_of(crate::trace::FutureId(on.id)) == Some(FutureOrigin::Plain) => {
            t.say("{} settles the future", "{} не завершит футуру", [by])
        }
        WaitKind::Task | WaitKind::Gather | WaitKind::Wait | WaitKind::Future | WaitKind::Thread => {
            t.say("{} is finished", "не завершится {}", [by])
        }
        WaitKind::Io => t.say("the network answers", "не придёт ответ сети", []),
        WaitKind::Sleep | WaitKind::Turn => t.say("{} lets it go on", "{} не даст продолжить", [by]),
    }
}

/// Says which waits, one after the other, make up the time of a run.
pub fn elapsed_reason(told: ToldRecord<'_>, waits: &[ChainedWait], lang: Lang) -> Vec<SentencePart> {
    let Some(last) = told.trace.last() else { return Vec::new() };
    let t = &told.teller(last, lang);
    let total = t.time(told.trace.end_time());
    let sum: u64 = waits.iter().map(|wait| wait.time.0).sum();
    if sum != told.trace.end_time().0 {
        // A chain that breaks off says nothing of the time before.
        return t.say("The last event of the run comes at {}.", "Последнее событие запуска — в момент {}.", [total]);
    }
    if waits.len() > MOST_WAITS {
        let count = t.number(waits.len() as u32, ["wait", "waits"], ["ожидание", "ожидания", "ожиданий"]);
        return t.say(
            "The longest way through the program has {} one after another, {} in all; what goes on beside them adds nothing.",
            "На самом длинном пути через программу {} подряд, всего {}; то, что идёт одновременно с ними, времени не добавляет.",
            [count, total],
        );
    }
    let mut parts = t.say("The longest way through the program: ", "Самый длинный путь через программу: ", []);
    for (i, wait) in waits.iter().enumerate() {
        if i > 0 {
            parts.extend(t.say(", then ", ", затем ", []));
        }
        parts.extend(t.time(wait.time));
        let line = told.line(wait.waited).map(|site| t.plain(site.line.to_string()));
        match (wait.task, line) {
            (Some(task), Some(line)) => parts.extend(t.say(" ({}, line {})", " ({}, строка {})", [t.name(task), line])),
            (Some(task), None) => parts.extend(t.say(" ({})", " ({})", [t.name(task)])),
            (None, _) => {}
        }
    }
    parts.extend(t.say(
        "; {} in all. What goes on beside it adds nothing.",
        "; всего {}. То, что идёт одновременно с ним, времени не добавляет.",
        [total],
    ));
    parts
}

/// Says that waiters are served in the order in which they came: each with the moment since when it waits.
pub fn waiters_reason(told: ToldRecord<'_>, waiters: &[(TaskId, Seq)], lang: Lang) -> Vec<SentencePart> {
    let Some(last) = told.trace.last() else { return Vec::new() };
    let t = &told.teller(last, lang);
    let mut parts = t.say(
        "Waiters are served in the order in which they came: ",
        "Ждущих обслуживают в том порядке, в каком они пришли: ",
        [],
    );
    for (i, (task, since)) in waiters.iter().enumerate() {
        let comma = if i > 0 { t.plain(", ") } else { Phrase::new() };
        let since = t.time(told.trace.event(*since).t);
        parts.extend(t.say("{}{} since {}", "{}{} с момента {}", [comma, t.name(*task), since]));
    }
    parts.extend(t.plain("."));
    parts
}
