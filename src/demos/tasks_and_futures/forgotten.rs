//! Errors that nobody reads and coroutines that nobody awaits.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "The error nobody read, the await nobody wrote", ru: "Забытая ошибка и забытый await"
    },
    about: Words {
        en: "A task’s error waits in the task for somebody to read it. Only when **nobody can read it any more** does the loop report it: at once if nobody kept the task, late if somebody did, and never if it was given to a `gather` that had already failed. A forgotten `await` fails more quietly still: **the coroutine does nothing**, and a warning comes when it is thrown away.",
        ru: "Ошибка задачи лежит в ней и ждёт, пока её прочтут. Цикл сообщает о ней, только когда **прочесть её уже некому**: сразу, если задачу никто не держит, поздно, если кто-то её хранит, и никогда, если задачу отдали в `gather`, а та уже упала раньше. Забытый `await` ещё незаметнее: **корутина не делает ничего**, а предупреждение появляется, лишь когда её выбрасывают.",
    },
    try_this: Words {
        en: "Keep what is forgotten for 5 s: when does anybody hear of it?",
        ru: "Храните забытое 5 с: когда о нём узнают?",
    },
    see_also: &["lost-task", "hello"],
    variants: &[
        Variant { id: "error", title: Words { en: "The error nobody read", ru: "Забытая ошибка" } },
        Variant { id: "await", title: Words { en: "The await nobody wrote", ru: "Забытый await" } },
    ],
    params: &[
        Param::seconds("takes", Words { en: "each takes", ru: "каждая длится" }, 1.0),
        Param::seconds("keep", Words { en: "keep it for another", ru: "хранить ещё" }, 2.0),
    ],
    python_names: &["RuntimeWarning", "Task exception was never retrieved", "set_exception_handler"],
    differences: &[Difference::of(&["await"], differences::NEVER_AWAITED)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    match args.variant() {
        0 => Box::pin(errors(args.seconds("takes"), args.seconds("keep"))),
        _ => Box::pin(awaits(args.seconds("takes"), args.seconds("keep"))),
    }
}

// --- the program ---

use std::cell::RefCell;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Coroutine, Error, Result, coroutine, create_task_named, gather, set_exception_handler, sleep};

async fn fail(name: &'static str, takes: f64) -> Result {
    sleep(takes).await?;
    print!("{name} fails");
    Err(Error::failed("ValueError", format!("{name} went wrong")))
}

/// 1. Four tasks fail, and nobody asks them how they did.
async fn errors(takes: f64, keep: f64) -> Result {
    // Reports go to the loop's exception handler. By default that is a line in the log; this one prints it.
    set_exception_handler(|message, error| print!("report: {message}: {error}"));

    // Nobody keeps this task, so nobody can read its error: reported as soon as it fails.
    create_task_named(fail("dropped", takes), "dropped");
    // Somebody might still read this one: no report as long as the task is kept.
    let kept = create_task_named(fail("kept", takes), "kept");
    // `gather` passes the first error on and takes the second for read: never reported.
    let pair = ["first", "second"].map(|name| create_task_named(fail(name, takes), name));
    if let Err(error) = gather(pair).await {
        print!("caught {error}");
    }

    sleep(keep).await?;
    print!("main lets go of the task it kept");
    drop(kept);
    print!("main ends");
    Ok(())
}

type Saved = Rc<RefCell<Vec<&'static str>>>;

/// `async def save(...)` in Python: calling it makes a coroutine object and runs nothing.
fn save(what: &'static str, takes: f64, saved: &Saved) -> Coroutine<()> {
    let saved = saved.clone();
    coroutine("save", async move {
        sleep(takes).await?;
        saved.borrow_mut().push(what);
        Ok(())
    })
}

/// 2. Three coroutines are made, and one is awaited. Look for the warnings among the events.
async fn awaits(takes: f64, keep: f64) -> Result {
    let saved = Saved::default();
    // No await. What is not kept is thrown away on the spot, and the warning comes at once.
    drop(save("letter", takes, &saved));
    print!("letter: saved, or so it seems");
    // No await either, but kept: not a word until it goes.
    let later = save("photo", takes, &saved);
    // This is how it should be.
    save("diary", takes, &saved).await?;
    print!("diary: saved");

    sleep(keep).await?;
    print!("main lets go of the coroutine it kept");
    drop(later);
    print!("really saved: {}", saved.borrow().join(", "));
    Ok(())
}
