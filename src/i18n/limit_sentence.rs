//! The sentences for a program that was stopped at a limit: which, where, and what to do about it.

use super::number::count;
use super::{Lang, plural};
use crate::trace::Limit;

/// The place at which a program was stopped, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoppedAt {
    /// The name of the task that ran.
    pub task: Option<String>,
    /// The program's line: file and number.
    pub line: Option<(String, u32)>,
}

/// Says that a program was stopped at a limit, where, and what to do about it. `events` is the limit of its record; who
/// shows the sentence adds how that is raised.
pub fn limit_sentence(limit: Limit, events: usize, at: &StoppedAt, lang: Lang) -> String {
    let number = |most: usize, en: &str, ru: [&str; 3]| {
        let n = count(most, lang);
        lang.pick(format!("the limit of {n} {en}"), format!("пределе в {n} {}", plural(most, lang, ["", ""], ru)))
    };
    let task = at.task.as_ref().map(|name| lang.pick(format!("in the task {name}"), format!("в задаче {name}")));
    let line = at
        .line
        .as_ref()
        .map(|(file, line)| lang.pick(format!("at line {line} of {file}"), format!("в строке {line} файла {file}")));
    let place: String = task.into_iter().chain(line).map(|part| format!(", {part}")).collect();
    let what = match limit {
        Limit::Stacks => {
            let stopped = lang.pick(
                format!(
                    "Stopped{place}: the threads or processes of this program have to take turns, for which a browser has \
                     to suspend their stacks, and this one cannot."
                ),
                format!(
                    "Остановлено{place}: потоки или процессы этой программы должны сменять друг друга, а для этого браузер \
                     должен уметь приостанавливать их стеки, и этот не умеет."
                ),
            );
            return format!("{stopped} {}", remedy(limit, lang));
        }
        Limit::Patience => {
            return format!(
                "{} {}",
                lang.pick(format!("Stopped by hand{place}."), format!("Остановлено вручную{place}.")),
                remedy(limit, lang)
            );
        }
        Limit::Events | Limit::Resumptions => number(events, "events", ["событие", "события", "событий"]),
        Limit::Output => {
            let most = Limit::OUTPUT / 1024;
            lang.pick(format!("the limit of {most}\u{a0}KB of output"), format!("пределе вывода в {most}\u{a0}КБ"))
        }
        Limit::Tasks => {
            number(Limit::TASKS, "tasks alive", ["незавершённую задачу", "незавершённые задачи", "незавершённых задач"])
        }
        Limit::Turns => number(
            Limit::TURNS as usize,
            "turns without a wait",
            ["ход цикла без ожидания", "хода цикла без ожидания", "ходов цикла без ожидания"],
        ),
        Limit::Looks => number(
            Limit::LOOKS as usize,
            "looks at the clock without a wait",
            ["взгляд на часы без ожидания", "взгляда на часы без ожидания", "взглядов на часы без ожидания"],
        ),
        Limit::Waits => number(
            Limit::WAITS as usize,
            "waits in which nothing has happened",
            [
                "ожидание, за которое ничего не случилось",
                "ожидания, за которые ничего не случилось",
                "ожиданий, за которые ничего не случилось",
            ],
        ),
    };
    let stopped = lang.pick(format!("Stopped at {what}{place}."), format!("Остановлено на {what}{place}."));
    format!("{stopped} {}", remedy(limit, lang))
}

fn remedy(limit: Limit, lang: Lang) -> &'static str {
    match limit {
        Limit::Events | Limit::Resumptions | Limit::Patience => {
            lang.pick("Everything up to here is kept.", "Всё до этого места сохранено.")
        }
        Limit::Output => lang.pick(
            "Let it print less; on the command line, without a record, nothing limits it.",
            "Пусть печатает меньше; в командной строке, без записи, этого предела нет.",
        ),
        Limit::Tasks => lang.pick(
            "Let fewer run at a time: a semaphore, or a queue with some workers. On the command line, without a record, \
             nothing limits them.",
            "Пусть одновременно работает меньше: семафор или очередь с несколькими рабочими задачами. В командной \
             строке, без записи, этого предела нет.",
        ),
        Limit::Turns => lang.pick(
            "Let it wait for some time: asyncio.sleep(0.01), where asyncio.sleep(0) waits for nothing.",
            "Пусть ждёт хоть немного: asyncio.sleep(0.01), а asyncio.sleep(0) ничего не ждёт.",
        ),
        Limit::Looks => lang.pick(
            "Let it wait for the moment by asyncio.sleep or time.sleep.",
            "Пусть дожидается нужного момента через asyncio.sleep или time.sleep.",
        ),
        Limit::Waits => lang.pick(
            "It would go on so for ever: let it end, or print what it does.",
            "Так продолжалось бы вечно: пусть завершится или печатает, что делает.",
        ),
        Limit::Stacks => lang.pick(
            "Run it in a current Chrome, Edge or Firefox, or on the command line.",
            "Запустите её в свежем Chrome, Edge или Firefox либо из командной строки.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_named_with_its_place_and_a_way_on() {
        let at = StoppedAt { task: Some("bot".into()), line: Some(("program.py".into(), 4)) };
        assert_eq!(
            limit_sentence(Limit::Turns, 0, &at, Lang::En),
            "Stopped at the limit of 100,000 turns without a wait, in the task bot, at line 4 of program.py. Let it \
             wait for some time: asyncio.sleep(0.01), where asyncio.sleep(0) waits for nothing."
        );
        assert_eq!(
            limit_sentence(Limit::Events, 200_000, &StoppedAt::default(), Lang::Ru),
            "Остановлено на пределе в 200\u{a0}000 событий. Всё до этого места сохранено."
        );
        assert_eq!(
            limit_sentence(Limit::Stacks, 0, &at, Lang::En),
            "Stopped, in the task bot, at line 4 of program.py: the threads or processes of this program have to take \
             turns, for which a browser has to suspend their stacks, and this one cannot. Run it in a current Chrome, \
             Edge or Firefox, or on the command line."
        );
        assert_eq!(
            limit_sentence(Limit::Patience, 0, &at, Lang::Ru),
            "Остановлено вручную, в задаче bot, в строке 4 файла program.py. Всё до этого места сохранено."
        );
    }
}
