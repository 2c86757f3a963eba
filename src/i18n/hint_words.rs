//! Hints on a run, as a teacher would give them.

use super::{Lang, count as number, plural, seconds};
use crate::advice::Outdated;
use crate::advice::hints::HintKind;
use crate::clock::Micros;

/// A hint in two sentences: what happened, and the cure. The program's own names stand between backticks, times between `**`.
pub fn hint_words(what: &HintKind, lang: Lang) -> [String; 2] {
    let code = |text: &str| format!("`{}`", text.replace('`', "'"));
    let seconds = |time| seconds(time, lang);
    match what {
        HintKind::NeverAwaited(name) => [
            lang.pick(
                format!("The coroutine {} was made, but nobody awaited it: it did nothing.", code(name)),
                format!("Корутина {} создана, но осталась без `await`: она ничего не сделала.", code(name)),
            ),
            lang.pick(
                "Write `await` before the call, or hand it to `asyncio.create_task` to let it run alongside.".into(),
                "Напишите перед вызовом `await` или отдайте её `asyncio.create_task`, чтобы она работала параллельно."
                    .into(),
            ),
        ],
        HintKind::Destroyed(name) => [
            lang.pick(
                format!("The task {} was still waiting when it was destroyed.", code(name)),
                format!("Задача {} уничтожена, так и не дождавшись.", code(name)),
            ),
            lang.pick(
                "Keep the task and await it before the program ends, or create it in an `asyncio.TaskGroup`.".into(),
                "Сохраните задачу и дождитесь её до конца программы или создайте её в `asyncio.TaskGroup`.".into(),
            ),
        ],
        HintKind::NeverRetrieved(error) => [
            lang.pick(
                format!("Nobody has read this error of a task: {}.", code(error)),
                format!("Ошибку задачи никто не прочитал: {}.", code(error)),
            ),
            lang.pick(
                "Await the task: the error comes out where it is awaited.".into(),
                "Дождитесь задачи через `await`: ошибка выйдет там, где её ждут.".into(),
            ),
        ],
        HintKind::Blocked(held) => [
            lang.pick(
                format!("Held the whole loop for **{}**: no other task could run.", seconds(*held)),
                format!("Весь цикл простоял **{}**: ни одна другая задача не могла работать.", seconds(*held)),
            ),
            lang.pick(
                "Wait with `await asyncio.sleep(…)`; give a call that blocks to `await asyncio.to_thread(…)`.".into(),
                "Ждите через `await asyncio.sleep(…)`, а блокирующий вызов отдайте `await asyncio.to_thread(…)`."
                    .into(),
            ),
        ],
        HintKind::OneByOne(count, took, together) => one_by_one(*count, [*took, *together], lang),
        HintKind::NotKept => [
            lang.pick(
                "Nobody keeps this task, and the loop refers to it only weakly: it may vanish while it waits.".into(),
                "Эту задачу никто не хранит, а цикл держит на неё лишь слабую ссылку: она может исчезнуть, пока ждёт."
                    .into(),
            ),
            lang.pick(
                "Keep what `create_task` returns until it is done, or use an `asyncio.TaskGroup`.".into(),
                "Храните результат `create_task`, пока задача не завершится, или используйте `asyncio.TaskGroup`."
                    .into(),
            ),
        ],
        HintKind::LoopInLoop => [
            lang.pick(
                "`asyncio.run` starts a loop of its own, and cannot do so while a loop is running.".into(),
                "`asyncio.run` запускает собственный цикл событий, а внутри работающего цикла это невозможно.".into(),
            ),
            lang.pick("Here, simply `await` the coroutine.".into(), "Здесь достаточно `await` перед корутиной.".into()),
        ],
        HintKind::Deadlock(count) => deadlock(*count, lang),
        HintKind::Outdated(outdated) => old_words(outdated, lang),
    }
}

/// The hint on awaits one after another, whose times are what they took and what they would take together.
fn one_by_one(count: usize, times: [Micros; 2], lang: Lang) -> [String; 2] {
    let waits = plural(count, lang, ["await", "awaits"], ["ожидание", "ожидания", "ожиданий"]);
    let n = number(count, lang);
    let [took, together] = times.map(|time| seconds(time, lang));
    [
        lang.pick(
            format!("{n} {waits} one after another took **{took}**."),
            format!("{n} {waits} одно за другим заняли **{took}**."),
        ),
        lang.pick(
            format!("If none needs what another gives, `asyncio.gather` does them in **{together}**."),
            format!("Если они не нужны друг другу, `asyncio.gather` справится за **{together}**."),
        ),
    ]
}

/// The hint on a deadlock of `count` tasks.
fn deadlock(count: usize, lang: Lang) -> [String; 2] {
    let tasks = plural(count, lang, ["task waits", "tasks wait"], ["задача ждёт", "задачи ждут", "задач ждут"]);
    let n = number(count, lang);
    [
        lang.pick(
            format!("Deadlock: nothing is scheduled, and {n} {tasks} for what nobody will do."),
            format!("Взаимная блокировка: ничего не запланировано, а {n} {tasks} того, чего никто не сделает."),
        ),
        lang.pick(
            "The inspector shows who waits for whom. `asyncio.timeout` turns a wait without end into an error.".into(),
            "Инспектор показывает, кто кого ждёт. `asyncio.timeout` превращает бесконечное ожидание в ошибку.".into(),
        ),
    ]
}

/// A hint on an outdated API: what the program calls, since which Python that is an error, and how it is written now.
fn old_words(outdated: &Outdated, lang: Lang) -> [String; 2] {
    let (said, now) = match outdated {
        Outdated::EventLoop => (
            lang.pick(
                "`asyncio.get_event_loop()` is called where there is no loop.".into(),
                "`asyncio.get_event_loop()` вызвана там, где цикла событий ещё нет.".into(),
            ),
            lang.pick(
                "Write `async def main()` and start it with `asyncio.run(main())`.",
                "Напишите `async def main()` и запустите её через `asyncio.run(main())`.",
            ),
        ),
        Outdated::LoopArgument(name) => (
            lang.pick(
                format!("`asyncio.{name}` is given a `loop`."),
                format!("`asyncio.{name}` получает аргумент `loop`."),
            ),
            lang.pick(
                "Leave it out: the running loop is found by itself.",
                "Уберите его: работающий цикл событий найдётся сам.",
            ),
        ),
        Outdated::WaitForCoroutines => (
            lang.pick("`asyncio.wait` is given coroutines.".into(), "`asyncio.wait` получает корутины.".into()),
            lang.pick(
                "Make each a task first: `asyncio.create_task(…)`.",
                "Сначала сделайте из каждой задачу: `asyncio.create_task(…)`.",
            ),
        ),
        Outdated::Decorator => (
            lang.pick(
                "`asyncio.coroutine` makes a coroutine of a generator.".into(),
                "`asyncio.coroutine` делает из генератора корутину.".into(),
            ),
            lang.pick(
                "Write `async def`, and `await` in place of `yield from`.",
                "Пишите `async def`, а вместо `yield from` — `await`.",
            ),
        ),
    };
    let since = outdated.since();
    let runs = lang.pick(
        format!("It runs here as it used to, but since Python 3.{since} it is an error."),
        format!("Здесь это работает как раньше, но начиная с Python 3.{since} это ошибка."),
    );
    [format!("{said} {runs}"), now.into()]
}
