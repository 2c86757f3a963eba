//! Reading, awaiting, writing: an update gets lost, unless a lock keeps the others out.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Lock: the lost update", ru: "Lock: потерянное обновление" },
    about: Words {
        en: "Three tasks each pay 100 into one account: read the balance, wait for the bank, write the new balance. One thread runs them all, and still money is lost: **wherever an await stands, others run, and what was read before it may be out of date after it**. A lock lets one task at a time from the reading to the writing.",
        ru: "Три задачи кладут на общий счёт по 100: читают остаток, ждут банк, записывают новый остаток. Поток всего один, а деньги всё равно пропадают: **на каждом await работают другие, и прочитанное до него после него может устареть**. Блокировка пускает задачи по одной — от чтения до записи.",
    },
    try_this: Words {
        en: "Let the bank take 0 s. Is the update still lost, and why?",
        ru: "Пусть банк отвечает за 0 с. Теряется ли обновление и теперь, и почему?",
    },
    see_also: &["turns", "deadlock"],
    variants: &[
        Variant { id: "without", title: Words { en: "Without a lock", ru: "Без блокировки" } },
        Variant { id: "with", title: Words { en: "With a lock", ru: "С блокировкой" } },
    ],
    params: &[
        Param::count("tasks", Words { en: "tasks", ru: "задач" }, 3.0).between(1.0, 20.0),
        Param::seconds("bank", Words { en: "the bank takes", ru: "банк отвечает за" }, 1.0).between(0.0, 5.0),
    ],
    python_names: &["asyncio.Lock", "async with"],
    differences: &[Difference::of(&["with"], differences::GUARD)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant() == 1, args.count("tasks"), args.seconds("bank")))
}

// --- the program ---

use std::cell::Cell;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Lock, Result, create_task_named, gather, sleep};

/// An account that all tasks share.
type Account = Rc<Cell<u32>>;

async fn pay_in(who: String, account: Account, bank: f64) -> Result {
    // 1. Read.
    let balance = account.get();
    print!("{who} reads {balance}");
    // 2. Wait. The others run now, and may read the same balance.
    sleep(bank).await?;
    // 3. Write, going by what was read before the wait.
    account.set(balance + 100);
    print!("{who} writes {}", account.get());
    Ok(())
}

async fn pay_in_alone(who: String, account: Account, bank: f64, lock: Lock) -> Result {
    // `async with lock`: whoever comes later waits here, first come first served.
    let _guard = lock.lock().await?;
    pay_in(who, account, bank).await
    // The guard goes out of scope, and the next in line comes in.
}

async fn main(locked: bool, tasks: usize, bank: f64) -> Result {
    let account = Account::default();
    let lock = Lock::named("account lock");
    let payments = (1..=tasks).map(|i| {
        let (name, account) = (format!("payer-{i}"), account.clone());
        if locked {
            create_task_named(pay_in_alone(name.clone(), account, bank, lock.clone()), &name)
        } else {
            create_task_named(pay_in(name.clone(), account, bank), &name)
        }
    });
    gather(payments).await?;
    print!("balance: {} of {}", account.get(), tasks * 100);
    Ok(())
}
