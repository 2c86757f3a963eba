//! The words of the course, each explained in one or two sentences.

use super::words;
use crate::demos::Words;

/// A word of the course.
#[derive(Debug)]
pub struct Term {
    /// Name of the term in addresses.
    pub id: &'static str,
    /// The word, without marks.
    pub term: Words,
    /// Meaning of the term.
    pub text: Words,
    /// Id of a demo that shows the term, if there is one.
    pub demo: Option<&'static str>,
}

/// All terms, in the English order. [`glossary_by`] sorts them for any language.
pub static GLOSSARY: &[Term] = &[
    Term {
        id: "awaitable",
        term: words("awaitable", "объект для await (awaitable)"),
        text: words(
            "Anything that `await` accepts: a coroutine, a task, a future, or an object with `__await__`.",
            "Всё, что принимает `await`: корутина, задача, футура или объект с методом `__await__`.",
        ),
        demo: Some("await-vs-task"),
    },
    Term {
        id: "back-pressure",
        term: words("back-pressure", "обратное давление"),
        text: words(
            "A slow consumer holds its producer back, for example by a queue that is full. Without it, what is not yet dealt with piles up in memory.",
            "Медленный потребитель сдерживает производителя, например через заполненную очередь. Без него необработанное копится в памяти.",
        ),
        demo: Some("bounded-queue"),
    },
    Term {
        id: "barrier",
        term: words("barrier", "барьер"),
        text: words(
            "A place where tasks wait until a given number of them has come; then all go on together.",
            "Место, где задачи ждут, пока их не соберётся заданное число; потом все идут дальше вместе.",
        ),
        demo: Some("barrier"),
    },
    Term {
        id: "blocking-call",
        term: words("blocking call", "блокирующий вызов"),
        text: words(
            "A call that keeps the thread until it is done. On the thread of an event loop it holds up every task.",
            "Вызов, который занимает поток, пока не закончится. В потоке цикла событий он задерживает все задачи.",
        ),
        demo: Some("blocking"),
    },
    Term {
        id: "callback",
        term: words("callback", "обратный вызов"),
        text: words(
            "A function handed over to be called later: when a future is settled, or when a timer is due.",
            "Функция, которую передают, чтобы её вызвали позже: когда завершится футура или сработает таймер.",
        ),
        demo: Some("call-soon"),
    },
    Term {
        id: "cancellation",
        term: words("cancellation", "отмена"),
        text: words(
            "A request to a task to stop: it comes out of the `await` where the task stands, as `CancelledError`. The task can clean up first, and can even refuse.",
            "Просьба к задаче остановиться: она возникает как `CancelledError` в том `await`, где задача стоит. Задача может сначала прибрать за собой и даже отказаться.",
        ),
        demo: Some("cancel"),
    },
    Term {
        id: "channel",
        term: words("channel", "канал"),
        text: words(
            "What goroutines of Go send values through. Made without room, it lets the sender go on only when the value has been taken.",
            "То, через что горутины Go передают значения. Канал без буфера отпускает отправителя, только когда значение забрали.",
        ),
        demo: Some("channels"),
    },
    Term {
        id: "concurrent",
        term: words("concurrent", "конкурентность"),
        text: words(
            "Several things are under way in the same stretch of time, perhaps taking turns on one thread. They need not run at the same instant: that would be parallel.",
            "В одно и то же время в работе несколько дел, пусть даже они чередуются в одном потоке. Выполняться в один и тот же миг им не обязательно: это уже параллельность.",
        ),
        demo: Some("errands"),
    },
    Term {
        id: "condition",
        term: words("condition variable", "условная переменная"),
        text: words(
            "A lock together with a line of tasks that wait until something has become true. Whoever changes it notifies them, and they check again.",
            "Блокировка вместе с очередью задач, которые ждут, чтобы что-то стало верным. Тот, кто это изменил, уведомляет их, и они проверяют снова.",
        ),
        demo: Some("condition"),
    },
    Term {
        id: "context-manager",
        term: words("context manager", "контекстный менеджер"),
        text: words(
            "An object for `with`: it does something on entering and surely something on leaving, whether by the end, an error or a cancellation. For `async with`, both may await.",
            "Объект для `with`: он делает что-то при входе и непременно что-то при выходе — в конце, по ошибке или по отмене. В `async with` и то и другое может ждать.",
        ),
        demo: Some("async-context"),
    },
    Term {
        id: "coroutine",
        term: words("coroutine", "корутина"),
        text: words(
            "A function that can be suspended and resumed where it stood; in Python, `async def`. Calling it only makes an object: it runs when it is awaited or made into a task.",
            "Функция, которую можно приостановить и продолжить с того же места; в Python это `async def`. Вызов лишь создаёт объект: выполняется она, когда её ждут или когда из неё сделали задачу.",
        ),
        demo: Some("hello"),
    },
    Term {
        id: "cpu-bound",
        term: words("CPU-bound", "CPU-bound (упирается в процессор)"),
        text: words(
            "Work whose time goes into computing. Asynchrony does not make it faster; more cores do.",
            "Работа, время которой уходит на вычисления. Асинхронность её не ускорит, ускорят дополнительные ядра.",
        ),
        demo: Some("cpu-in-async"),
    },
    Term {
        id: "deadlock",
        term: words("deadlock", "взаимная блокировка (deadlock)"),
        text: words(
            "Each waits for what another holds, in a circle, so that none can ever go on.",
            "Каждый ждёт того, что держит другой, и так по кругу: никто никогда не сможет продолжить.",
        ),
        demo: Some("deadlock"),
    },
    Term {
        id: "deferred",
        term: words("Deferred", "Deferred"),
        text: words(
            "Twisted’s result to come: a chain of pairs, each with a function for a value and one for a failure.",
            "Так в Twisted называется результат, которого ещё нет: это цепочка пар, и в каждой — функция для значения и функция для ошибки.",
        ),
        demo: Some("deferred"),
    },
    Term {
        id: "event",
        term: words("event (asyncio.Event)", "событие (asyncio.Event)"),
        text: words(
            "A flag that tasks can wait for: setting it lets all of them go on, and stays in force until it is cleared.",
            "Флаг, которого могут ждать задачи: когда его установили, продолжают все, и он действует, пока его не сбросят.",
        ),
        demo: Some("event"),
    },
    Term {
        id: "event-loop",
        term: words("event loop", "цикл событий"),
        text: words(
            "What runs everything in an asynchronous program: it waits for timers and for input and output, and runs, one after another, whatever has become ready.",
            "То, что выполняет всё в асинхронной программе: ждёт таймеров и ввода-вывода и по очереди выполняет то, что стало готово.",
        ),
        demo: Some("under-the-hood"),
    },
    Term {
        id: "exception-group",
        term: words("exception group", "группа исключений"),
        text: words(
            "Several errors raised as one, since several tasks may fail at once; `except*` picks them by type.",
            "Несколько ошибок, собранных в одну: упасть могут сразу несколько задач. `except*` выбирает их по типу.",
        ),
        demo: Some("task-group"),
    },
    Term {
        id: "future",
        term: words("future", "футура (Future)"),
        text: words(
            "A place for a result that is not there yet. It is settled once, with a result, an exception or a cancellation, and whoever awaits it wakes up.",
            "Место для результата, которого ещё нет. Она завершается один раз — результатом, исключением или отменой, — и тот, кто её ждёт, просыпается.",
        ),
        demo: Some("future"),
    },
    Term {
        id: "gather",
        term: words("gather", "gather"),
        text: words(
            "Starts several coroutines together and waits for all. Results stand in the order of the call, whichever was ready first.",
            "Запускает вместе несколько корутин и ждёт всех. Результаты стоят в порядке вызова, кто бы ни закончил первым.",
        ),
        demo: Some("gather"),
    },
    Term {
        id: "generator",
        term: words("generator", "генератор"),
        text: words(
            "A function with `yield`: it pauses there, gives a value out, and goes on when it is asked for the next.",
            "Функция с `yield`: на нём она останавливается, отдаёт значение и продолжает, когда попросят следующее.",
        ),
        demo: Some("generator"),
    },
    Term {
        id: "gil",
        term: words("GIL", "GIL"),
        text: words(
            "The global interpreter lock of CPython: of all threads only one runs Python code at a time. It is let go while a thread waits; free-threaded builds do without it.",
            "Глобальная блокировка интерпретатора CPython: из всех потоков код на Python в каждый момент выполняет только один. Пока поток ждёт, она отпущена; в сборках со свободной многопоточностью её нет.",
        ),
        demo: Some("threads-gil"),
    },
    Term {
        id: "handle",
        term: words("handle", "обработчик (handle)"),
        text: words(
            "An entry of the ready queue: a callback, or the next step of a task. It can be cancelled as long as it has not run.",
            "Запись в очереди готовых: обратный вызов или следующий шаг задачи. Пока она не выполнена, её можно отменить.",
        ),
        demo: Some("call-soon"),
    },
    Term {
        id: "io-bound",
        term: words("I/O-bound", "I/O-bound (упирается в ввод-вывод)"),
        text: words(
            "Work whose time goes into waiting for a network, a disk or another program. Here asynchrony gains most.",
            "Работа, время которой уходит на ожидание сети, диска или другой программы. Здесь асинхронность даёт больше всего.",
        ),
        demo: Some("workloads"),
    },
    Term {
        id: "iterator",
        term: words("iterator", "итератор"),
        text: words(
            "An object that gives its values one by one: `__next__` returns the next, or raises `StopIteration`. It goes through once.",
            "Объект, который отдаёт значения по одному: `__next__` возвращает следующее или выбрасывает `StopIteration`. Пройти по нему можно один раз.",
        ),
        demo: Some("iterator"),
    },
    Term {
        id: "livelock",
        term: words("livelock", "активная блокировка (livelock)"),
        text: words(
            "All are busy and none gets on: each reacts to the others, and so things repeat for ever.",
            "Все заняты, но никто не продвигается: каждый отвечает на действия других, и всё повторяется без конца.",
        ),
        demo: Some("livelock"),
    },
    Term {
        id: "lock",
        term: words("lock", "блокировка"),
        text: words(
            "Lets one task at a time into a part of the program; the others wait in line.",
            "Пускает в участок программы по одной задаче; остальные ждут в очереди.",
        ),
        demo: Some("lock"),
    },
    Term {
        id: "parallel",
        term: words("parallel", "параллельность"),
        text: words(
            "Several things run at the very same instant, on several cores.",
            "Несколько дел выполняются в один и тот же миг на нескольких ядрах.",
        ),
        demo: Some("models"),
    },
    Term {
        id: "promise",
        term: words("promise", "promise (обещание)"),
        text: words(
            "In C++ the writing end of a future. In JavaScript the word means the future itself.",
            "В C++ — пишущий конец футуры. В JavaScript этим словом называют саму футуру.",
        ),
        demo: Some("promise"),
    },
    Term {
        id: "queue",
        term: words("queue", "очередь"),
        text: words(
            "Hands items from task to task: `get` waits while it is empty, and `put` while it is full.",
            "Передаёт элементы от задачи к задаче: `get` ждёт, пока она пуста, а `put` — пока она полна.",
        ),
        demo: Some("queue"),
    },
    Term {
        id: "race",
        term: words("race condition", "состояние гонки"),
        text: words(
            "The outcome depends on who comes first. On one thread too: whenever an `await` stands between reading a value and writing it back.",
            "Исход зависит от того, кто успел раньше. Бывает и в одном потоке: всякий раз, когда между чтением значения и его записью стоит `await`.",
        ),
        demo: Some("lock"),
    },
    Term {
        id: "ready-queue",
        term: words("ready queue", "очередь готовых"),
        text: words(
            "What the loop will run next, first in, first out. A task stands in it between being woken and running.",
            "То, что цикл выполнит дальше, в порядке поступления. Задача стоит в ней с того момента, как её разбудили, и до выполнения.",
        ),
        demo: Some("task"),
    },
    Term {
        id: "semaphore",
        term: words("semaphore", "семафор"),
        text: words(
            "A lock for several: at most n tasks are inside at once, the others wait in line.",
            "Блокировка для нескольких: внутри не больше n задач сразу, остальные ждут в очереди.",
        ),
        demo: Some("semaphore"),
    },
    Term {
        id: "shield",
        term: words("shield", "shield"),
        text: words(
            "Keeps a cancellation of the waiter away from what it waits for: the waiter is cancelled, the work goes on.",
            "Не пускает отмену ожидающего к тому, чего он ждёт: ожидающий отменён, а работа продолжается.",
        ),
        demo: Some("cancel"),
    },
    Term {
        id: "starvation",
        term: words("starvation", "голодание"),
        text: words(
            "A task is ready and never gets its turn, or hardly ever, because others do not give way.",
            "Задача готова, но её ход не наступает вовсе или почти никогда, потому что другие не уступают.",
        ),
        demo: Some("async-iterator"),
    },
    Term {
        id: "structured-concurrency",
        term: words("structured concurrency", "структурная конкурентность"),
        text: words(
            "A block that starts tasks is not left before all of them are done. So no task outlives the code that knows of it, and no error is lost.",
            "Из блока, который запустил задачи, не выходят, пока все они не закончены. Поэтому ни одна задача не переживёт код, который о ней знает, и ни одна ошибка не потеряется.",
        ),
        demo: Some("task-group"),
    },
    Term {
        id: "suspension",
        term: words("suspension", "приостановка"),
        text: words(
            "A task stops at an `await`, gives the thread back to the loop and keeps its place and its variables until it is woken.",
            "Задача останавливается на `await`, возвращает поток циклу и хранит своё место и переменные, пока её не разбудят.",
        ),
        demo: Some("nested-await"),
    },
    Term {
        id: "task",
        term: words("task", "задача"),
        text: words(
            "A coroutine that the loop runs by itself, concurrently with others. It is also the future of its result.",
            "Корутина, которую цикл выполняет самостоятельно, одновременно с другими. Она же — футура своего результата.",
        ),
        demo: Some("task"),
    },
    Term {
        id: "task-group",
        term: words("TaskGroup", "TaskGroup"),
        text: words(
            "A block of `async with` that waits for all tasks it started. When one fails, it cancels the others and raises the errors as a group.",
            "Блок `async with`, который ждёт все запущенные в нём задачи. Если одна упала, он отменяет остальные и выбрасывает ошибки одной группой.",
        ),
        demo: Some("task-group"),
    },
    Term {
        id: "thread",
        term: words("thread", "поток"),
        text: words(
            "A flow of execution that the operating system switches, whenever it sees fit. Threads of a process share its memory.",
            "Ход выполнения, который операционная система переключает, когда сочтёт нужным. У потоков одного процесса общая память.",
        ),
        demo: Some("models"),
    },
    Term {
        id: "timeout",
        term: words("timeout", "тайм-аут"),
        text: words(
            "A limit on waiting: when it is over, what is waited for is cancelled and the waiter gets `TimeoutError`.",
            "Предел ожидания: когда он истёк, то, чего ждали, отменяется, а ожидающий получает `TimeoutError`.",
        ),
        demo: Some("timeout"),
    },
    Term {
        id: "turn",
        term: words("turn", "ход цикла"),
        text: words(
            "One pass of the event loop: timers that are due join the ready queue, then whatever was ready at that moment runs.",
            "Один проход цикла событий: сработавшие таймеры встают в очередь готовых, затем выполняется то, что готово к этому моменту.",
        ),
        demo: Some("turns"),
    },
    Term {
        id: "virtual-clock",
        term: words("virtual clock", "виртуальные часы"),
        text: words(
            "A clock that jumps to the next deadline as soon as nothing is left to do. Waiting costs nothing, and every run is the same.",
            "Часы, которые, когда делать больше нечего, сразу перескакивают к следующему сроку. Ждать не приходится, и все запуски одинаковы.",
        ),
        demo: None,
    },
    Term {
        id: "worker",
        term: words("worker", "воркер (Web Worker)"),
        text: words(
            "In a browser, a thread with a memory of its own that speaks with the page by messages. It can compute while the page stays responsive.",
            "В браузере — поток со своей памятью, который обменивается со страницей сообщениями. Он может вычислять, а страница при этом отвечает.",
        ),
        demo: Some("workers"),
    },
    Term {
        id: "yield-from",
        term: words("yield from", "yield from"),
        text: words(
            "Hands a generator’s work over to an inner one, with all its values, what is sent in, and its result. `await` grew out of it.",
            "Передаёт работу генератора внутреннему: все его значения, всё, что посылают внутрь, и его результат. Из этого вырос `await`.",
        ),
        demo: Some("delegation"),
    },
];

/// Returns all terms in the alphabetical order of one language: `glossary_by(|words| words.ru)`.
pub fn glossary_by(language: impl Fn(Words) -> &'static str) -> Vec<&'static Term> {
    let mut terms: Vec<_> = GLOSSARY.iter().collect();
    // In a Russian dictionary ё stands with е; by its code it would come after я.
    terms.sort_by_cached_key(|term| language(term.term).to_lowercase().replace('ё', "е"));
    terms
}
