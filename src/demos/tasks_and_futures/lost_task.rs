//! A task that nobody holds may vanish while it waits: CPython's loop knows its tasks by weak references only.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "A task nobody keeps", ru: "Задача, которую никто не держит" },
    about: Words {
        en: "CPython’s loop holds its tasks only weakly. A task that waits, and that nobody refers to, **may be collected as garbage in mid-wait**: it never ends, and its lane breaks off. The cure is to keep the task somewhere until it is done. The loop of this page holds its tasks, so the collector, and it alone, is **a model**; here it comes once, at a moment you choose, while in CPython nobody knows when it will.",
        ru: "Цикл в CPython держит свои задачи лишь слабыми ссылками. Задачу, которая ждёт и на которую никто не ссылается, **сборщик мусора может убрать прямо посреди ожидания**: она никогда не закончится, и её дорожка обрывается. Лекарство простое: хранить задачу, пока она не завершится. Цикл этой страницы сам держит свои задачи, поэтому сборщик — и только он — здесь **модель**; он приходит один раз в заданный вами момент, а в CPython неизвестно когда.",
    },
    try_this: Words {
        en: "Let the collector come after the message: is anything lost now?",
        ru: "Пусть сборщик придёт после сообщения: потеряется ли теперь что-нибудь?",
    },
    see_also: &["task", "forgotten"],
    variants: &[
        Variant { id: "lost", title: Words { en: "Lost", ru: "Потеряна" } },
        Variant { id: "kept", title: Words { en: "Kept", ru: "Сохранена" } },
    ],
    params: &[
        Param::seconds("collect", Words { en: "collector comes at", ru: "сборщик приходит в" }, 1.0),
        Param::seconds("message", Words { en: "message comes at", ru: "сообщение приходит в" }, 2.0),
    ],
    python_names: &["asyncio.create_task", "weakref"],
    differences: &[Difference::everywhere(Words {
        en: "Here a real garbage collector finds the lost task, at `gc.collect()`. Rust has none, so the demo models one. And a coroutine that is destroyed in mid-wait gets `GeneratorExit` at its `await`, so its `finally` blocks run; of a Rust future only destructors run.",
        ru: "Здесь потерянную задачу находит настоящий сборщик мусора, в `gc.collect()`. В Rust его нет, и демо его моделирует. К тому же корутина, уничтоженная посреди ожидания, получает на своём `await` исключение `GeneratorExit`, и её блоки `finally` выполняются; у future в Rust выполняются только деструкторы.",
    })],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant() == 1, args.seconds("collect"), args.seconds("message")))
}

// --- the program ---

use std::rc::{Rc, Weak};

use crate::print;
use crate::runtime::{Future, Result, Task, all_tasks, call_later, create_task_named, sleep};

/// Where a message will lie. Only the listener holds it; whoever delivers knows its address, a weak reference, as the
/// network streams of asyncio know their readers.
struct Inbox {
    message: Future<&'static str>,
}

async fn listen(inbox: Rc<Inbox>) -> Result {
    print!("listening");
    let message = (&inbox.message).await?;
    print!("heard: {message}");
    Ok(())
}

fn deliver(address: &Weak<Inbox>) -> Result {
    match address.upgrade() {
        Some(inbox) => inbox.message.set_result("hello"),
        None => {
            print!("nobody is there to hear it");
            Ok(())
        }
    }
}

/// The model: what CPython's collector does when it finds that nothing refers to a waiting task any more. Its
/// coroutine is thrown away where it stands, with all that it holds.
fn collect_garbage(task: &Weak<Task<()>>) {
    if task.strong_count() == 0 {
        for lost in all_tasks().iter().filter(|task| &*task.name() == "listener") {
            lost.destroy();
        }
    }
}

async fn main(keep: bool, collect_at: f64, message_at: f64) -> Result {
    let inbox = Rc::new(Inbox { message: Future::named("message") });
    let address = Rc::downgrade(&inbox);
    call_later(message_at, move || deliver(&address))?;

    // `Rc` counts who holds the task, as CPython does.
    let task = Rc::new(create_task_named(listen(inbox), "listener"));
    let known = Rc::downgrade(&task);
    call_later(collect_at, move || collect_garbage(&known))?;

    // Keep it in a set of your own, and take it out when it is done; or create it in a `TaskGroup`.
    let mut background = Vec::new();
    if keep {
        background.push(task);
    } else {
        drop(task);
    }

    sleep(collect_at.max(message_at) + 1.0).await?;
    background.retain(|task| !task.done());
    print!("main ends");
    Ok(())
}
