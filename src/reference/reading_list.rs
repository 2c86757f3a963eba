//! Further reading: primary sources, and the essays that shaped the field.

use super::words;
use crate::demos::Words;

/// Sources of one kind.
#[derive(Debug)]
pub struct Shelf {
    /// Title of the shelf.
    pub title: Words,
    /// The sources, in the order in which to read them.
    pub sources: &'static [ReadingSource],
}

/// A text to read.
#[derive(Debug)]
pub struct ReadingSource {
    /// Title in its own language: English.
    pub title: &'static str,
    /// Address of the text.
    pub url: &'static str,
    /// Contents, in one sentence.
    pub text: Words,
}

/// All shelves, in the page's order.
pub static READING: &[Shelf] = &[
    Shelf {
        title: words("Python’s documentation", "Документация Python"),
        sources: &[
            ReadingSource {
                title: "A Conceptual Overview of asyncio",
                url: "https://docs.python.org/3/howto/a-conceptual-overview-of-asyncio.html",
                text: words(
                    "How event loop, coroutines, tasks and await fit together, explained from the ground up: begin here.",
                    "Как связаны цикл событий, корутины, задачи и await, с самого начала: читайте первым.",
                ),
            },
            ReadingSource {
                title: "Coroutines and tasks",
                url: "https://docs.python.org/3/library/asyncio-task.html",
                text: words(
                    "The reference of `gather`, `wait`, `TaskGroup`, timeouts, cancellation and `shield`.",
                    "Справочник по `gather`, `wait`, `TaskGroup`, тайм-аутам, отмене и `shield`.",
                ),
            },
            ReadingSource {
                title: "Synchronization primitives",
                url: "https://docs.python.org/3/library/asyncio-sync.html",
                text: words(
                    "`Lock`, `Event`, `Condition`, `Semaphore` and `Barrier`, each with an example.",
                    "`Lock`, `Event`, `Condition`, `Semaphore` и `Barrier` с примерами.",
                ),
            },
            ReadingSource {
                title: "Queues",
                url: "https://docs.python.org/3/library/asyncio-queue.html",
                text: words(
                    "The three kinds of queue, `join` and `task_done`, and how a queue is shut down.",
                    "Три вида очередей, `join` и `task_done` и как очередь закрывают.",
                ),
            },
            ReadingSource {
                title: "Event loop",
                url: "https://docs.python.org/3/library/asyncio-eventloop.html",
                text: words(
                    "The lower level: `call_soon`, `call_later`, executors, sockets.",
                    "Нижний уровень: `call_soon`, `call_later`, исполнители, сокеты.",
                ),
            },
            ReadingSource {
                title: "Futures",
                url: "https://docs.python.org/3/library/asyncio-future.html",
                text: words("What a Future can do and what it refuses.", "Что умеет Future и чего она не допускает."),
            },
            ReadingSource {
                title: "Developing with asyncio",
                url: "https://docs.python.org/3/library/asyncio-dev.html",
                text: words(
                    "The usual mistakes, among them the coroutine that is never awaited, and the debug mode that finds them.",
                    "Частые ошибки, среди них корутина, которую никто не ждёт, и режим отладки, который их находит.",
                ),
            },
        ],
    },
    Shelf {
        title: words("How Python came by it: the PEPs", "Как это появилось в Python: PEP"),
        sources: &[
            ReadingSource {
                title: "PEP 255 – Simple Generators",
                url: "https://peps.python.org/pep-0255/",
                text: words(
                    "The first functions of Python that pause: `yield` as a statement.",
                    "Первые функции Python, которые умеют останавливаться: оператор `yield`.",
                ),
            },
            ReadingSource {
                title: "PEP 342 – Coroutines via Enhanced Generators",
                url: "https://peps.python.org/pep-0342/",
                text: words(
                    "`send`, `throw` and `close`: generators one can speak to, and with them a scheduler in a few lines.",
                    "`send`, `throw` и `close`: генератору можно отвечать, и планировщик пишется в несколько строк.",
                ),
            },
            ReadingSource {
                title: "PEP 380 – Syntax for Delegating to a Subgenerator",
                url: "https://peps.python.org/pep-0380/",
                text: words(
                    "`yield from`, defined exactly by what it would be without it.",
                    "`yield from`, точно определённый через то, что пришлось бы писать без него.",
                ),
            },
            ReadingSource {
                title: "PEP 3156 – Asynchronous IO Support Rebooted: the “asyncio” Module",
                url: "https://peps.python.org/pep-3156/",
                text: words(
                    "The design of asyncio: why a loop, futures, transports and protocols.",
                    "Замысел asyncio: зачем нужны цикл, футуры, транспорты и протоколы.",
                ),
            },
            ReadingSource {
                title: "PEP 492 – Coroutines with async and await syntax",
                url: "https://peps.python.org/pep-0492/",
                text: words(
                    "`async def`, `await`, `async with` and `async for`, and the reasons for each.",
                    "`async def`, `await`, `async with` и `async for` и доводы в пользу каждого.",
                ),
            },
            ReadingSource {
                title: "PEP 525 – Asynchronous Generators",
                url: "https://peps.python.org/pep-0525/",
                text: words(
                    "`yield` inside `async def`, and who closes such a generator.",
                    "`yield` внутри `async def` и кто закрывает такой генератор.",
                ),
            },
            ReadingSource {
                title: "PEP 530 – Asynchronous Comprehensions",
                url: "https://peps.python.org/pep-0530/",
                text: words(
                    "`async for` and `await` within comprehensions.",
                    "`async for` и `await` внутри включений (comprehensions).",
                ),
            },
            ReadingSource {
                title: "PEP 567 – Context Variables",
                url: "https://peps.python.org/pep-0567/",
                text: words(
                    "Variables that each task has for itself, as threads have theirs.",
                    "Переменные, свои у каждой задачи, как бывают свои у каждого потока.",
                ),
            },
            ReadingSource {
                title: "PEP 654 – Exception Groups and except*",
                url: "https://peps.python.org/pep-0654/",
                text: words(
                    "How several errors are raised and caught at once, which `TaskGroup` needs.",
                    "Как вызвать и перехватить сразу несколько ошибок: без этого не было бы `TaskGroup`.",
                ),
            },
            ReadingSource {
                title: "PEP 703 – Making the Global Interpreter Lock Optional in CPython",
                url: "https://peps.python.org/pep-0703/",
                text: words(
                    "What the GIL protects, and how CPython can do without it.",
                    "Что защищает GIL и как CPython обходится без неё.",
                ),
            },
        ],
    },
    Shelf {
        title: words("Neighbours", "Соседи"),
        sources: &[
            ReadingSource {
                title: "Twisted: Deferred Reference",
                url: "https://docs.twisted.org/en/stable/core/howto/defer.html",
                text: words(
                    "Chains of callbacks and errbacks, with pictures of which pair a failure goes to.",
                    "Цепочки обратных вызовов и обработчиков ошибок, с рисунками: в какую пару попадёт ошибка.",
                ),
            },
            ReadingSource {
                title: "The Go Programming Language Specification: Channel types",
                url: "https://go.dev/ref/spec#Channel_types",
                text: words(
                    "What a channel is, with room and without, in a few exact paragraphs.",
                    "Что такое канал, с буфером и без, в нескольких точных абзацах.",
                ),
            },
            ReadingSource {
                title: "Effective Go: Concurrency",
                url: "https://go.dev/doc/effective_go#concurrency",
                text: words(
                    "Share memory by communicating: goroutines, channels and a semaphore made of a channel.",
                    "Делиться памятью, общаясь: горутины, каналы и семафор, сделанный из канала.",
                ),
            },
            ReadingSource {
                title: "cppreference: std::future",
                url: "https://en.cppreference.com/w/cpp/thread/future",
                text: words(
                    "The reading end of a result: `get`, `wait`, and what is left after them.",
                    "Читающий конец результата: `get`, `wait` и что остаётся после них.",
                ),
            },
            ReadingSource {
                title: "cppreference: std::promise",
                url: "https://en.cppreference.com/w/cpp/thread/promise",
                text: words(
                    "The writing end, and what happens to a promise that is not kept.",
                    "Пишущий конец и что бывает с обещанием, которого не сдержали.",
                ),
            },
            ReadingSource {
                title: "cppreference: std::async",
                url: "https://en.cppreference.com/w/cpp/thread/async",
                text: words(
                    "The two launch policies, and the destructor that waits.",
                    "Два режима запуска и деструктор, который ждёт.",
                ),
            },
            ReadingSource {
                title: "Boost.Asio: Overview",
                url: "https://www.boost.org/doc/libs/1_83_0/doc/html/boost_asio/overview.html",
                text: words(
                    "The event loop of C++ programs: its model, its threads and its coroutines.",
                    "Цикл событий для программ на C++: его модель, потоки и корутины.",
                ),
            },
            ReadingSource {
                title: "aiohttp",
                url: "https://docs.aiohttp.org/en/stable/",
                text: words(
                    "HTTP on top of asyncio, as client and as server.",
                    "HTTP поверх asyncio: и клиент, и сервер.",
                ),
            },
            ReadingSource {
                title: "HTML Standard: Event loops",
                url: "https://html.spec.whatwg.org/multipage/webappapis.html#event-loops",
                text: words("The loop that this page itself runs on.", "Цикл, на котором работает сама эта страница."),
            },
        ],
    },
    Shelf {
        title: words("Courses and essays", "Курсы и статьи"),
        sources: &[
            ReadingSource {
                title: "David Beazley: Generator Tricks for Systems Programmers",
                url: "https://www.dabeaz.com/generators/",
                text: words(
                    "Generators as pipelines that process more data than fits into memory.",
                    "Генераторы как конвейеры, которые обрабатывают больше данных, чем помещается в память.",
                ),
            },
            ReadingSource {
                title: "David Beazley: A Curious Course on Coroutines and Concurrency",
                url: "https://www.dabeaz.com/coroutines/",
                text: words(
                    "From `send` to an operating system of generators with a trampoline.",
                    "От `send` до операционной системы на генераторах с трамплином.",
                ),
            },
            ReadingSource {
                title: "David Beazley: Generators, The Final Frontier",
                url: "https://www.dabeaz.com/finalgenerator/",
                text: words(
                    "Generators as context managers, as tasks and as compilers.",
                    "Генераторы как контекстные менеджеры, как задачи и как компиляторы.",
                ),
            },
            ReadingSource {
                title: "A. Jesse Jiryu Davis, Guido van Rossum: A Web Crawler With asyncio Coroutines",
                url: "https://aosabook.org/en/500L/a-web-crawler-with-asyncio-coroutines.html",
                text: words(
                    "An event loop, futures and tasks built step by step until they fetch pages.",
                    "Цикл событий, футуры и задачи, шаг за шагом собранные с нуля, чтобы скачивать страницы.",
                ),
            },
            ReadingSource {
                title: "Nathaniel J. Smith: Notes on structured concurrency, or: Go statement considered harmful",
                url: "https://vorpus.org/blog/notes-on-structured-concurrency-or-go-statement-considered-harmful/",
                text: words(
                    "Why a task should not outlive the block that started it: the idea behind `TaskGroup`.",
                    "Почему задача не должна переживать блок, который её запустил: мысль, из которой вырос `TaskGroup`.",
                ),
            },
            ReadingSource {
                title: "Nathaniel J. Smith: Timeouts and cancellation for humans",
                url: "https://vorpus.org/blog/timeouts-and-cancellation-for-humans/",
                text: words(
                    "What is hard about time limits, and scopes of cancellation as an answer.",
                    "Что трудного в ограничении времени и чем помогают области отмены.",
                ),
            },
        ],
    },
];
