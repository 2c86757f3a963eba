//! Tables that compare ways of doing the same thing.

use super::words;
use crate::demos::Words;

/// A table.
#[derive(Debug)]
pub struct Comparison {
    /// Name of the table in addresses.
    pub id: &'static str,
    /// Title of the table.
    pub title: Words,
    /// Questions that the table answers, in a sentence or two.
    pub about: Words,
    /// Heads of the columns after the first; the first names the aspect.
    pub columns: &'static [Words],
    /// Rows of the table, in groups.
    pub sections: &'static [TableSection],
}

/// Rows of one subject.
#[derive(Debug)]
pub struct TableSection {
    /// The subject.
    pub title: Words,
    /// Rows of the group.
    pub rows: &'static [TableRow],
}

/// An aspect, compared across the columns.
#[derive(Debug)]
pub struct TableRow {
    /// The aspect: the row's head.
    pub aspect: Words,
    /// One cell for each column.
    pub cells: &'static [Cell],
    /// Id of the demo that shows the aspect.
    pub demo: &'static str,
}

/// An aspect as one of the columns has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Code to show before the text, on a line of its own; identical in every language of the page.
    pub code: Option<&'static str>,
    /// Explanation, in a sentence or less.
    pub text: Words,
}

const fn say(en: &'static str, ru: &'static str) -> Cell {
    Cell { code: None, text: words(en, ru) }
}

const fn code(code: &'static str, en: &'static str, ru: &'static str) -> Cell {
    Cell { code: Some(code), text: words(en, ru) }
}

