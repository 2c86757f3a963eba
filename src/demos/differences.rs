//! Differences between a demo and its twin in Python that several demos share, and reasons for having none. What only
//! one demo has to say stands in its own file.

use super::Words;

/// Cancelling is an exception in Python and a value in Rust.
pub const CANCELLATION: Words = Words {
    en: "A cancellation is an exception here: it is raised at the `await`, passes every `except Exception` by, and runs each `finally` on its way. In Rust the `await` returns it as an ordinary error: `?` passes it on, and whoever does not look at the value has refused it.",
    ru: "Отмена здесь — исключение: оно возникает на `await`, минует любой `except Exception` и по пути выполняет каждый `finally`. В Rust `await` возвращает отмену как обычную ошибку: `?` передаёт её дальше, а кто не посмотрел на значение, тот от неё отказался.",
};

/// Python warns of a coroutine that nobody awaits.
pub const NEVER_AWAITED: Words = Words {
    en: "Neither language runs a coroutine that nobody awaits, but Python says so: it warns when the object is thrown away. Rust drops a future without a word, so the demo wraps it in `coroutine(…)`, which warns.",
    ru: "Корутину, которую никто не ждёт, не выполняет ни один из языков, но Python об этом говорит: предупреждение приходит, когда объект выбрасывают. Rust выбрасывает future молча, поэтому в демо её оборачивает `coroutine(…)`, которая и предупреждает.",
};

/// Rust has no generators of its own.
pub const GENERATORS: Words = Words {
    en: "Generators are part of Python. In Rust they are our runtime’s own, made of an async block, and `y.yield_(…).await` stands for `yield`.",
    ru: "Генераторы — часть Python. В Rust это генераторы нашей среды выполнения, сделанные из async-блока, а вместо `yield` пишется `y.yield_(…).await`.",
};

/// `async with` is a guard in Rust.
pub const GUARD: Words = Words {
    en: "`async with` gives back what it has taken at the end of its block. In Rust a guard does that when it is dropped: at the end of its scope, or earlier by hand.",
    ru: "`async with` отдаёт взятое в конце своего блока. В Rust это делает guard, когда его выбрасывают: в конце области видимости или раньше, вручную.",
};

/// `time.sleep` stands for computing.
pub const TIME_SLEEP: Words = Words {
    en: "`time.sleep` holds the only thread, and stands for computing: the clock goes on by as much as it says. The demo in Rust does the same by `block_for`.",
    ru: "`time.sleep` занимает единственный поток и стоит вместо вычислений: часы уходят вперёд ровно на столько, сколько сказано. Демо на Rust делает то же через `block_for`.",
};

/// The Python engine's network has models of hosts on it, and no other machine.
pub const NO_NETWORK: Words = Words {
    en: "There is no twin in Python: live, this demo asks the server of this page, and a program in Python reaches none but models of hosts. “aiohttp: three pages” is such a program.",
    ru: "Двойника на Python нет: вживую это демо обращается к серверу самой страницы, а программе на Python доступны только модели узлов. Такая программа — «aiohttp: три страницы».",
};
