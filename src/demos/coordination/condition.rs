//! A condition: waiting until something is true, and looking again after every change.

use crate::demos::{Args, Demo, Difference, Param, Program, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Wait until it is true", ru: "Условная переменная (Condition)" },
    about: Words {
        en: "Three buyers want 3, 1 and 2 loaves, and the baker brings one a second. After each delivery he wakes all who wait, but **being woken does not mean that there is enough**: everyone looks again, and waits on if it is not. A `Condition` comes with a lock: `wait` lets it go and has it again when it returns, so nobody can take the bread between the look and the purchase.",
        ru: "Трём покупателям нужно 3, 1 и 2 буханки, а пекарь выносит по одной в секунду. После каждой он будит всех, кто ждёт, но **разбудили — ещё не значит, что хлеба хватает**: каждый смотрит снова и, если мало, ждёт дальше. У `Condition` есть блокировка: `wait` отпускает её и возвращается, снова её захватив, поэтому между взглядом на полку и покупкой хлеб никто не уведёт.",
    },
    try_this: Words {
        en: "Why is the first in line the last to be served? Let the baker bring 3 loaves at a time.",
        ru: "Почему первого в очереди обслужили последним? Пусть пекарь выносит по 3 буханки.",
    },
    see_also: &["event", "bounded-queue"],
    params: &[
        Param::count("loaves", Words { en: "loaves at a time", ru: "буханок за раз" }, 1.0).between(1.0, 6.0),
        Param::seconds("every", Words { en: "delivery every", ru: "выносят каждые" }, 1.0).between(0.0, 5.0),
    ],
    python_names: &["asyncio.Condition", "wait_for", "notify_all"],
    differences: &[Difference::everywhere(differences::GUARD)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("loaves"), args.seconds("every")))
}

// --- the program ---

use std::cell::Cell;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Condition, Lock, Result, create_task_named, gather, sleep};

/// The shelf, and how one learns that it has changed.
#[derive(Clone)]
struct Shop {
    loaves: Rc<Cell<usize>>,
    changed: Condition,
}

async fn buyer(name: &'static str, wants: usize, shop: Shop) -> Result {
    // 1. `async with condition`: nobody else touches the shelf now.
    let _guard = shop.changed.lock().await?;
    // 2. A `while`, not an `if`: whoever is woken looks again. (`wait_for` is this very loop.)
    while shop.loaves.get() < wants {
        print!("{name} wants {wants}, there are {}", shop.loaves.get());
        // Lets the lock go, waits to be woken, and waits for the lock.
        shop.changed.wait().await?;
    }
    // 3. It is true, and the lock is held: it stays true.
    shop.loaves.set(shop.loaves.get() - wants);
    print!("{name} takes {wants}, {} left", shop.loaves.get());
    Ok(())
}

async fn baker(loaves: usize, every: f64, ordered: usize, shop: Shop) -> Result {
    let mut baked = 0;
    while baked < ordered {
        sleep(every).await?;
        let _guard = shop.changed.lock().await?;
        baked += loaves;
        shop.loaves.set(shop.loaves.get() + loaves);
        print!("the baker brings {loaves}");
        // They run once the lock is free.
        shop.changed.notify_all()?;
    }
    Ok(())
}

async fn main(loaves: usize, every: f64) -> Result {
    let changed = Condition::with_lock(Lock::named("shelf lock"), Some("shelf has changed"));
    let shop = Shop { loaves: Rc::default(), changed };
    gather([
        create_task_named(buyer("Alice", 3, shop.clone()), "Alice"),
        create_task_named(buyer("Bob", 1, shop.clone()), "Bob"),
        create_task_named(buyer("Charlie", 2, shop.clone()), "Charlie"),
        create_task_named(baker(loaves, every, 3 + 1 + 2, shop), "baker"),
    ])
    .await?;
    Ok(())
}
