//! An event loop of one's own: a queue of generators.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Build your own event loop", ru: "Пишем свой планировщик" },
    about: Words {
        en: "A generator can pause and go on, so a queue of generators is already an event loop: take the first, run it to its `yield`, put it back at the end. To let one generator call another, each task keeps **a stack of callers**: a yielded generator is entered, a yielded value goes back to the caller, and **only a `yield` at the top lets the next task run**. The third variant shows what so simple a loop cannot do: a called generator cannot give up its turn, and one task’s error ends them all.",
        ru: "Генератор умеет замирать и продолжать работу, поэтому очередь генераторов — уже цикл событий: взять первый, выполнить до `yield`, поставить в конец. Чтобы один генератор мог вызвать другой, у каждой задачи есть **стек вызывающих**: если отдан генератор, входим в него, если значение — оно возвращается вызывающему, и **только `yield` на верхнем уровне даёт ход следующей задаче**. Третий вариант показывает, чего такой простой цикл не умеет: вызванный генератор не может уступить ход, а ошибка одной задачи губит все.",
    },
    try_this: Words {
        en: "Nor can anybody wait for a second to pass here: what would you add to the scheduler for that? The next demo shows what happens without it.",
        ru: "Подождать секунду здесь тоже никто не может: что для этого добавить в планировщик? Что бывает без этого, показывает следующее демо.",
    },
    see_also: &["busy-wait", "under-the-hood"],
    variants: &[
        Variant { id: "turns", title: Words { en: "Taking turns", ru: "По очереди" } },
        Variant { id: "calls", title: Words { en: "Calls on a stack", ru: "Стек вызовов" } },
        Variant { id: "limits", title: Words { en: "What it cannot do", ru: "Чего он не умеет" } },
    ],
    params: &[Param::count("count", Words { en: "count to", ru: "считать до" }, 3.0).between(2.0, 20.0)],
    python_names: &["yield", "generator.send", "collections.deque"],
    differences: &[Difference::everywhere(differences::GENERATORS)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.count("count")))
}

// --- the program ---

use std::collections::VecDeque;

use crate::print;
use crate::runtime::{Error, Generator, Result, Resumed, generator};

/// The code of a task: yields calls and is sent their results.
type Code = Generator<Item, usize>;

/// A value that a task's code can yield.
#[derive(Debug)]
enum Item {
    /// A generator: call it.
    Call(Code),
    /// A value: the result of the call.
    Value(usize),
    /// Nothing: at the top, the task gives up its turn.
    Nothing,
}

/// A task: the generator that runs, on top of those that wait for it.
struct Task {
    stack: Vec<Code>,
    /// The value that the generator on top will be sent.
    result: Option<usize>,
}

impl Task {
    /// Runs the task until it gives up its turn. Whether it has more to do.
    fn step(&mut self) -> Result<bool> {
        while let Some(code) = self.stack.last() {
            let resumed = match self.result.take() {
                Some(value) => code.send(value)?,
                None => code.resume()?,
            };
            match resumed {
                // 1. A generator is entered; its caller waits below it.
                Resumed::Yielded(Item::Call(callee)) => self.stack.push(callee),
                // 2. At the top of the task: the next task's turn.
                Resumed::Yielded(_) if self.stack.len() == 1 => return Ok(true),
                // 3. From a call: the value goes to the caller, and the call is over.
                Resumed::Yielded(item) => {
                    self.stack.pop();
                    self.result = if let Item::Value(value) = item { Some(value) } else { None };
                }
                // 4. The end: back to the caller, if there is one.
                Resumed::StopIteration(_) => {
                    self.stack.pop();
                }
            }
        }
        Ok(false)
    }
}

/// The whole event loop.
fn run(programs: Vec<Code>) -> Result {
    let tasks = programs.into_iter().map(|code| Task { stack: vec![code], result: None });
    let mut ready: VecDeque<Task> = tasks.collect();
    while let Some(mut task) = ready.pop_front() {
        if task.step()? {
            ready.push_back(task);
        }
    }
    Ok(())
}

// What the tasks do.

fn counter(name: &'static str, count: usize) -> Code {
    generator(name, move |y| async move {
        for i in 1..=count {
            print!("{name}{i}");
            y.yield_(Item::Nothing).await?;
        }
        print!("{name} is done");
        Ok(())
    })
}

/// For calls: its only yield is its result.
fn square(n: usize) -> Code {
    generator("square", move |y| async move {
        y.yield_(Item::Value(n * n)).await?;
        Ok(())
    })
}

/// A call that makes calls.
fn sum_of_squares(count: usize) -> Code {
    generator("sum_of_squares", move |y| async move {
        let mut sum = 0;
        for n in 1..=count {
            sum += y.yield_(Item::Call(square(n))).await?.unwrap_or(0);
        }
        y.yield_(Item::Value(sum)).await?;
        Ok(())
    })
}

fn caller(name: &'static str, count: usize) -> Code {
    generator(name, move |y| async move {
        let sum = y.yield_(Item::Call(sum_of_squares(count))).await?;
        // All those yields have not given anyone else a turn. This one does:
        print!("{name}: the squares up to {count} make {}", sum.unwrap_or(0));
        y.yield_(Item::Nothing).await?;
        print!("{name} is done");
        Ok(())
    })
}

/// Would like to let others run between its steps, although it is called.
fn polite_call(count: usize) -> Code {
    generator("polite_call", move |y| async move {
        for i in 1..=count {
            print!("call: step {i} of {count}");
            y.yield_(Item::Nothing).await?;
        }
        Ok(())
    })
}

fn disappointed(name: &'static str, count: usize) -> Code {
    generator(name, move |y| async move {
        y.yield_(Item::Call(polite_call(count))).await?;
        print!("{name}: the call is over after its first yield");
        y.yield_(Item::Nothing).await?;
        Err(Error::failed("ValueError", "this is too much"))
    })
}

async fn main(variant: usize, count: usize) -> Result {
    match variant {
        0 => run(vec![counter("A", count), counter("B", count)]),
        1 => run(vec![caller("A", count), counter("B", count)]),
        _ => {
            if let Err(error) = run(vec![disappointed("A", count), counter("B", count)]) {
                print!("the loop ends with {error}, and B with it");
            }
            Ok(())
        }
    }
}