/// All tables, in the page's order.
pub static COMPARISONS: &[Comparison] = &[
    Comparison {
        id: "generators",
        title: words("Two kinds of generator", "Два вида генераторов"),
        about: words(
            "Both are written with `yield` and both pause there. The decorator `@types.coroutine` makes one of them usable with `await`, and so lets it speak to the event loop.",
            "Оба пишутся с `yield` и оба на нём останавливаются. Декоратор `@types.coroutine` делает второй пригодным для `await`, и тогда он может обратиться к циклу событий.",
        ),
        columns: &[
            words("Plain generator", "Обычный генератор"),
            words("Usable with await", "Генератор, пригодный для await"),
        ],
        sections: &[
            TableSection {
                title: words("How it is used", "Как им пользуются"),
                rows: &[
                    TableRow {
                        aspect: words("Written", "Запись"),
                        cells: &[
                            code(
                                "def numbers(): yield 1",
                                "A function with `yield` in it.",
                                "Функция, в которой есть `yield`.",
                            ),
                            code(
                                "@types.coroutine",
                                "The same function with a decorator.",
                                "Та же функция с декоратором.",
                            ),
                        ],
                        demo: "generator",
                    },
                    TableRow {
                        aspect: words("Who moves it on", "Кто его продвигает"),
                        cells: &[
                            code(
                                "next(g)",
                                "The code that wants the next value.",
                                "Код, которому нужно следующее значение.",
                            ),
                            code(
                                "coro.send(None)",
                                "The event loop, through the task that awaits it.",
                                "Цикл событий — через задачу, которая его ждёт.",
                            ),
                        ],
                        demo: "scheduler",
                    },
                    TableRow {
                        aspect: words("Entered from another function", "Вход из другой функции"),
                        cells: &[
                            code("yield from g()", "From another generator.", "Из другого генератора."),
                            code(
                                "await g()",
                                "From an `async def`; from another such generator by `yield from`.",
                                "Из `async def`; из другого такого генератора — через `yield from`.",
                            ),
                        ],
                        demo: "delegation",
                    },
                    TableRow {
                        aspect: words("await on it", "await на нём"),
                        cells: &[
                            say(
                                "`TypeError`: a plain generator cannot be awaited.",
                                "`TypeError`: обычный генератор ждать нельзя.",
                            ),
                            say("Works, as with any coroutine.", "Работает, как с любой корутиной."),
                        ],
                        demo: "busy-wait",
                    },
                ],
            },
            TableSection {
                title: words("What comes of it", "Что из этого получается"),
                rows: &[
                    TableRow {
                        aspect: words("What yield means", "Что значит yield"),
                        cells: &[
                            say("Here is a value for whoever asked.", "Вот значение для того, кто попросил."),
                            say(
                                "Suspend the task: a bare `yield` asks for the next turn.",
                                "Приостановить задачу: `yield` без значения просит следующий ход цикла.",
                            ),
                        ],
                        demo: "busy-wait",
                    },
                    TableRow {
                        aspect: words("What return gives", "Что даёт return"),
                        cells: &[
                            say(
                                "A value inside `StopIteration`, which `yield from` takes out.",
                                "Значение внутри `StopIteration`; его достаёт `yield from`.",
                            ),
                            say("The value of the `await` expression.", "Значение выражения `await`."),
                        ],
                        demo: "delegation",
                    },
                    TableRow {
                        aspect: words("Sent in from outside", "Что можно послать внутрь"),
                        cells: &[
                            code(
                                "g.send(value)",
                                "A value, which becomes the value of `yield`.",
                                "Значение: оно станет значением `yield`.",
                            ),
                            say(
                                "The loop sends only `None`, or throws a cancellation in.",
                                "Цикл посылает только `None` или вбрасывает отмену.",
                            ),
                        ],
                        demo: "send",
                    },
                    TableRow {
                        aspect: words("While it waits", "Пока он ждёт"),
                        cells: &[
                            say(
                                "Only the one who calls it can go on: to wait is to be asked again and again.",
                                "Дальше идёт только тот, кто его вызывает: ждать — значит, чтобы спрашивали снова и снова.",
                            ),
                            say(
                                "The loop runs other tasks, and a timer can wake this one.",
                                "Цикл выполняет другие задачи, а эту может разбудить таймер.",
                            ),
                        ],
                        demo: "busy-wait",
                    },
                ],
            },
        ],
    },
    Comparison {
        id: "go",
        title: words("Go and Python", "Go и Python"),
        about: words(
            "Both let a program wait for many things at once. Go hides the event loop in its runtime and may switch almost anywhere; asyncio has you write `await` wherever a switch is possible.",
            "Оба позволяют программе ждать многого сразу. Go прячет цикл событий в среде выполнения и переключает почти где угодно; в asyncio каждое место, где возможно переключение, отмечено словом `await`.",
        ),
        columns: &[words("Go", "Go"), words("Python (asyncio)", "Python (asyncio)")],
        sections: &[
            TableSection {
                title: words("Goroutines and coroutines", "Горутины и корутины"),
                rows: &[
                    TableRow {
                        aspect: words("Starting", "Запуск"),
                        cells: &[
                            code("go f(x)", "Any function will do.", "Годится любая функция."),
                            code(
                                "asyncio.create_task(f(x))",
                                "A coroutine, from `async def`; it starts in a later turn.",
                                "Корутина из `async def`; начнётся на одном из следующих ходов.",
                            ),
                        ],
                        demo: "task",
                    },
                    TableRow {
                        aspect: words("Switching", "Переключение"),
                        cells: &[
                            say(
                                "The scheduler may interrupt almost anywhere.",
                                "Планировщик может прервать почти в любом месте.",
                            ),
                            say("Only at an `await` that suspends.", "Только на `await`, который приостанавливает."),
                        ],
                        demo: "turns",
                    },
                    TableRow {
                        aspect: words("Parallel", "Параллельность"),
                        cells: &[
                            say(
                                "Yes: goroutines run on as many cores as `GOMAXPROCS` allows.",
                                "Да: горутины занимают столько ядер, сколько разрешает `GOMAXPROCS`.",
                            ),
                            say(
                                "No: one loop, one thread; for more, threads or processes.",
                                "Нет: один цикл — один поток; для большего нужны потоки или процессы.",
                            ),
                        ],
                        demo: "models",
                    },
                    TableRow {
                        aspect: words("Cost of one", "Цена одной"),
                        cells: &[
                            say(
                                "A stack of a few kilobytes that grows as needed.",
                                "Стек в несколько килобайт, который растёт по мере надобности.",
                            ),
                            say(
                                "A task object and a coroutine object; no stack of its own.",
                                "Объект задачи и объект корутины; своего стека нет.",
                            ),
                        ],
                        demo: "resources",
                    },
                    TableRow {
                        aspect: words("Result", "Результат"),
                        cells: &[
                            say(
                                "None: it is sent through a channel or written to a variable.",
                                "Нет: его передают через канал или пишут в переменную.",
                            ),
                            code(
                                "await task",
                                "A task is a future of its result.",
                                "Задача — это футура своего результата.",
                            ),
                        ],
                        demo: "task",
                    },
                    TableRow {
                        aspect: words("Waiting for all", "Ждать всех"),
                        cells: &[
                            code("wg.Wait()", "A `sync.WaitGroup` counts them.", "Их считает `sync.WaitGroup`."),
                            code(
                                "await asyncio.gather(a, b)",
                                "Or a `TaskGroup`, which also cancels the rest on an error.",
                                "Или `TaskGroup`: он ещё и отменит остальных при ошибке.",
                            ),
                        ],
                        demo: "gather",
                    },
                    TableRow {
                        aspect: words("An error nobody catches", "Ошибка, которую никто не поймал"),
                        cells: &[
                            say(
                                "A panic in any goroutine ends the whole program.",
                                "Паника в любой горутине завершает всю программу.",
                            ),
                            say(
                                "Stays in its task until somebody awaits it; reported late if nobody does.",
                                "Остаётся в задаче, пока её не подождут; если никто не ждёт, о ней сообщат поздно.",
                            ),
                        ],
                        demo: "forgotten",
                    },
                    TableRow {
                        aspect: words("Cancelling", "Отмена"),
                        cells: &[
                            code(
                                "<-ctx.Done()",
                                "A goroutine cannot be stopped from outside: it has to watch a context itself.",
                                "Снаружи горутину не остановить: она должна сама следить за контекстом.",
                            ),
                            code(
                                "task.cancel()",
                                "A `CancelledError` comes out of the `await` where the task stands.",
                                "`CancelledError` возникает в том `await`, где стоит задача.",
                            ),
                        ],
                        demo: "cancel",
                    },
                    TableRow {
                        aspect: words("A call that blocks", "Блокирующий вызов"),
                        cells: &[
                            say(
                                "Holds its goroutine; the runtime gives the others another thread.",
                                "Держит свою горутину; остальным среда выполнения даст другой поток.",
                            ),
                            say("Holds the loop and every task on it.", "Держит цикл и все его задачи."),
                        ],
                        demo: "blocking",
                    },
                    TableRow {
                        aspect: words("When main ends", "Когда main закончилась"),
                        cells: &[
                            say("Goroutines still running are cut off.", "Горутины, которые ещё работают, обрываются."),
                            say(
                                "`asyncio.run` cancels the tasks that are left and lets them clean up.",
                                "`asyncio.run` отменяет оставшиеся задачи и даёт им прибрать за собой.",
                            ),
                        ],
                        demo: "under-the-hood",
                    },
                ],
            },
            TableSection {
                title: words("Channels and queues", "Каналы и очереди"),
                rows: &[
                    TableRow {
                        aspect: words("Without room", "Без буфера"),
                        cells: &[
                            code(
                                "make(chan int)",
                                "A rendezvous: whoever comes first waits for the other.",
                                "Рандеву: кто пришёл первым, ждёт второго.",
                            ),
                            say(
                                "Not there ready-made: `Queue(0)` is without bound, not without room.",
                                "Готового нет: `Queue(0)` — это очередь без ограничения, а не без места.",
                            ),
                        ],
                        demo: "channels",
                    },
                    TableRow {
                        aspect: words("With room for three", "С тремя местами"),
                        cells: &[
                            code(
                                "make(chan int, 3)",
                                "The sender waits once it is full.",
                                "Отправитель ждёт, когда буфер полон.",
                            ),
                            code(
                                "asyncio.Queue(3)",
                                "`put` waits once it is full.",
                                "`put` ждёт, когда очередь полна.",
                            ),
                        ],
                        demo: "bounded-queue",
                    },
                    TableRow {
                        aspect: words("Without bound", "Без ограничения"),
                        cells: &[
                            say("None.", "Нет."),
                            code("asyncio.Queue()", "`put` never waits.", "`put` никогда не ждёт."),
                        ],
                        demo: "channels",
                    },
                    TableRow {
                        aspect: words("Sending and receiving", "Отправить и получить"),
                        cells: &[
                            code("ch <- v\nv := <-ch", "An operator of the language.", "Оператор языка."),
                            code("await q.put(v)\nv = await q.get()", "Methods to await.", "Методы, которых ждут."),
                        ],
                        demo: "queue",
                    },
                    TableRow {
                        aspect: words("No more items", "Больше ничего не будет"),
                        cells: &[
                            code(
                                "close(ch)",
                                "`for v := range ch` ends when the channel is empty.",
                                "`for v := range ch` закончится, когда канал опустеет.",
                            ),
                            code(
                                "q.shutdown()",
                                "Since Python 3.13; before it, a special item, or the consumer is cancelled.",
                                "С Python 3.13; раньше — особый элемент или отмена потребителя.",
                            ),
                        ],
                        demo: "queue",
                    },
                    TableRow {
                        aspect: words("Whichever is first", "Что случится раньше"),
                        cells: &[
                            code(
                                "select { case v := <-a: … }",
                                "One case is taken, the others do not happen.",
                                "Выбирается один случай, остальные не происходят.",
                            ),
                            code(
                                "asyncio.wait(…, return_when=FIRST_COMPLETED)",
                                "The others run on: cancel what is not needed.",
                                "Остальные работают дальше: ненужные надо отменить.",
                            ),
                        ],
                        demo: "wait",
                    },
                    TableRow {
                        aspect: words("Not longer than", "Не дольше, чем"),
                        cells: &[
                            code("case <-time.After(d):", "One more case of `select`.", "Ещё один случай в `select`."),
                            code(
                                "async with asyncio.timeout(d):",
                                "When time is up, what is inside is cancelled.",
                                "Когда время вышло, то, что внутри, отменяется.",
                            ),
                        ],
                        demo: "timeout",
                    },
                    TableRow {
                        aspect: words("Between threads", "Между потоками"),
                        cells: &[
                            say("Every channel is made for it.", "Любой канал для этого и сделан."),
                            say(
                                "Not `asyncio.Queue`: threads share a `queue.Queue`.",
                                "Не `asyncio.Queue`: для потоков есть `queue.Queue`.",
                            ),
                        ],
                        demo: "to-thread",
                    },
                ],
            },
            TableSection {
                title: words("Synchronisation", "Синхронизация"),
                rows: &[
                    TableRow {
                        aspect: words("One at a time", "По одному"),
                        cells: &[
                            code("mu.Lock()\ndefer mu.Unlock()", "A mutex: `sync.Mutex`.", "Мьютекс `sync.Mutex`."),
                            code("async with lock:", "A lock: `asyncio.Lock`.", "Блокировка `asyncio.Lock`."),
                        ],
                        demo: "lock",
                    },
                    TableRow {
                        aspect: words("Where a race can hide", "Где может прятаться гонка"),
                        cells: &[
                            say(
                                "Between any two operations; `go test -race` looks for them.",
                                "Между любыми двумя операциями; их ищет `go test -race`.",
                            ),
                            say(
                                "Only where an `await` stands between reading and writing.",
                                "Только там, где между чтением и записью стоит `await`.",
                            ),
                        ],
                        demo: "lock",
                    },
                    TableRow {
                        aspect: words("At most n", "Не больше n"),
                        cells: &[
                            code(
                                "make(chan struct{}, n)",
                                "A channel with n places serves as a semaphore.",
                                "Канал на n мест служит семафором.",
                            ),
                            code("asyncio.Semaphore(n)", "A semaphore.", "Семафор."),
                        ],
                        demo: "semaphore",
                    },
                    TableRow {
                        aspect: words("One signal for all", "Один сигнал для всех"),
                        cells: &[
                            code(
                                "close(done)",
                                "A closed channel lets every receiver through, once and for all.",
                                "Закрытый канал пропускает всех получателей, раз и навсегда.",
                            ),
                            code(
                                "event.set()",
                                "An `asyncio.Event`; it can be cleared again.",
                                "`asyncio.Event`; его можно и сбросить.",
                            ),
                        ],
                        demo: "event",
                    },
                    TableRow {
                        aspect: words("Until it is true", "Пока не станет верно"),
                        cells: &[
                            code(
                                "cond.Wait()",
                                "A `sync.Cond`, in a loop that checks.",
                                "`sync.Cond` в цикле с проверкой.",
                            ),
                            code(
                                "await cond.wait_for(check)",
                                "An `asyncio.Condition`, which checks for you.",
                                "`asyncio.Condition` проверяет сам.",
                            ),
                        ],
                        demo: "condition",
                    },
                    TableRow {
                        aspect: words("Meet, then go on", "Встретиться и идти дальше"),
                        cells: &[
                            say(
                                "None in the standard library; it is built of a `WaitGroup` or a `Cond`.",
                                "В стандартной библиотеке нет; строят из `WaitGroup` или `Cond`.",
                            ),
                            code(
                                "await barrier.wait()",
                                "An `asyncio.Barrier`, since Python 3.11.",
                                "`asyncio.Barrier`, с Python 3.11.",
                            ),
                        ],
                        demo: "barrier",
                    },
                    TableRow {
                        aspect: words("Everybody waits", "Все ждут друг друга"),
                        cells: &[
                            say(
                                "When every goroutine is asleep, the runtime says so and ends the program.",
                                "Когда спят все горутины, среда выполнения сообщает об этом и завершает программу.",
                            ),
                            say(
                                "The loop waits in silence. (Loopline says who waits for what.)",
                                "Цикл молча ждёт. (Loopline говорит, кто чего ждёт.)",
                            ),
                        ],
                        demo: "deadlock",
                    },
                ],
            },
        ],
    },
    Comparison {
        id: "languages",
        title: words("Go, C++ and Python", "Go, C++ и Python"),
        about: words(
            "The same needs in three languages: Go builds asynchrony into the language, C++ leaves it to threads and libraries, Python has it in the language and the loop in a library.",
            "Одни и те же потребности в трёх языках: в Go асинхронность встроена, C++ оставляет её потокам и библиотекам, в Python она есть в языке, а цикл — в библиотеке.",
        ),
        columns: &[words("Go", "Go"), words("C++", "C++"), words("Python", "Python")],
        sections: &[
            TableSection {
                title: words("Async functions", "Асинхронные функции"),
                rows: &[
                    TableRow {
                        aspect: words("Written", "Запись"),
                        cells: &[
                            code(
                                "func f()",
                                "No mark: every function may wait.",
                                "Без пометки: ждать может любая функция.",
                            ),
                            code(
                                "co_await g();",
                                "A function with `co_await` is a coroutine (C++20); `std::async` takes any function.",
                                "Функция с `co_await` — корутина (C++20); `std::async` берёт любую функцию.",
                            ),
                            code("async def f():", "A coroutine, marked as one.", "Корутина, и это видно."),
                        ],
                        demo: "hello",
                    },
                    TableRow {
                        aspect: words("Starting", "Запуск"),
                        cells: &[
                            code("go f()", "Concurrent at once.", "Сразу работает одновременно с остальными."),
                            code(
                                "std::async(std::launch::async, f)",
                                "Runs as if in a thread of its own.",
                                "Выполняется словно в отдельном потоке.",
                            ),
                            code(
                                "asyncio.create_task(f())",
                                "In a later turn of the loop.",
                                "На одном из следующих ходов цикла.",
                            ),
                        ],
                        demo: "await-vs-task",
                    },
                    TableRow {
                        aspect: words("Not before it is asked for", "Не раньше, чем спросят"),
                        cells: &[
                            say("A function that has not been called yet.", "Функция, которую ещё не вызвали."),
                            code(
                                "std::async(std::launch::deferred, f)",
                                "Runs inside `get()`.",
                                "Выполняется внутри `get()`.",
                            ),
                            code(
                                "c = f()",
                                "A coroutine runs when it is awaited.",
                                "Корутина выполняется, когда её ждут.",
                            ),
                        ],
                        demo: "promise",
                    },
                    TableRow {
                        aspect: words("Writing a result", "Записать результат"),
                        cells: &[
                            code("ch <- 16", "Into a channel.", "В канал."),
                            code("p.set_value(16);", "Into a `std::promise`.", "В `std::promise`."),
                            code("future.set_result(16)", "Into the future itself.", "В саму футуру."),
                        ],
                        demo: "promise",
                    },
                    TableRow {
                        aspect: words("Reading it", "Прочитать его"),
                        cells: &[
                            code("v := <-ch", "Suspends the goroutine.", "Приостанавливает горутину."),
                            code("f.get()", "Holds the thread.", "Занимает поток."),
                            code("await future", "Suspends the task.", "Приостанавливает задачу."),
                        ],
                        demo: "promise",
                    },
                    TableRow {
                        aspect: words("An error", "Ошибка"),
                        cells: &[
                            code(
                                "v, err := f()",
                                "A second value to be checked.",
                                "Второе значение, которое надо проверить.",
                            ),
                            say(
                                "The future keeps the exception; `get()` throws it.",
                                "Футура хранит исключение, `get()` его бросает.",
                            ),
                            say(
                                "The future keeps the exception; `await` raises it.",
                                "Футура хранит исключение, `await` его выбрасывает.",
                            ),
                        ],
                        demo: "future-exception",
                    },
                    TableRow {
                        aspect: words("What nobody keeps", "То, что никто не держит"),
                        cells: &[
                            say("The goroutine runs on.", "Горутина работает дальше."),
                            say(
                                "The future of `std::async` waits in its destructor.",
                                "Футура от `std::async` ждёт в своём деструкторе.",
                            ),
                            say(
                                "The task may vanish before it is done.",
                                "Задача может исчезнуть, не закончив работу.",
                            ),
                        ],
                        demo: "lost-task",
                    },
                ],
            },
            TableSection {
                title: words("Synchronisation", "Синхронизация"),
                rows: &[
                    TableRow {
                        aspect: words("Lock", "Блокировка"),
                        cells: &[
                            code("sync.Mutex", "Keeps other goroutines out.", "Не пускает другие горутины."),
                            code(
                                "std::mutex",
                                "Keeps other threads out; use `std::lock_guard`.",
                                "Не пускает другие потоки; берут через `std::lock_guard`.",
                            ),
                            code(
                                "asyncio.Lock",
                                "Keeps other tasks out; use `async with`.",
                                "Не пускает другие задачи; берут через `async with`.",
                            ),
                        ],
                        demo: "lock",
                    },
                    TableRow {
                        aspect: words("Semaphore", "Семафор"),
                        cells: &[
                            code("make(chan struct{}, n)", "A channel with n places.", "Канал на n мест."),
                            code("std::counting_semaphore", "Since C++20.", "С C++20."),
                            code(
                                "asyncio.Semaphore(n)",
                                "Lets waiters in first come, first served.",
                                "Пускает ожидающих по очереди.",
                            ),
                        ],
                        demo: "semaphore",
                    },
                    TableRow {
                        aspect: words("Condition", "Условная переменная"),
                        cells: &[
                            code(
                                "sync.Cond",
                                "`Wait`, `Signal`, `Broadcast`.",
                                "Методы `Wait`, `Signal`, `Broadcast`.",
                            ),
                            code(
                                "std::condition_variable",
                                "`wait`, `notify_one`, `notify_all`.",
                                "Методы `wait`, `notify_one`, `notify_all`.",
                            ),
                            code(
                                "asyncio.Condition",
                                "`wait`, `notify`, `notify_all`.",
                                "Методы `wait`, `notify`, `notify_all`.",
                            ),
                        ],
                        demo: "condition",
                    },
                    TableRow {
                        aspect: words("Barrier", "Барьер"),
                        cells: &[
                            say("None ready-made.", "Готового нет."),
                            code("std::barrier", "Since C++20.", "С C++20."),
                            code("asyncio.Barrier(n)", "Since Python 3.11.", "С Python 3.11."),
                        ],
                        demo: "barrier",
                    },
                ],
            },
            TableSection {
                title: words("Event loop", "Цикл событий"),
                rows: &[
                    TableRow {
                        aspect: words("Where it is", "Где он"),
                        cells: &[
                            say(
                                "In the runtime, out of sight: a scheduler and a network poller.",
                                "В среде выполнения, не виден: планировщик и опрос сети.",
                            ),
                            code(
                                "boost::asio::io_context io;",
                                "Not in the standard: Boost.Asio has one.",
                                "В стандарте нет: есть в Boost.Asio.",
                            ),
                            code(
                                "asyncio.get_running_loop()",
                                "In the standard library; others can take its place.",
                                "В стандартной библиотеке; можно поставить и другой.",
                            ),
                        ],
                        demo: "under-the-hood",
                    },
                    TableRow {
                        aspect: words("Running it", "Запустить его"),
                        cells: &[
                            say("It runs before `main` does.", "Он работает ещё до `main`."),
                            code(
                                "io.run();",
                                "Returns when no work is left; several threads may call it.",
                                "Возвращается, когда работы не осталось; вызвать могут несколько потоков.",
                            ),
                            code(
                                "asyncio.run(main())",
                                "Returns when `main` is done.",
                                "Возвращается, когда закончилась `main`.",
                            ),
                        ],
                        demo: "under-the-hood",
                    },
                    TableRow {
                        aspect: words("Call this soon", "Вызвать это скоро"),
                        cells: &[
                            code("go f()", "A goroutine will do.", "Хватит горутины."),
                            code("boost::asio::post(io, f);", "Into the queue of the loop.", "В очередь цикла."),
                            code("loop.call_soon(f)", "In the next turn.", "На следующем ходе."),
                        ],
                        demo: "call-soon",
                    },
                    TableRow {
                        aspect: words("Call this later", "Вызвать это позже"),
                        cells: &[
                            code("time.AfterFunc(d, f)", "In a goroutine of its own.", "В отдельной горутине."),
                            code(
                                "timer.async_wait(f);",
                                "A `steady_timer` of Boost.Asio.",
                                "`steady_timer` из Boost.Asio.",
                            ),
                            code("loop.call_later(d, f)", "A timer of the loop.", "Таймер цикла."),
                        ],
                        demo: "call-soon",
                    },
                    TableRow {
                        aspect: words("A call that blocks", "Блокирующий вызов"),
                        cells: &[
                            say("The runtime finds the others another thread.", "Остальным найдётся другой поток."),
                            say("Holds a thread that runs `run()`.", "Держит поток, в котором работает `run()`."),
                            code(
                                "await asyncio.to_thread(f)",
                                "Holds the loop, unless it is moved to a thread.",
                                "Держит цикл, если не увести вызов в поток.",
                            ),
                        ],
                        demo: "to-thread",
                    },
                ],
            },
            TableSection {
                title: words("Async input and output", "Асинхронный ввод-вывод"),
                rows: &[
                    TableRow {
                        aspect: words("Built on", "На чём построено"),
                        cells: &[
                            say(
                                "The standard library: `net`, `net/http`.",
                                "Стандартная библиотека: `net`, `net/http`.",
                            ),
                            say(
                                "Boost.Asio; for HTTP, Boost.Beast on top of it.",
                                "Boost.Asio; для HTTP — Boost.Beast поверх него.",
                            ),
                            say(
                                "`asyncio`; for HTTP, aiohttp on top of it.",
                                "`asyncio`; для HTTP — aiohttp поверх него.",
                            ),
                        ],
                        demo: "http-sequential",
                    },
                    TableRow {
                        aspect: words("Waiting a second", "Подождать секунду"),
                        cells: &[
                            code("time.Sleep(time.Second)", "The goroutine sleeps.", "Спит горутина."),
                            code(
                                "co_await timer.async_wait(use_awaitable);",
                                "The coroutine sleeps; or a handler is called.",
                                "Спит корутина; или будет вызван обработчик.",
                            ),
                            code("await asyncio.sleep(1)", "The task sleeps.", "Спит задача."),
                        ],
                        demo: "hello",
                    },
                    TableRow {
                        aspect: words("Reading from a socket", "Чтение из сокета"),
                        cells: &[
                            code(
                                "conn.Read(buf)",
                                "Looks blocking; only the goroutine waits.",
                                "Выглядит блокирующим, но ждёт только горутина.",
                            ),
                            code(
                                "socket.async_read_some(buf, f);",
                                "The handler `f` is called with what came.",
                                "С тем, что пришло, будет вызван обработчик `f`.",
                            ),
                            code("await reader.read(100)", "The task waits.", "Ждёт задача."),
                        ],
                        demo: "http-sequential",
                    },
                    TableRow {
                        aspect: words("An HTTP request", "HTTP-запрос"),
                        cells: &[
                            code("http.Get(url)", "From the standard library.", "Из стандартной библиотеки."),
                            code(
                                "http::async_write(stream, request, f);",
                                "Boost.Beast: write, then read.",
                                "Boost.Beast: сначала запись, потом чтение.",
                            ),
                            code(
                                "async with session.get(url) as response:",
                                "A session of aiohttp.",
                                "Сессия aiohttp.",
                            ),
                        ],
                        demo: "http-sequential",
                    },
                    TableRow {
                        aspect: words("Many at once", "Много сразу"),
                        cells: &[
                            say(
                                "A goroutine for each, answers through a channel.",
                                "Горутина на каждый, ответы через канал.",
                            ),
                            say(
                                "Many operations started on one `io_context`.",
                                "Много операций, начатых на одном `io_context`.",
                            ),
                            code("await asyncio.gather(*requests)", "A task for each.", "Задача на каждый."),
                        ],
                        demo: "http-gather",
                    },
                    TableRow {
                        aspect: words("Time limit", "Ограничение по времени"),
                        cells: &[
                            code(
                                "context.WithTimeout(ctx, d)",
                                "The context is given to the call.",
                                "Контекст передают в вызов.",
                            ),
                            code(
                                "socket.cancel();",
                                "A second timer cancels the operation.",
                                "Операцию отменяет второй таймер.",
                            ),
                            code(
                                "async with asyncio.timeout(d):",
                                "When time is up, what is inside is cancelled.",
                                "Когда время вышло, то, что внутри, отменяется.",
                            ),
                        ],
                        demo: "timeout",
                    },
                ],
            },
        ],
    },
];
