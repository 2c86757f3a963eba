use std::rc::Rc;

use yew::prelude::*;

use crate::advice::cures::Cure;
use crate::advice::hints::HintKind;
use crate::advice::{Advice, Outdated};
use crate::clock::Micros;
use crate::i18n::{self, Lang, plural};
use crate::page::effects::page_store::Dispatcher;
use crate::page::model::action::PlaybackAction;
use crate::page::model::python::PythonAction;
use crate::page::model::record::Record;
use crate::page::views::parts::marked::Marked;
use crate::page::views::python::before_and_after::BeforeAndAfter;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub advice: Rc<[Advice]>,
    /// The runs before the last hint was followed and after.
    pub runs: Option<[Record; 2]>,
    pub lang: Lang,
    pub dispatcher: Dispatcher,
}

/// The hints below a program, as a teacher would give them: what happened in the run, and the cure. A click leads to the
/// line and to the moment; where a hint can be followed by rule, its change is shown, and run on demand.
#[component]
pub fn PythonHints(props: &Props) -> Html {
    let Props { advice, runs, lang, dispatcher } = props;
    let lang = *lang;
    if advice.is_empty() && runs.is_none() {
        return Html::default();
    }
    let rows = advice.iter().enumerate().map(|(i, Advice { hint, cure: change })| {
        let [what, cure] = words(&hint.what, lang);
        let onclick = {
            let (dispatcher, line, playhead) = (dispatcher.clone(), hint.line, hint.seq.0 as usize + 1);
            Callback::from(move |_: MouseEvent| {
                dispatcher.dispatch(PlaybackAction::Seek(playhead));
                if let Some(line) = line {
                    dispatcher.dispatch(PythonAction::Go("".into(), line));
                }
            })
        };
        let place = match hint.line {
            Some(line) => lang.pick(format!("Line {line}"), format!("Строка {line}")),
            None => lang.pick("Show".into(), "Показать".into()),
        };
        html! {
            <li key={i}>
                <button type="button" class="to-line" {onclick}>{ place }</button>
                <p><Marked text={what} />{ " " }<span class="cure"><Marked text={cure} /></span></p>
                if let Some(change) = change {
                    { changed_lines(change, lang, dispatcher) }
                }
            </li>
        }
    });
    let count = advice.len();
    let title = lang.pick("Worth knowing", "Стоит знать");
    html! {
        <section class="hints" aria-labelledby="hints-title">
            <h3 id="hints-title">
                { title }
                if count > 0 { { " " }<span class="muted">{ i18n::count(count, lang) }</span> }
            </h3>
            if let Some(runs) = runs {
                { outcome(runs, lang, dispatcher) }
            }
            <ul>{ for rows }</ul>
        </section>
    }
}

/// The changed lines of a program in which a hint is followed, and a button that runs it.
fn changed_lines(cure: &Cure, lang: Lang, dispatcher: &Dispatcher) -> Html {
    let lines: Vec<&str> = cure.source.lines().collect();
    let changed = cure.lines.iter().filter_map(|line| lines.get((*line as usize).checked_sub(1)?).copied());
    let changed = changed.collect::<Vec<_>>().join("\n");
    // Numbered: each region of the page has a name of its own.
    let first = cure.lines.first().copied().unwrap_or(1);
    let label =
        lang.pick(format!("The changed lines, from line {first}"), format!("Изменённые строки, начиная с {first}-й"));
    let text: Rc<str> = cure.source.as_str().into();
    let dispatcher = dispatcher.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::Follow(text.clone())));
    html! {
        <div class="change">
            <pre aria-label={label} tabindex="0" role="region">{ changed }</pre>
            <button type="button" class="plain-button" {onclick}>
                { lang.pick("Apply and run", "Применить и запустить") }
            </button>
        </div>
    }
}

/// The runs before and after a hint was followed, under each other, and the way back.
fn outcome(runs: &[Record; 2], lang: Lang, dispatcher: &Dispatcher) -> Html {
    let [before, after] = runs.each_ref().map(|run| i18n::seconds(run.trace.borrow().end_time(), lang));
    let text = lang.pick(
        format!("Before the change the program took **{before}**, now **{after}**."),
        format!("До изменения программа работала **{before}**, теперь **{after}**."),
    );
    let dispatcher = dispatcher.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::Unfollow));
    html! {
        <div class="change outcome">
            <p><Marked {text} /></p>
            <button type="button" class="quiet-button" {onclick}>{ lang.pick("Undo the change", "Вернуть как было") }</button>
            <BeforeAndAfter runs={runs.clone()} {lang} />
        </div>
    }
}

/// A hint in two sentences: what happened, and the cure. The program's own names stand between backticks.
fn words(what: &HintKind, lang: Lang) -> [String; 2] {
    let code = |text: &str| format!("`{}`", text.replace('`', "'"));
    let seconds = |time| i18n::seconds(time, lang);
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
    let n = i18n::count(count, lang);
    let [took, together] = times.map(|time| i18n::seconds(time, lang));
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
    let n = i18n::count(count, lang);
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
