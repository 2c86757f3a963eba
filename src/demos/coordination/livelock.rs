//! Livelock: everyone is busy giving way, and nobody gets on.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Livelock: busy and stuck", ru: "Активная блокировка (livelock)" },
    about: Words {
        en: "Alice and Bob each need knife and fork; each takes one, waits a second for the other, then politely puts it back and tries again after a pause. Nobody waits for ever as in a deadlock, and yet **both are busy and neither gets to eat**, since their pauses are equally long. Random pauses put them out of step, and that is enough.",
        ru: "Алисе и Бобу нужны и нож, и вилка; каждый берёт что-то одно, секунду ждёт второго, вежливо кладёт взятое обратно и после паузы пробует снова. Никто не ждёт вечно, как при взаимной блокировке, и всё же **оба заняты, а поесть не удаётся никому**: паузы у них одинаковые. Случайные паузы сбивают их с общего ритма, и этого достаточно.",
    },
    try_this: Words {
        en: "Try other seeds of the random pauses: how many attempts does it take?",
        ru: "Попробуйте другие начальные числа для случайных пауз: сколько нужно попыток?",
    },
    see_also: &["deadlock", "timeout"],
    variants: &[
        Variant { id: "polite", title: Words { en: "Polite", ru: "Вежливо" } },
        Variant { id: "random", title: Words { en: "Random pauses", ru: "Случайные паузы" } },
    ],
    params: &[
        Param::seconds("dinner", Words { en: "dinner time", ru: "время на обед" }, 12.0).between(5.0, 60.0),
        Param::seconds("pause", Words { en: "pause, at most", ru: "пауза, не больше" }, 1.0).between(0.5, 5.0),
        Param::count("seed", Words { en: "seed of the random pauses", ru: "начальное число случайных пауз" }, 1.0)
            .between(1.0, 100.0),
    ],
    python_names: &["asyncio.Lock", "asyncio.timeout"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let seed = (args.variant() == 1).then(|| args.count("seed") as u64);
    Box::pin(main(args.seconds("dinner"), args.seconds("pause"), seed))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Lock, Result, ReturnWhen, create_task_named, sleep, timeout, wait};

/// The pauses of one guest: always the longest, or random ones, the same for the same seed.
struct Pauses {
    longest: f64,
    random: Option<u64>,
}

impl Pauses {
    fn next(&mut self) -> f64 {
        let Some(state) = &mut self.random else { return self.longest };
        *state = (*state * 1_103_515_245 + 12_345) % 0x8000_0000;
        // Between a tenth of the longest and the whole of it.
        (*state / 65_536 % 10 + 1) as f64 / 10.0 * self.longest
    }
}

/// A knife or a fork.
#[derive(Clone)]
struct Thing(&'static str, Lock);

async fn guest(name: &'static str, first: Thing, second: Thing, mut pauses: Pauses) -> Result {
    for attempt in 1.. {
        // 1. Take one,
        let in_hand = first.1.lock().await?;
        print!("{name} takes the {}", first.0);
        sleep(0.5).await?;
        // 2. wait for the other, but not for ever,
        match timeout(1.0, async |_| second.1.lock().await).await {
            Ok(_both) => {
                print!("{name} eats at attempt {attempt}");
                return sleep(1.0).await;
            }
            Err(Error::Timeout) => print!("{name} puts the {} back", first.0),
            Err(error) => return Err(error),
        }
        // 3. give way, and try again.
        drop(in_hand);
        sleep(pauses.next()).await?;
    }
    Ok(())
}

async fn main(dinner: f64, longest: f64, seed: Option<u64>) -> Result {
    let knife = Thing("knife", Lock::named("knife"));
    let fork = Thing("fork", Lock::named("fork"));
    let for_alice = Pauses { longest, random: seed };
    let for_bob = Pauses { longest, random: seed.map(|seed| seed + 1000) };
    let guests = [
        create_task_named(guest("Alice", knife.clone(), fork.clone(), for_alice), "Alice"),
        create_task_named(guest("Bob", fork, knife, for_bob), "Bob"),
    ];

    // It would go on for ever: dinner ends it.
    let waited = wait(guests.each_ref().map(|guest| guest.future()), Some(dinner), ReturnWhen::AllCompleted).await?;
    print!("{} of 2 have eaten", waited.done.len());
    for guest in guests {
        // Does nothing to a guest who has left.
        guest.cancel();
    }
    Ok(())
}
