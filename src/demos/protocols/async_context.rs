//! `async with`: what is entered is left, whatever happens inside.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "async with", ru: "Асинхронный контекстный менеджер" },
    about: Words {
        en: "`async with` opens something before the block and closes it afterwards, and both may wait. The closing comes **on every way out**: at the end of the block, on an error, on a cancellation, and the error goes on only when the closing is over. Nested blocks are left in reverse.",
        ru: "`async with` открывает что-то перед блоком и закрывает после него, и обе половины могут ждать. Закрытие выполнится **при любом выходе**: блок закончился, случилась ошибка, задачу отменили; ошибка пойдёт дальше только после него. Вложенные блоки закрываются в обратном порядке.",
    },
    try_this: Words {
        en: "Cancel after 0.5 s, in the middle of the opening. What is closed then, and why not?",
        ru: "Отмените через 0,5 с, посреди открытия. Что тогда закроется и почему?",
    },
    see_also: &["cancel", "lock"],
    variants: &[
        Variant { id: "well", title: Words { en: "All goes well", ru: "Всё хорошо" } },
        Variant { id: "error", title: Words { en: "An error", ru: "Ошибка" } },
        Variant { id: "cancelled", title: Words { en: "Cancelled", ru: "Отмена" } },
        Variant { id: "nested", title: Words { en: "Nested", ru: "Вложенные блоки" } },
    ],
    params: &[
        Param::seconds("open", Words { en: "opening and closing take", ru: "открытие и закрытие длятся" }, 1.0)
            .between(0.0, 5.0),
        Param::seconds("inside", Words { en: "the block takes", ru: "блок длится" }, 2.0).between(0.0, 5.0),
        Param::seconds("cancel", Words { en: "cancel after", ru: "отменить через" }, 2.0),
    ],
    python_names: &["async with", "__aenter__", "__aexit__", "contextlib.asynccontextmanager"],
    differences: &[
        Difference::of(&["cancelled"], differences::CANCELLATION),
        Difference::everywhere(Words {
            en: "`async with` closes the connection whatever happens inside, and `__aexit__` may wait. A destructor in Rust (`Drop`) cannot wait, so the demo writes the block out as a function, `with`.",
            ru: "`async with` закрывает соединение, что бы внутри ни случилось, и `__aexit__` может ждать. Деструктор в Rust (`Drop`) ждать не может, поэтому в демо этот блок написан как функция `with`.",
        }),
    ],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let (open, inside) = (args.seconds("open"), args.seconds("inside"));
    Box::pin(main(args.variant(), open, inside, args.seconds("cancel")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, create_task_named, sleep};

struct Connection {
    name: &'static str,
    seconds: f64,
}

impl Connection {
    /// `__aenter__`
    async fn enter(&self) -> Result {
        print!("{}: opening", self.name);
        sleep(self.seconds).await?;
        print!("{}: open", self.name);
        Ok(())
    }

    /// `__aexit__`: is told the error that ended the block, if one did.
    async fn exit(&self, error: Option<&Error>) -> Result {
        print!("{}: closing after {}", self.name, error.map_or("success", Error::kind));
        sleep(self.seconds).await?;
        print!("{}: closed", self.name);
        Ok(())
    }
}

/// `async with connection: block`, written out.
async fn with(connection: Connection, block: impl AsyncFnOnce() -> Result) -> Result {
    // 1. If this fails, nothing is open, and nothing is to be closed.
    connection.enter().await?;
    // 2. No `?` here: whatever comes out of the block,
    let outcome = block().await;
    // 3. the connection is closed,
    connection.exit(outcome.as_ref().err()).await?;
    // 4. and only then does an error go on.
    outcome
}

async fn inside(seconds: f64) -> Result {
    print!("inside");
    sleep(seconds).await?;
    print!("the block is done");
    Ok(())
}

async fn failing(seconds: f64) -> Result {
    inside(seconds).await?;
    Err(Error::failed("ValueError", "no such record"))
}

async fn main(variant: usize, open: f64, seconds: f64, cancel: f64) -> Result {
    let connection = |name| Connection { name, seconds: open };
    let outcome = match variant {
        0 => with(connection("database"), async || inside(seconds).await).await,
        1 => with(connection("database"), async || failing(seconds).await).await,
        2 => {
            let work = with(connection("database"), async move || inside(seconds).await);
            let task = create_task_named(work, "worker");
            sleep(cancel).await?;
            print!("main: cancel");
            task.cancel();
            task.await
        }
        _ => {
            let (outer, inner) = (connection("database"), connection("transaction"));
            with(outer, async || with(inner, async || inside(seconds).await).await).await
        }
    };
    match outcome {
        Ok(()) => print!("main: success"),
        Err(error) => print!("main: {error}"),
    }
    Ok(())
}
