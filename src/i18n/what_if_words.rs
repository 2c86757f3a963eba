//! Changed waits in words: their names, their new lengths, and what a change gains.

use super::{Lang, count, number, plural, seconds};
use crate::changes::{LineWaits, NewLength, SetWaitKind, WaitChange, WaitPlace};
use crate::clock::Micros;

/// The name of waits: `line 12`, `line 12 (worker-1)`, `host example.com`.
pub fn wait_place(place: &WaitPlace, lang: Lang) -> String {
    match place {
        WaitPlace::Host(name) => lang.pick(format!("host {name}"), format!("хост {name}")),
        WaitPlace::Steps(None) => lang.pick("all steps", "все шаги").into(),
        WaitPlace::Steps(Some(task)) => lang.pick(format!("steps of {task}"), format!("шаги {task}")),
        WaitPlace::Line { waits, file, line, task, occurrence } => {
            let sort = match waits {
                LineWaits::Sleeps => "",
                LineWaits::Timers => lang.pick("timer, ", "таймер, "),
                LineWaits::TimeOuts => lang.pick("time-out, ", "тайм-аут, "),
            };
            let line = match file {
                None => lang.pick(format!("line {line}"), format!("строка {line}")),
                Some(file) => format!("{file}:{line}"),
            };
            let time = occurrence.map(|time| lang.pick(format!("wait {time}"), format!("ожидание {time}")));
            let beside: Vec<String> = task.iter().cloned().chain(time).collect();
            let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join(", ")) };
            format!("{sort}{line}{beside}")
        }
    }
}

/// The kind of a wait, as programs write it where they have a word for it.
pub fn set_wait_kind(kind: SetWaitKind, lang: Lang) -> &'static str {
    match kind {
        SetWaitKind::Sleep => "sleep",
        SetWaitKind::Blocking => lang.pick("blocking call", "блокирующий вызов"),
        SetWaitKind::Computing => lang.pick("computing", "вычисление"),
        SetWaitKind::Timer => lang.pick("callback", "обратный вызов"),
        SetWaitKind::TimeOut => lang.pick("time-out", "тайм-аут"),
        SetWaitKind::Answer => lang.pick("answers", "ответы"),
    }
}

/// A new length: `half`, `zero`, `double`, `× 1.5`, `0.90 s`.
pub fn new_length(length: NewLength, lang: Lang) -> String {
    match length {
        NewLength::HALF => lang.pick("half", "вдвое короче").into(),
        NewLength::ZERO => lang.pick("zero", "ноль").into(),
        NewLength::DOUBLE => lang.pick("double", "вдвое дольше").into(),
        NewLength::Factor(factor) => format!("× {factor}"),
        NewLength::Exact(length) => exact_length(length, lang),
    }
}

/// A length with all its digits: `0.9 s`, `0.025 s`, `1.5 ms`.
pub fn exact_length(length: Micros, lang: Lang) -> String {
    match length.0 {
        1..10_000 => format!("{}\u{a0}{}", number(length.0 as f64 / 1e3, lang), lang.pick("ms", "мс")),
        _ => format!("{}\u{a0}{}", number(length.seconds(), lang), lang.pick("s", "с")),
    }
}

/// A change: `line 12: half`.
pub fn wait_change(change: &WaitChange, lang: Lang) -> String {
    format!("{}: {}", wait_place(&change.place, lang), new_length(change.length, lang))
}

/// The number of waits: `3 waits`.
pub fn wait_count(number: usize, lang: Lang) -> String {
    let noun = plural(number, lang, ["wait", "waits"], ["ожидание", "ожидания", "ожиданий"]);
    format!("{} {noun}", count(number, lang))
}

/// The elapsed time of both runs, and the gain, as a sentence.
pub fn gain_sentence(before: Micros, after: Micros, lang: Lang) -> String {
    let [was, is] = [before, after].map(|time| seconds(time, lang));
    if before == after {
        return lang.pick(
            format!("The run takes {is}, as before: the end does not wait for this."),
            format!("Выполнение занимает {is}, как и прежде: конец наступает не из-за этого ожидания."),
        );
    }
    let (by, is_less) = if after < before { (before - after, true) } else { (after - before, false) };
    let share = match before.0 {
        0 => String::new(),
        all => {
            let percent = (by.0 as f64 * 100.0 / all as f64).round();
            lang.pick(format!(" ({percent}%)"), format!(" ({percent}\u{a0}%)"))
        }
    };
    let by = seconds(by, lang);
    match is_less {
        true => lang.pick(
            format!("The run takes {is} instead of {was}: {by}{share} less."),
            format!("Выполнение занимает {is} вместо {was}: на {by}{share} меньше."),
        ),
        false => lang.pick(
            format!("The run takes {is} instead of {was}: {by}{share} more."),
            format!("Выполнение занимает {is} вместо {was}: на {by}{share} больше."),
        ),
    }
}

/// The reminder that the changed run is a run.
pub fn another_branch(lang: Lang) -> &'static str {
    lang.pick(
        "The program has really run again: where the moment matters, it may have taken another branch.",
        "Программа действительно выполнена заново: там, где важен момент, она могла пойти по другой ветви.",
    )
}
