//! Deadlock: everyone waits for someone who waits.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Deadlock", ru: "Взаимная блокировка (deadlock)" },
    about: Words {
        en: "Each task holds what the next one wants, and the last one waits for the first. Nothing is scheduled and no timer is set: **nothing will ever happen again**. Real asyncio would hang here without a word; this loop notices, ends the run and says who waits for what. The cure for locks is to take them in the same order everywhere.",
        ru: "Каждая задача держит то, что нужно следующей, а последняя ждёт первую. Ничего не запланировано, ни один таймер не заведён: **больше ничего никогда не произойдёт**. Настоящий asyncio здесь молча повис бы; наш цикл замечает это, завершает запуск и говорит, кто чего ждёт. От взаимной блокировки спасает единый порядок: везде брать блокировки в одной и той же последовательности.",
    },
    try_this: Words {
        en: "Read what the loop says at the end, then follow the circle along the lanes.",
        ru: "Прочтите, что цикл сообщает в конце, и пройдите по кругу ожиданий на дорожках.",
    },
    see_also: &["lock", "livelock"],
    variants: &[
        Variant {
            id: "locks", title: Words { en: "Locks crossed", ru: "Блокировки крест-накрест" }
        },
        Variant {
            id: "tasks", title: Words { en: "Tasks that await each other", ru: "Задачи ждут друг друга" }
        },
        Variant {
            id: "in-order", title: Words { en: "Locks in one order", ru: "Блокировки по порядку" }
        },
    ],
    params: &[
        Param::count("tasks", Words { en: "tasks", ru: "задач" }, 2.0).between(2.0, 10.0),
        Param::seconds("hold", Words { en: "between the two locks", ru: "между двумя блокировками" }, 1.0),
    ],
    python_names: &["asyncio.Lock"],
    differences: &[Difference::of(&["locks", "in-order"], differences::GUARD)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let (tasks, hold) = (args.count("tasks"), args.seconds("hold"));
    match args.variant() {
        0 => Box::pin(locks(tasks, hold, false)),
        1 => Box::pin(awaits(tasks, hold)),
        _ => Box::pin(locks(tasks, hold, true)),
    }
}

// --- the program ---

use std::cell::RefCell;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Lock, Result, Task, create_task_named, gather, sleep};

async fn worker(name: String, first: (usize, Lock), second: (usize, Lock), hold: f64) -> Result {
    let _one = first.1.lock().await?;
    print!("{name} has lock-{}", first.0);
    sleep(hold).await?;
    print!("{name} wants lock-{}", second.0);
    let _other = second.1.lock().await?;
    print!("{name} has both");
    Ok(())
}

/// 1. Worker 1 takes lock 1, then lock 2; worker 2 takes lock 2, then lock 3; ... the last one comes back to lock 1.
async fn locks(tasks: usize, hold: f64, in_order: bool) -> Result {
    let all: Vec<Lock> = (1..=tasks).map(|i| Lock::named(&format!("lock-{i}"))).collect();
    let workers = (1..=tasks).map(|i| {
        let (mut first, mut second) = (i, i % tasks + 1);
        // The cure: whoever needs two takes the one with the smaller number first. No circle can close.
        if in_order && first > second {
            std::mem::swap(&mut first, &mut second);
        }
        let lock = |number: usize| (number, all[number - 1].clone());
        let name = format!("worker-{i}");
        create_task_named(worker(name.clone(), lock(first), lock(second), hold), name)
    });
    gather(workers).await?;
    print!("all done");
    Ok(())
}

/// 2. No lock at all: each task awaits the next one's result, and the last one the first one's.
async fn waiter(name: String, next: usize, hold: f64, tasks: Rc<RefCell<Vec<Task<()>>>>) -> Result {
    sleep(hold).await?;
    print!("{name} awaits waiter-{}", next + 1);
    let next = tasks.borrow()[next].clone();
    next.await?;
    print!("{name} is done");
    Ok(())
}

async fn awaits(count: usize, hold: f64) -> Result {
    let tasks = Rc::new(RefCell::new(Vec::new()));
    for i in 0..count {
        let name = format!("waiter-{}", i + 1);
        let waiter = waiter(name.clone(), (i + 1) % count, hold, tasks.clone());
        tasks.borrow_mut().push(create_task_named(waiter, name));
    }
    let all = tasks.borrow().clone();
    gather(all).await?;
    print!("all done");
    Ok(())
}
