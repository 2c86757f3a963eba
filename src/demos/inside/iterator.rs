//! The steps of a for loop, which asks for the next until there is none.

use crate::demos::{Args, Demo, Difference, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "How a for loop works", ru: "Итератор: как устроен цикл for" },
    about: Words {
        en: "An iterator answers one question, “what is next?”, and when nothing is left it sends **an end signal**. A `for` loop only asks again and again until the signal comes, so the first lines here, where it is done by hand, are a `for` loop too. An iterator that has come to its end stays there: **the second loop over it finds nothing**. A collection gives each loop a new iterator, and that is why you can walk through a list as often as you like.",
        ru: "Итератор отвечает на один вопрос: «что дальше?», а когда ничего не осталось, подаёт **сигнал конца**. Цикл `for` просто спрашивает снова и снова, пока не придёт сигнал, поэтому первые строки, где всё сделано вручную, — тоже цикл `for`. Итератор, дошедший до конца, там и остаётся: **второму циклу по нему ничего не достаётся**. Коллекция же даёт каждому циклу новый итератор, поэтому список можно обходить сколько угодно раз.",
    },
    try_this: Words {
        en: "Count to 1: how many times is the iterator asked? Then compare it with a generator, where the function itself remembers how far it has come.",
        ru: "Считайте до 1: сколько раз спросили итератор? Потом сравните с генератором: там сама функция помнит, где остановилась.",
    },
    see_also: &["generator", "async-iterator"],
    params: &[Param::count("count", Words { en: "count to", ru: "считать до" }, 3.0)],
    python_names: &["iter", "next", "__iter__", "__next__", "StopIteration"],
    differences: &[Difference::everywhere(Words {
        en: "The end signal is the exception `StopIteration`; in Rust it is a value that `next` returns.",
        ru: "Сигнал конца — исключение `StopIteration`; в Rust это значение, которое возвращает `next`.",
    })],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("count")))
}

// --- the program ---

use crate::print;
use crate::runtime::Result;

/// The end signal: nothing is left. Python's own is the exception `StopIteration`.
struct EndOfRange;

/// An iterator: it remembers how far it has come, and nothing else.
struct Range {
    last: usize,
    end: usize,
}

impl Range {
    fn to(end: usize) -> Range {
        Range { last: 0, end }
    }

    /// The next number, or the end signal. Once at the end, always at the end.
    fn next(&mut self) -> std::result::Result<usize, EndOfRange> {
        if self.last == self.end {
            return Err(EndOfRange);
        }
        self.last += 1;
        Ok(self.last)
    }
}

/// A `for` loop does no more than this.
fn for_each(numbers: &mut Range, mut body: impl FnMut(usize)) {
    while let Ok(number) = numbers.next() {
        body(number);
    }
}

async fn main(count: usize) -> Result {
    // 1. By hand: ask, and look at what comes.
    let mut numbers = Range::to(count);
    loop {
        match numbers.next() {
            Ok(number) => print!("next: {number}"),
            Err(EndOfRange) => {
                print!("next: the end signal");
                break;
            }
        }
    }

    // 2. A for loop asks in the same way, and keeps the end signal to itself.
    let mut numbers = Range::to(count);
    for_each(&mut numbers, |number| print!("first loop: {number}"));

    // 3. The same iterator again: it is at its end already.
    let mut seen = 0;
    for_each(&mut numbers, |_| seen += 1);
    print!("second loop: {seen} numbers");

    // 4. A collection is no iterator. It makes a new one for each loop.
    let list: Vec<usize> = (1..=count).collect();
    let (first, second) = (list.iter().sum::<usize>(), list.iter().sum::<usize>());
    print!("the list, twice: {first} and {second}");
    Ok(())
}
