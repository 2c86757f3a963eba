//! A function that pauses at each yield and goes on from there.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "A function that pauses", ru: "Генератор: функция с паузами" },
    about: Words {
        en: "Calling a generator runs none of its code. Each `next` runs it **to the next `yield`**, where it hands out a value and pauses, all its variables kept; when it returns, `StopIteration` brings the return value. In the second variant a generator could give the squares of 100,000 numbers, but **only those that are asked for are computed**. On the timeline every resumption is a step, and every pause shows the value.",
        ru: "Вызов генератора не выполняет ни строчки его кода. Каждый `next` выполняет его **до следующего `yield`**: там он отдаёт значение и замирает, сохраняя все свои переменные; когда он завершается, возвращённое значение приносит `StopIteration`. Во втором варианте генератор мог бы дать квадраты 100 000 чисел, но **вычисляются только те, о которых спросили**. На временной шкале каждое возобновление — шаг, а каждая пауза подписана значением.",
    },
    try_this: Words {
        en: "In the lazy variant, ask for none at all, then for 20: what does it cost that the other 99,980 exist?",
        ru: "В ленивом варианте не запросите ни одного квадрата, потом запросите 20: чего стоит то, что есть ещё 99 980?",
    },
    see_also: &["iterator", "send"],
    variants: &[
        Variant { id: "function", title: Words { en: "A function with yields", ru: "Функция с yield" } },
        Variant { id: "lazy", title: Words { en: "A lazy expression", ru: "Ленивое выражение" } },
    ],
    params: &[
        Param::count("take", Words { en: "ask for", ru: "запросить" }, 3.0).between(0.0, 20.0),
        Param::count("items", Words { en: "squares of", ru: "квадраты чисел, всего" }, 100_000.0)
            .between(100.0, 1_000_000.0)
            .step(100.0),
    ],
    python_names: &["yield", "next", "StopIteration"],
    differences: &[Difference::everywhere(differences::GENERATORS)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let lazy = args.variant() == 1;
    Box::pin(main(lazy, args.count("items"), args.count("take")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Generator, Result, Resumed, generator};

/// Yields 1 and 2 and ends with 3.
fn numbers() -> Generator<i32, (), i32> {
    generator("numbers", |y| async move {
        print!("it begins");
        y.yield_(1).await?;
        print!("it goes on");
        y.yield_(2).await?;
        print!("it goes on to its end");
        Ok(3)
    })
}

fn pausing() -> Result {
    let by_hand = numbers();
    print!("made, and nothing has run");
    loop {
        match by_hand.resume()? {
            Resumed::Yielded(value) => print!("yielded {value}"),
            // The return value comes with the end signal, once.
            Resumed::StopIteration(Some(value)) => print!("StopIteration: {value}"),
            Resumed::StopIteration(None) => break,
        }
    }
    print!("asked again: it has ended");

    // A for loop takes what is yielded. The return value is lost.
    for value in numbers() {
        print!("for: {}", value?);
    }
    Ok(())
}

fn square(n: usize) -> usize {
    print!("computing {n} * {n}");
    n * n
}

/// Python writes `(square(n) for n in range(items))`.
fn squares(items: usize) -> Generator<usize> {
    generator("squares", move |y| async move { y.yield_each((0..items).map(square)).await })
}

fn lazy(items: usize, take: usize) -> Result {
    let squares = squares(items);
    print!("made, and nothing is computed");
    for value in squares.take(take) {
        print!("got {}", value?);
    }
    print!("never computed: {}", items - take);
    Ok(())
}

async fn main(is_lazy: bool, items: usize, take: usize) -> Result {
    if is_lazy { lazy(items, take) } else { pausing() }
}
