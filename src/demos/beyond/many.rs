//! Thousands of tasks, to look at: filter them, fold them, zoom in.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Thousands of tasks", ru: "Тысячи задач" },
    about: Words {
        en: "Workers in groups of 100, each sleeping a few times for a random while. Some fail, and some are cancelled before they are done. **One thread runs them all**: a task that waits costs a little memory and no time.",
        ru: "Работники группами по сто, каждый несколько раз спит случайное время. Некоторые падают с ошибкой, некоторых отменяют раньше, чем они закончат. **Всех ведёт один поток**: ждущая задача стоит немного памяти и нисколько времени.",
    },
    try_this: Words {
        en: "Run it on the exact clock, fold the groups by a click on their names, and look for those that failed.",
        ru: "Выберите «Точно», запустите, сверните группы щелчком по имени и найдите тех, кто упал с ошибкой.",
    },
    see_also: &["resources", "rate-limit"],
    params: &[
        Param::count("tasks", Words { en: "tasks", ru: "задач" }, 1000.0).between(1.0, 10_000.0),
        Param::count("rounds", Words { en: "sleeps each", ru: "снов у каждой" }, 3.0).between(1.0, 8.0),
        Param::count("seed", Words { en: "random seed", ru: "зерно случайности" }, 1.0).between(1.0, 100.0),
    ],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("tasks"), args.count("rounds"), args.count("seed") as u64))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, Task, create_task_named, gather_settled, sleep};

/// The tasks of a group.
const GROUP: usize = 100;

/// A small generator of repeatable random numbers from 0 to 1 (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % 1000) as f64 / 1000.0
    }
}

async fn worker(number: usize, rounds: usize, seed: u64) -> Result<usize> {
    let mut random = Random(seed * 1_000_003 + number as u64 + 1);
    for _ in 0..rounds {
        sleep(0.1 + random.next()).await?;
    }
    // One in fifty has bad luck.
    if random.next() < 0.02 {
        return Err(Error::failed("ValueError", "bad luck"));
    }
    Ok(number)
}

async fn group(first: usize, count: usize, rounds: usize, seed: u64) -> Result<usize> {
    let workers: Vec<Task<usize>> = (first..first + count)
        .map(|number| create_task_named(worker(number, rounds, seed), format!("worker {number}")))
        .collect();
    // Half a second is enough to have started; the last one is not needed any more.
    sleep(0.5).await?;
    if let Some(last) = workers.last() {
        last.cancel();
    }
    // An error or a cancellation is one result among the others.
    let results = gather_settled(workers).await?;
    Ok(results.iter().filter(|result| result.is_ok()).count())
}

async fn main(tasks: usize, rounds: usize, seed: u64) -> Result {
    let groups = (0..tasks).step_by(GROUP).map(|first| {
        let count = GROUP.min(tasks - first);
        create_task_named(group(first, count, rounds, seed), format!("group {}", first / GROUP + 1))
    });
    let groups: Vec<Task<usize>> = groups.collect();
    let mut done = 0;
    for group in groups {
        done += group.await?;
    }
    print!("{done} of {tasks} are done");
    Ok(())
}
