//! What a program in Python does otherwise than the demo in Rust whose twin it is.

use crate::demos::Words;
use crate::page::model::python::Twin;

/// A difference, and the twins that show it: demos by their ids, single variants by the names of their files.
struct Difference {
    shown_by: &'static [&'static str],
    words: Words,
}

/// Those that a reader of both would stumble over. That the languages are written differently is none.
const DIFFERENCES: &[Difference] = &[
    Difference {
        shown_by: &["cancel", "timeout", "task-group", "async-context.cancelled"],
        words: Words {
            en: "A cancellation is an exception here: it is raised at the `await`, passes every `except Exception` by, and \
                 runs each `finally` on its way. In Rust the `await` returns it as an ordinary error: `?` passes it on, and \
                 whoever does not look at the value has refused it.",
            ru: "Отмена здесь — исключение: оно возникает на `await`, минует любой `except Exception` и по пути выполняет \
                 каждый `finally`. В Rust `await` возвращает отмену как обычную ошибку: `?` передаёт её дальше, а кто не \
                 посмотрел на значение, тот от неё отказался.",
        },
    },
    Difference {
        shown_by: &["hello", "forgotten.await"],
        words: Words {
            en: "Neither language runs a coroutine that nobody awaits, but Python says so: it warns when the object is \
                 thrown away. Rust drops a future without a word, so the demo wraps it in `coroutine(…)`, which warns.",
            ru: "Корутину, которую никто не ждёт, не выполняет ни один из языков, но Python об этом говорит: предупреждение \
                 приходит, когда объект выбрасывают. Rust выбрасывает future молча, поэтому в демо её оборачивает \
                 `coroutine(…)`, которая и предупреждает.",
        },
    },
    Difference {
        shown_by: &["lost-task"],
        words: Words {
            en: "Here a real garbage collector finds the lost task, at `gc.collect()`. Rust has none, so the demo models \
                 one. And a coroutine that is destroyed in mid-wait gets `GeneratorExit` at its `await`, so its `finally` \
                 blocks run; of a Rust future only destructors run.",
            ru: "Здесь потерянную задачу находит настоящий сборщик мусора, в `gc.collect()`. В Rust его нет, и демо его \
                 моделирует. К тому же корутина, уничтоженная посреди ожидания, получает на своём `await` исключение \
                 `GeneratorExit`, и её блоки `finally` выполняются; у future в Rust выполняются только деструкторы.",
        },
    },
    Difference {
        shown_by: &["async-context"],
        words: Words {
            en: "`async with` closes the connection whatever happens inside, and `__aexit__` may wait. A destructor in Rust \
                 (`Drop`) cannot wait, so the demo writes the block out as a function, `with`.",
            ru: "`async with` закрывает соединение, что бы внутри ни случилось, и `__aexit__` может ждать. Деструктор в Rust \
                 (`Drop`) ждать не может, поэтому в демо этот блок написан как функция `with`.",
        },
    },
    Difference {
        shown_by: &["async-generator"],
        words: Words {
            en: "`yield` in an `async def` makes an asynchronous generator. Rust has no such thing: the demo's is our \
                 runtime’s own, with the same rules for closing.",
            ru: "`yield` внутри `async def` делает асинхронный генератор. В Rust такого нет: в демо он из нашей среды \
                 выполнения, с теми же правилами закрытия.",
        },
    },
    Difference {
        shown_by: &["generator", "delegation", "send", "scheduler"],
        words: Words {
            en: "Generators are part of Python. In Rust they are our runtime’s own, made of an async block, and \
                 `y.yield_(…).await` stands for `yield`.",
            ru: "Генераторы — часть Python. В Rust это генераторы нашей среды выполнения, сделанные из async-блока, а вместо \
                 `yield` пишется `y.yield_(…).await`.",
        },
    },
    Difference {
        shown_by: &["iterator"],
        words: Words {
            en: "The end signal is the exception `StopIteration`; in Rust it is a value that `next` returns.",
            ru: "Сигнал конца — исключение `StopIteration`; в Rust это значение, которое возвращает `next`.",
        },
    },
    Difference {
        shown_by: &[
            "lock.with",
            "condition",
            "deadlock.locks",
            "deadlock.in-order",
            "semaphore",
            "rate-limit.semaphore",
        ],
        words: Words {
            en: "`async with` gives back what it has taken at the end of its block. In Rust a guard does that when it is \
                 dropped: at the end of its scope, or earlier by hand.",
            ru: "`async with` отдаёт взятое в конце своего блока. В Rust это делает guard, когда его выбрасывают: в конце \
                 области видимости или раньше, вручную.",
        },
    },
    Difference {
        shown_by: &["promise.promise"],
        words: Words {
            en: "Setting the result twice raises `InvalidStateError` when it happens. In Rust `set_value` uses the promise \
                 up, so that the compiler refuses the second call.",
            ru: "Повторная установка результата вызывает `InvalidStateError` во время выполнения. В Rust `set_value` забирает \
                 promise, и второй вызов не пропустит компилятор.",
        },
    },
    Difference {
        shown_by: &["busy-wait"],
        words: Words {
            en: "The two variants that wait for 4 and 3 seconds are in Rust only: they charge each turn with time, which \
                 only the demo’s loop can. Here looking at the clock takes no time, so waiting by looking would never end.",
            ru: "Два варианта с ожиданием 4 и 3 секунды есть только на Rust: каждый ход цикла там стоит времени, а это умеет \
                 только цикл демо. Здесь взгляд на часы времени не занимает, и такое ожидание не кончилось бы никогда.",
        },
    },
    Difference {
        shown_by: &["blocking.blocking", "models.sequential", "models.interleaved", "cpu-in-async"],
        words: Words {
            en: "`time.sleep` holds the only thread, and stands for computing: the clock goes on by as much as it says. The \
                 demo in Rust does the same by `block_for`.",
            ru: "`time.sleep` занимает единственный поток и стоит вместо вычислений: часы уходят вперёд ровно на столько, \
                 сколько сказано. Демо на Rust делает то же через `block_for`.",
        },
    },
];

impl Twin {
    /// What it does otherwise than its demo in Rust.
    pub fn differences(self) -> Vec<Words> {
        let shows =
            |difference: &&Difference| difference.shown_by.iter().any(|name| *name == self.name || *name == self.id());
        DIFFERENCES.iter().filter(shows).map(|difference| difference.words).collect()
    }

    /// The address of its demo in Rust, with the same variant.
    pub fn demo_href(self) -> String {
        let first = self.demo().and_then(|demo| demo.variants.first()).map(|variant| variant.id);
        match self.variant() {
            Some(variant) if Some(variant) != first => format!("#/demo/{}?variant={variant}", self.id()),
            Some(_) | None => format!("#/demo/{}", self.id()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_is_shown_by_twins_that_are_there() {
        for name in DIFFERENCES.iter().flat_map(|difference| difference.shown_by) {
            assert!(Twin::all().any(|twin| twin.name == *name || twin.id() == *name), "{name}");
        }
    }
}
