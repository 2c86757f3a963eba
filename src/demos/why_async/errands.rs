//! Alice's three errands, in four ways.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Alice’s errands", ru: "Поручения Алисы" },
    about: Words {
        en: "Alice needs a medicine made up on prescription, a pizza from Bob’s Pizza and groceries. The medicine and the pizza take their time to prepare, and she need not stand there and wait. **The same errands, four ways**: compare what each takes.",
        ru: "Алисе нужны лекарство по рецепту, пицца из Bob’s Pizza и продукты. Лекарство и пиццу готовят долго, и стоять у прилавка незачем. **Одни и те же дела четырьмя способами**: сравните, сколько занимает каждый.",
    },
    try_this: Words {
        en: "Make the shopping longer than both preparations. Which variant gains most now?",
        ru: "Сделайте покупку продуктов дольше обоих ожиданий. Какой вариант теперь выгоднее всего?",
    },
    see_also: &["await-vs-task", "models"],
    variants: &[
        Variant { id: "sequential", title: Words { en: "One after another", ru: "Одно за другим" } },
        Variant { id: "concurrent", title: Words { en: "Concurrent", ru: "Одновременно" } },
        Variant { id: "parallel", title: Words { en: "Parallel", ru: "Параллельно" } },
        Variant { id: "asynchronous", title: Words { en: "Asynchronous", ru: "Асинхронно" } },
    ],
    params: &[
        Param::seconds("medicine", Words { en: "medicine takes", ru: "лекарство готовят" }, 6.0).between(0.0, 20.0),
        Param::seconds("pizza", Words { en: "pizza takes", ru: "пиццу готовят" }, 5.0).between(0.0, 20.0),
        Param::seconds("groceries", Words { en: "shopping takes", ru: "продукты покупают" }, 4.0).between(0.0, 20.0),
    ],
    python_names: &["asyncio.create_task", "asyncio.gather"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.seconds("medicine"), args.seconds("pizza"), args.seconds("groceries")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, Task, create_task_named, gather, sleep};

/// Handing in, ordering and collecting take a second each.
const COUNTER: f64 = 1.0;

/// Something that Alice or Charlie does with their own hands.
async fn busy(who: &'static str, what: &'static str, seconds: f64) -> Result {
    print!("{who} {what}");
    sleep(seconds).await
}

/// Somebody else prepares it: it gets ready whether anybody waits or not.
fn prepare(what: &'static str, seconds: f64) -> Task<()> {
    let preparing = async move {
        sleep(seconds).await?;
        print!("the {what} is ready");
        Ok(())
    };
    create_task_named(preparing, what)
}

async fn shop(who: &'static str, seconds: f64) -> Result {
    busy(who, "shops for groceries", seconds).await
}

/// 1. One after another: Alice stands at each counter until it is ready.
async fn sequential(medicine: f64, pizza: f64, groceries: f64) -> Result {
    busy("Alice", "hands in the prescription", COUNTER).await?;
    prepare("medicine", medicine).await?;
    busy("Alice", "collects the medicine", COUNTER).await?;
    busy("Alice", "orders the pizza", COUNTER).await?;
    prepare("pizza", pizza).await?;
    busy("Alice", "collects the pizza", COUNTER).await?;
    shop("Alice", groceries).await
}

/// 2. Concurrent: one pair of hands, but nothing is waited for that prepares itself.
async fn concurrent(who: &'static str, medicine: f64, pizza: f64, groceries: Option<f64>) -> Result {
    busy(who, "hands in the prescription", COUNTER).await?;
    let medicine = prepare("medicine", medicine);
    busy(who, "orders the pizza", COUNTER).await?;
    let pizza = prepare("pizza", pizza);
    if let Some(seconds) = groceries {
        shop(who, seconds).await?;
    }
    medicine.await?;
    busy(who, "collects the medicine", COUNTER).await?;
    pizza.await?;
    busy(who, "collects the pizza", COUNTER).await
}

/// 3. Parallel: Charlie sees to medicine and pizza while Alice shops. Two pairs of hands.
async fn parallel(medicine: f64, pizza: f64, groceries: f64) -> Result {
    let charlie = create_task_named(concurrent("Charlie", medicine, pizza, None), "Charlie");
    let alice = create_task_named(shop("Alice", groceries), "Alice");
    alice.await?;
    print!("Alice is free");
    charlie.await
}

/// 4. Asynchronous: each errand is a task of its own, and Alice does whichever can go on.
async fn errand(what: &'static str, first: &'static str, wait: f64, last: &'static str) -> Result {
    busy("Alice", first, COUNTER).await?;
    prepare(what, wait).await?;
    busy("Alice", last, COUNTER).await
}

async fn asynchronous(medicine: f64, pizza: f64, groceries: f64) -> Result {
    let for_medicine = errand("medicine", "hands in the prescription", medicine, "collects the medicine");
    let for_pizza = errand("pizza", "orders the pizza", pizza, "collects the pizza");
    gather([
        create_task_named(for_medicine, "pharmacy"),
        create_task_named(for_pizza, "Bob's Pizza"),
        create_task_named(shop("Alice", groceries), "groceries"),
    ])
    .await?;
    Ok(())
}

async fn main(way: usize, medicine: f64, pizza: f64, groceries: f64) -> Result {
    match way {
        0 => sequential(medicine, pizza, groceries).await?,
        1 => concurrent("Alice", medicine, pizza, Some(groceries)).await?,
        2 => parallel(medicine, pizza, groceries).await?,
        _ => asynchronous(medicine, pizza, groceries).await?,
    }
    print!("all errands are done");
    Ok(())
}
