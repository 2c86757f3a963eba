//! Values go into a generator as well as out of it.

use crate::demos::{Args, Demo, Difference, Param, Program, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "A two-way generator: send()", ru: "Двусторонний генератор: send()" },
    about: Words {
        en: "A `yield` can also **receive**: `send` resumes the generator, and what was sent is the value of the `yield` at which it waited. This one is a bank: send it an amount, and it yields what becomes of it at 5 % for 5 years. It must first be brought to its first `yield`, for before that nobody is there to receive. `close` raises `GeneratorExit` at the `yield`, and **the bank says goodbye**.",
        ru: "`yield` умеет и **принимать**: `send` возобновляет генератор, и отправленное становится значением того `yield`, на котором он ждал. Этот генератор — банк: отправьте ему сумму, и он ответит, во что она превратится за 5 лет под 5 %. Сначала генератор нужно довести до первого `yield`: до этого принимать ещё некому. `close` вызывает в точке `yield` исключение `GeneratorExit`, и **банк прощается**.",
    },
    try_this: Words {
        en: "At what rate does money double in 10 years?",
        ru: "При какой ставке деньги удвоятся за 10 лет?",
    },
    see_also: &["generator", "scheduler"],
    params: &[
        Param::count("rate", Words { en: "percent a year", ru: "процентов в год" }, 5.0).between(0.0, 20.0),
        Param::count("years", Words { en: "years", ru: "лет" }, 5.0).between(1.0, 30.0),
    ],
    python_names: &["generator.send", "generator.close", "GeneratorExit"],
    differences: &[Difference::everywhere(differences::GENERATORS)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.number("rate"), args.count("years")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Generator, Result, Resumed, generator};

/// Is sent amounts and yields what becomes of each: `f64` comes out, `f64` goes in.
fn bank(rate: f64, years: usize) -> Generator<f64, f64> {
    generator("bank", move |y| async move {
        // There is nothing to hand out yet.
        let mut grown = 0.0;
        loop {
            // Hands out the latest result, pauses, and gives what is sent in.
            grown = match y.yield_(grown).await {
                Ok(amount) => compound(amount.unwrap_or(0.0), rate, years),
                Err(exit) => {
                    print!("goodbye");
                    return Err(exit);
                }
            };
        }
    })
}

/// Interest on interest, in whole cents.
fn compound(amount: f64, rate: f64, years: usize) -> f64 {
    let grown = (0..years).fold(amount, |amount, _| amount * (1.0 + rate / 100.0));
    (grown * 100.0).round() / 100.0
}

async fn main(rate: f64, years: usize) -> Result {
    let bank = bank(rate, years);

    // 1. Too early: the generator has not come to its first yield.
    if let Err(error) = bank.send(1000.0) {
        print!("{error}");
    }

    // 2. Now it waits there.
    bank.resume()?;
    for amount in [1000.0, 2000.0, 5000.0, 10_000.0, 100_000.0] {
        if let Resumed::Yielded(grown) = bank.send(amount)? {
            print!("{amount:.0} grows to {grown:.2}");
        }
    }

    // 3. The end: an error at the yield, so that the generator can clean up.
    bank.close()?;
    print!("closed");
    Ok(())
}
