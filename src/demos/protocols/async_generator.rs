//! An asynchronous generator: it pauses at each yield, and somebody has to close it.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Async generator", ru: "Асинхронный генератор" },
    about: Words {
        en: "The shortest way to an asynchronous iterator: a function that awaits and yields. It stands at its `yield` until the next item is asked for, and cleans up when it ends. **Leaving the loop early does not end it**: it stands there, open, until somebody closes it. Whoever forgets that has the loop do it, at the latest when the program ends.",
        ru: "Самый короткий путь к асинхронному итератору — функция, в которой есть и await, и yield. Она стоит на своём `yield`, пока не попросят следующий элемент, а завершаясь, прибирает за собой. **Если выйти из цикла раньше, она не завершится**: так и будет стоять открытой, пока её не закроют. Если об этом забыть, её закроет цикл событий — самое позднее в конце программы.",
    },
    try_this: Words {
        en: "Compare when the clean-up comes in the three variants, and in which task it runs.",
        ru: "Сравните, когда в трёх вариантах происходит уборка и в какой задаче она выполняется.",
    },
    see_also: &["generator", "async-context"],
    variants: &[
        Variant { id: "to-the-end", title: Words { en: "To the end", ru: "До конца" } },
        Variant { id: "left-early", title: Words { en: "Left early", ru: "Выход раньше" } },
        Variant {
            id: "closed", title: Words { en: "Left early and closed", ru: "Выход раньше и закрытие" }
        },
    ],
    params: &[
        Param::seconds("delay", Words { en: "before each item", ru: "перед каждым элементом" }, 1.0).between(0.0, 5.0),
        Param::count("leave", Words { en: "leave after item", ru: "выйти после элемента" }, 1.0).between(0.0, 4.0),
        Param::seconds("clean-up", Words { en: "the clean-up takes", ru: "уборка длится" }, 0.5).between(0.0, 5.0),
    ],
    python_names: &["async for", "yield", "aclose", "contextlib.aclosing"],
    differences: &[Difference::everywhere(Words {
        en: "`yield` in an `async def` makes an asynchronous generator. Rust has no such thing: the demo's is our runtime’s own, with the same rules for closing.",
        ru: "`yield` внутри `async def` делает асинхронный генератор. В Rust такого нет: в демо он из нашей среды выполнения, с теми же правилами закрытия.",
    })],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let numbers = numbers(args.seconds("delay"), args.seconds("clean-up"));
    match args.variant() {
        0 => Box::pin(to_the_end(numbers)),
        1 => Box::pin(left_early(numbers, args.count("leave"))),
        _ => Box::pin(closed(numbers, args.count("leave"))),
    }
}

// --- the program ---

use crate::print;
use crate::runtime::{AsyncGenerator, Result, async_generator, sleep};

/// `async def numbers(): ...`, with a `yield` in it. `y` is what it yields through.
fn numbers(delay: f64, clean_up: f64) -> AsyncGenerator<usize> {
    async_generator(async move |y| {
        // Python's `try`: an error, or the closing, comes out of the await where it stands ...
        let counting = async {
            for i in 0..5 {
                sleep(delay).await?;
                y.yield_(i).await?;
            }
            Ok(())
        };
        let counted = counting.await;
        // ... and its `finally`: here too it may wait.
        print!("the generator cleans up");
        sleep(clean_up).await?;
        print!("the generator has ended");
        counted
    })
}

/// 1. `async for`, until there is nothing more: the generator ends by itself.
async fn to_the_end(numbers: AsyncGenerator<usize>) -> Result {
    while let Some(number) = numbers.next().await? {
        print!("{number}");
    }
    print!("the loop is over");
    Ok(())
}

/// `async for` with a `break` in it.
async fn some(numbers: &AsyncGenerator<usize>, last: usize) -> Result {
    while let Some(number) = numbers.next().await? {
        print!("{number}");
        if number == last {
            break;
        }
    }
    print!("the loop is left");
    sleep(2.0).await
}

/// 2. Left, but not closed: it goes on where it stands if asked.
async fn left_early(numbers: AsyncGenerator<usize>, last: usize) -> Result {
    some(&numbers, last).await?;
    print!("asked once more: {:?}", numbers.next().await?);
    print!("main ends");
    // Nobody keeps `numbers` from here on. It cannot wait while it is thrown away, so the loop creates a task for its
    // clean-up.
    Ok(())
}

/// 3. Closed by hand: it cleans up now, in the task that closes it, which waits for that.
async fn closed(numbers: AsyncGenerator<usize>, last: usize) -> Result {
    some(&numbers, last).await?;
    numbers.close().await?;
    print!("asked once more: {:?}", numbers.next().await?);
    print!("main ends");
    Ok(())
}
