//! yield from: one generator lets another yield in its place.

use crate::demos::{Args, Demo, Difference, Param, Program, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "yield from", ru: "Делегирование: yield from" },
    about: Words {
        en: "With `yield from` a generator lets something else yield in its place: first a list, then one inner generator for each shop. Whoever asks for the next value sees **one stream** and need not know where a value comes from. When an inner generator ends, its return value becomes **the value of `yield from`**: here the shop’s total. An `await` in a coroutine is built on exactly this.",
        ru: "С помощью `yield from` генератор позволяет отдавать значения вместо себя кому-то другому: сначала списку, потом внутреннему генератору каждого магазина. Тот, кто запрашивает значения, видит **единый поток** и не обязан знать, откуда они берутся. Когда внутренний генератор завершается, возвращённое им значение становится **значением `yield from`**: здесь это выручка магазина. Именно на этом построен `await` в корутинах.",
    },
    try_this: Words {
        en: "Follow one value on the timeline: how many generators does it pass through?",
        ru: "Проследите на временной шкале за одним значением: через сколько генераторов оно проходит?",
    },
    see_also: &["generator", "nested-await"],
    params: &[Param::count("sales", Words { en: "sales a shop", ru: "продаж в магазине" }, 2.0)],
    python_names: &["yield from", "StopIteration"],
    differences: &[Difference::everywhere(differences::GENERATORS)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("sales")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Generator, Result, generator};

/// The inner generator: yields a line for each sale and returns their sum.
fn shop(name: &'static str, price: usize, sales: usize) -> Generator<String, (), usize> {
    generator(name, move |y| async move {
        let mut total = 0;
        for n in 1..=sales {
            y.yield_(format!("{name}: {}", price * n)).await?;
            total += price * n;
        }
        Ok(total)
    })
}

/// The outer one.
fn report(sales: usize) -> Generator<String> {
    generator("report", move |y| async move {
        // 1. To a list: each of its items is yielded.
        y.yield_each(["Sales".to_string(), "-----".to_string()]).await?;

        // 2. To a generator: what it yields goes straight to our caller, what it returns comes to us.
        let north = y.yield_from(shop("north", 10, sales)).await?;
        let south = y.yield_from(shop("south", 5, sales)).await?;

        y.yield_(format!("total: {north} + {south} = {}", north + south)).await?;
        Ok(())
    })
}

async fn main(sales: usize) -> Result {
    for line in report(sales) {
        print!("{}", line?);
    }
    Ok(())
}
