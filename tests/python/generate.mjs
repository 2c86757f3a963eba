// Programs that use asyncio in every way at random. A number makes one, always the same.
//
// A program prints nothing that CPython does not promise: no addresses, sets sorted, groups that cancel their tasks in
// order; who waits for a task was made before it, so that none waits for itself. It ends, since each function calls
// only later ones, and since there is fuel for so many calls.

/// Numbers at random, from a number.
const random = (seed) => {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (bound) => Math.floor(next() * bound);
  return { below, chance: (of) => next() < of, pick: (list) => list[below(list.length)], some: (least, most) => least + below(most - least + 1) };
};

const BEGINNING = `
import asyncio
import asyncio.taskgroups
import contextlib
import contextvars
import functools
import gc
import itertools
import sys
import time
import warnings


class Ordered(dict):
    """A set in the order of its making: a group cancels its tasks in the order of a set, and of a set there is none."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


asyncio.taskgroups.set = Ordered
# Where in the library a coroutine is dropped, and when what only refers to itself, is nobody's promise.
warnings.resetwarnings()
warnings.filterwarnings("ignore", module="asyncio")
gc.disable()
sys.unraisablehook = sys.__unraisablehook__
fuel = FUEL
runs = 0
numbers = itertools.count(1)
tasks = []
seen = []
shared = {"a": 0, "b": 0}
level = contextvars.ContextVar("level", default=-1)
var = contextvars.ContextVar("var", default=0)


class Odd(Exception):
    pass


class Halt(BaseException):
    pass


def called(task):
    """A task's name. What counts those without a name counts what is thrown away, too: it is right once."""
    name = task.get_name()
    return name if runs == 1 else name.partition("-")[0]


def say(*what):
    try:
        task = asyncio.current_task()
    except RuntimeError:
        task = None
    print(called(task) if task else "-", *what)


def go_on():
    global fuel
    fuel -= 1
    return fuel > 0


def told(error, depth=0):
    if error is None or depth > 4:
        return "..." if error else None
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}({error.message}, {[told(one, depth + 1) for one in error.exceptions]})"
    return f"{type(error).__name__}({error})"


def chain(error):
    """What led to an error, up to a cancellation: what that came from RustPython does not keep."""
    links = []
    while error is not None and len(links) < 5:
        links.append(f"{'from ' if error.__cause__ else ''}{told(error)}")
        if isinstance(error, asyncio.CancelledError):
            break
        error = error.__cause__ or error.__context__
    return links


def outcome(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    error = future.exception()
    return told(error) if error else repr(future.result())


def names(some):
    return sorted(called(one) for one in some)


def spawn(coroutine, name):
    """A task that others may cancel, and those before it wait for."""
    context = contextvars.copy_context()
    context.run(level.set, len(tasks))
    task = asyncio.create_task(coroutine, name=f"{name}.{len(tasks)}", context=context)
    tasks.append(task)
    return task


def later(k):
    """What a task may wait for: one that was made after it."""
    some = tasks[level.get() + 1 :]
    return some[k % len(some)] if some else asyncio.sleep(0, "none")


def noticed(label, future):
    say(label, outcome(future))


async def leave():
    """Ends what is left, in order: as asyncio does it, by way of a set, there is none."""
    for _ in range(100):
        left = asyncio.all_tasks() - {asyncio.current_task()}
        left = sorted(left, key=lambda task: (len(task.get_name()), task.get_name()))
        if not left:
            break
        for task in left:
            task.cancel("leaving")
        await asyncio.wait(left, timeout=1)
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)


def finish():
    """From here on what is destroyed says nothing."""
    global say
    say = lambda *what: None
    warnings.simplefilter("ignore")
    sys.unraisablehook = say
`;

/// Makes the program of a number.
export const program = (seed) => {
  const { below, chance, pick, some } = random(seed);
  const functions = [];
  let names = 0;
  const fresh = (letter) => `${letter}_${(names += 1)}`;
  const indent = (lines) => lines.map((line) => `    ${line}`);
  const delay = () => pick(["0", "0", "0.001", "0.001", "0.002", "0.002", "0.003", "0.005", "0.01", "n / 1000", "shared['a'] / 1000"]);
  const value = () => pick(["n", "n + 1", `${below(5)}`, "shared['a']", "len(seen)", "var.get()", `"${pick("pqrs")}"`, "queue.qsize()"]);
  const number = () => pick(["n", `${below(4)}`, "n % 3", "shared['b'] % 4"]);
  const label = () => `"${pick(["red", "blue", "green", "grey"])}${below(9)}"`;
  const error = () =>
    pick([
      `ValueError(${label()})`,
      `KeyError(${value()})`,
      `Odd(${label()}, ${value()})`,
      "ZeroDivisionError()",
      `asyncio.CancelledError(${label()})`,
      "asyncio.TimeoutError()",
      `RuntimeError(${label()})`,
      `ExceptionGroup(${label()}, [ValueError(${value()}), Odd(1)])`,
      `StopIteration(${value()})`,
      "StopAsyncIteration()",
      "GeneratorExit()",
      "Halt(1)",
    ]);
  const caught = () => pick(["ValueError", "(ValueError, KeyError)", "Odd", "Exception", "Exception", "TimeoutError", "asyncio.CancelledError", "asyncio.CancelledError", "BaseException", "RuntimeError", "LookupError"]);

  /// A later function of a kind, and a call of it.
  const called = (here, kind) => {
    const later = functions.filter((one) => one.kind === kind && one.index > here.index);
    return later.length ? `${pick(later).name}(${number()})` : null;
  };
  const coroutine = (here) => called(here, "async") ?? `asyncio.sleep(${delay()}, ${value()})`;

  /// Something to wait for, which may take for ever.
  const awaitable = (here, depth = 0) => {
    const within = () => (depth > 2 ? `asyncio.sleep(${delay()}, ${value()})` : awaitable(here, depth + 1));
    return pick([
      () => coroutine(here),
      () => coroutine(here),
      () => `asyncio.sleep(${delay()}, ${value()})`,
      () => `asyncio.sleep(${delay()})`,
      () => `later(${below(9)})`,
      () => `queue.${pick(["get()", "get()", `put(${number()})`, "join()"])}`,
      () => "event.wait()",
      () => `futures[${below(3)}]`,
      () => `barrier.wait()`,
      () => `asyncio.wait_for(${within()}, ${pick([delay(), delay(), "0", "None", "-1"])})`,
      () => `asyncio.shield(${within()})`,
      () => `asyncio.gather(${Array.from({ length: some(0, 3) }, within).join(", ")}${chance(0.5) ? ", return_exceptions=True" : ""})`.replace("(, ", "("),
      () => called(here, "awaitable") ?? coroutine(here),
    ])();
  };

  const bounded = (here, lines) =>
    chance(0.75) ? [`async with asyncio.timeout(${delay()})${chance(0.3) ? " as cm" : ""}:`, ...indent(lines)] : lines;

  /// What handles an error that is called `error`.
  const handled = (here, kind) => {
    const lines = [pick([`say(${label()}, told(error))`, "say(chain(error))", `say("caught", type(error).__name__)`])];
    if (/Cancelled|BaseException/.test(kind)) {
      if (chance(0.3)) lines.push("if asyncio.current_task():", `    say(asyncio.current_task().cancelling()${chance(0.5) ? ", asyncio.current_task().uncancel()" : ""})`);
      lines.push(...(chance(0.5) ? ["raise"] : ["if not go_on():", "    raise"]));
    } else if (chance(0.15)) lines.push("raise");
    else if (chance(0.15)) lines.push(`raise Odd(${label()})${pick([" from error", " from None", ""])}`);
    if (here.async && chance(0.3)) lines.unshift(`await asyncio.sleep(${delay()})`);
    return lines;
  };

  const tried = (here, depth, body) => {
    const lines = ["try:", ...indent(body ?? block(here, depth))];
    const ends = chance(0.35);
    if (chance(0.12)) {
      lines.push(`except* ${pick(["ValueError", "Odd", "(KeyError, RuntimeError)", "Exception"])} as error:`);
      lines.push(...indent([`say("group", told(error))`, ...(chance(0.2) ? [`raise Odd(${label()})`] : [])]));
      if (chance(0.4)) lines.push("except* BaseException as error:", ...indent([`say("rest", told(error))`, "raise"]));
    } else if (!ends || chance(0.6)) {
      const kinds = [...new Set([caught(), ...(chance(0.5) ? [caught()] : [])])];
      for (const kind of kinds) lines.push(`except ${kind} as error:`, ...indent(handled(here, kind)));
      if (chance(0.3)) lines.push("else:", ...indent(block(here, depth + 1)));
    }
    if (ends || lines.at(-1).startsWith("try")) lines.push("finally:", ...indent(block(here, depth + 1)));
    return lines;
  };

  /// Statements of a function that may wait.
  const waiting = [
    (here) => [`await asyncio.sleep(${delay()})`],
    (here) => [`await asyncio.sleep(0)`, `say(${label()})`],
    (here) => [`say(await ${coroutine(here)})`],
    (here, depth) => bounded(here, [`say(await ${awaitable(here)})`]),
    (here, depth) => tried(here, depth, bounded(here, [`say(await ${awaitable(here)})`])),
    (here, depth) => tried(here, depth, [`say("last", await ${awaitable(here)})`]),
    (here, depth) => {
      const task = fresh("t");
      const options = pick(["", "", `, name=f"${task}.{next(numbers)}"`, ", context=contextvars.copy_context()", ", eager_start=True"]);
      const lines = [`${task} = asyncio.create_task(${coroutine(here)}${options})`, ...block(here, depth + 1)];
      lines.push(...pick([
        () => [`say(await ${task})`],
        () => [`say(${task}.cancel(${chance(0.5) ? label() : ""}), ${task}.cancelling(), ${task}.done())`, ...tried(here, depth, [`say(await ${task})`])],
        () => [`await asyncio.wait([${task}]${chance(0.5) ? `, timeout=${delay()}` : ""})`, `say(outcome(${task}))`],
        () => [`${task}.add_done_callback(functools.partial(noticed, ${label()}))`, `await asyncio.sleep(${delay()})`],
        () => [`${task}.set_name(f"new {next(numbers)}")`, `say(called(${task}), ${task}.get_coro() is None, repr(${task}).partition(" name=")[0])`, ...tried(here, depth, [`await ${task}`])],
      ])());
      return lines;
    },
    (here, depth) => {
      const future = fresh("f");
      return [
        `${future} = asyncio.gather(${Array.from({ length: some(1, 3) }, () => awaitable(here)).join(", ")}, return_exceptions=${pick(["True", "False"])})`,
        ...(chance(0.3) ? [`asyncio.get_running_loop().call_later(${delay()}, ${future}.cancel)`] : []),
        ...(chance(0.3) ? block(here, depth + 1) : []),
        ...tried(here, depth, [`say([told(one) if isinstance(one, BaseException) else one for one in await ${future}])`]),
      ];
    },
    (here, depth) => {
      const list = fresh("l");
      return [
        `${list} = [${Array.from({ length: some(1, 3) }, () => `asyncio.create_task(${coroutine(here)}, name=f"${fresh("x")}.{next(numbers)}")`).join(", ")}]`,
        `done, pending = await asyncio.wait(${list}, ${pick(["", `timeout=${delay()}, `])}return_when=asyncio.${pick(["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"])})`,
        "say(names(done), names(pending))",
        ...(chance(0.6) ? [`for one in ${list}:`, "    say(one.cancel(), called(one))"] : []),
        ...(chance(0.5) ? [`await asyncio.wait(${list}, timeout=${delay()})`, `say([outcome(one) for one in ${list}])`] : []),
      ];
    },
    (here, depth) => {
      const list = fresh("l");
      const tasks = Array.from({ length: some(1, 4) }, () => `asyncio.create_task(${coroutine(here)}, name=f"${fresh("c")}.{next(numbers)}")`);
      const body = [pick(["say(await one)", `say(${label()}, await one)`]), ...(chance(0.2) ? ["break"] : [])];
      return [
        `${list} = [${tasks.join(", ")}]`,
        ...tried(here, depth, [
          `${pick(["for", "async for"])} one in asyncio.as_completed(${list}${chance(0.4) ? `, timeout=${delay()}` : ""}):`,
          ...indent(chance(0.5) ? tried(here, depth + 1, body) : body),
        ]),
        ...(chance(0.5) ? [`say([outcome(one) for one in ${list}])`] : []),
      ];
    },
    (here, depth) => {
      const group = fresh("g");
      const lines = [];
      for (let count = some(1, 3); count; count -= 1) {
        lines.push(`${group}.create_task(${coroutine(here)}${pick(["", `, name=f"${fresh("m")}.{next(numbers)}"`])})`);
        if (chance(0.3)) lines.push(...block(here, depth + 1));
      }
      return tried(here, depth, [`async with asyncio.TaskGroup() as ${group}:`, ...indent(lines), `say("group is done")`]);
    },
    (here, depth) => {
      const cm = fresh("cm");
      const lines = block(here, depth + 1);
      if (chance(0.3)) lines.unshift(`${cm}.reschedule(${pick(["None", `asyncio.get_running_loop().time() + ${delay()}`])})`);
      return [
        ...tried(here, depth, [`async with asyncio.timeout(${pick([delay(), "None"])}) as ${cm}:`, ...indent(lines), `say("in time")`]),
        ...(chance(0.4) ? [] : [`say("expired", asyncio.current_task().cancelling())`]),
      ];
    },
    (here, depth) => {
      const lock = pick(["lock", "lock", "semaphore", "condition"]);
      return [`async with ${lock}:`, ...indent([`say("has ${lock}")`, ...block(here, depth + 1)]), ...(chance(0.3) ? [`say(${lock}.locked())`] : [])];
    },
    (here, depth) => tried(here, depth, ["async with asyncio.timeout(0.02):", "    async with condition:", ...indent(indent([pick(["say(await condition.wait())", "say(await condition.wait_for(lambda: shared['a'] > 1))"])]))]),
    (here) => ["async with condition:", ...indent([pick(["condition.notify()", "condition.notify(2)", "condition.notify_all()"]), `shared["a"] += 1`])],
    (here, depth) => tried(here, depth, bounded(here, ["await lock.acquire()", "try:", ...indent(block(here, depth + 1)), "finally:", "    lock.release()"])),
    (here, depth) => tried(here, depth, bounded(here, ["say(await barrier.wait())", ...pick([[], ["say(barrier.n_waiting, barrier.broken)"]])])),
    (here) => [pick(["await barrier.abort()", "await barrier.reset()"])],
    (here, depth) => tried(here, depth, bounded(here, [pick([`await queue.put(${number()})`, `say("got", await queue.get())`, `say("got", await queue.get())`])])),
    (here, depth) => bounded(here, [`say(await asyncio.shield(later(${below(9)})))`]),
    (here, depth) => tried(here, depth, bounded(here, [`say(await futures[${below(3)}])`])),
    (here) => ["asyncio.current_task().cancel()", `await asyncio.sleep(${delay()})`],
  ];

  /// Statements that use what else is written to be awaited.
  const using = [
    (here, depth) => {
      const call = called(here, "agen");
      if (!call) return [`say(await ${coroutine(here)})`];
      const agen = fresh("a");
      return pick([
        () => [`async for one in ${call}:`, ...indent(["say(one)", ...(chance(0.4) ? block(here, depth + 1) : []), ...(chance(0.3) ? ["break"] : [])])],
        () => [`say([one async for one in ${call}${chance(0.3) ? " if one" : ""}])`],
        () => [`async with contextlib.aclosing(${call}) as ${agen}:`, ...indent([`async for one in ${agen}:`, "    say(one)", ...(chance(0.5) ? ["    break"] : [])])],
        () => [
          `${agen} = ${call}`,
          ...tried(here, depth, [
            `say(await anext(${agen}, "end"))`,
            `say(await ${agen}.asend(${value()}))`,
            ...(chance(0.5) ? [`say(await ${agen}.athrow(${error()}))`] : []),
          ]),
          `await ${agen}.aclose()`,
        ],
      ])();
    },
    (here, depth) => {
      const call = called(here, "manager");
      if (!call) return [`say(await ${coroutine(here)})`];
      if (chance(0.7)) return [`async with ${call} as one:`, ...indent(["say(one)", ...block(here, depth + 1)])];
      return tried(here, depth, [
        "async with contextlib.AsyncExitStack() as stack:",
        ...indent([`say(await stack.enter_async_context(${call}))`, `stack.push_async_callback(${coroutine(here).replace(/\(.*/, "")}, 0)`, `stack.callback(say, ${label()})`, ...block(here, depth + 1)]),
      ]);
    },
    (here) => [`say(await ${called(here, "awaitable") ?? coroutine(here)})`],
  ];

  /// Statements of any function.
  const any = [
    (here) => [`say(${label()}, ${value()})`],
    (here) => [`say(${value()})`],
    (here) => [`shared["${pick("ab")}"] += 1`, "say(shared)"],
    (here) => [`seen.append(${value()})`],
    (here) => ["say(asyncio.get_running_loop().time())"],
    (here, depth) => [`if ${pick(["n % 2", "shared['a'] % 2", "len(seen) > 2", "event.is_set()", "queue.empty()"])}:`, ...indent(block(here, depth + 1)), ...(chance(0.5) ? ["else:", ...indent(block(here, depth + 1))] : [])],
    (here, depth) => [`for k in range(${some(1, 3)}):`, ...indent([...block(here, depth + 1), ...(chance(0.2) ? [pick(["if k: break", "if k: continue", "say(k)"])] : [])])],
    (here, depth) => [`match ${value()}:`, "    case 0 | 1:", ...indent(indent(block(here, depth + 1))), "    case int() as some if some < 4:", "        say(some)", "    case _:", ...indent(indent(block(here, depth + 1)))],
    (here, depth) => tried(here, depth),
    (here, depth) => tried(here, depth, [...block(here, depth + 1), `raise ${error()}`]),
    (here) => (chance(0.5) ? [`if go_on() and ${pick(["n % 2", "shared['b'] % 2", "len(seen) % 2"])}:`, `    raise ${error()}`] : [`say(1)`]),
    (here) => [`spawn(${coroutine(here)}, ${label()})`],
    (here) => [`spawn(${coroutine(here)}, ${label()})`],
    (here) => ["if tasks:", `    say(tasks[${below(20)} % len(tasks)].cancel(${chance(0.5) ? label() : ""}))`],
    (here) => ["if tasks:", `    one = tasks[${below(20)} % len(tasks)]`, "    say(called(one), outcome(one), one.cancelling())"],
    (here) => ["if tasks:", `    tasks[${below(20)} % len(tasks)].add_done_callback(functools.partial(noticed, ${label()}))`],
    (here, depth) => tried(here, depth, ["if tasks:", `    say(tasks[${below(20)} % len(tasks)].${pick(["result()", "exception()", "uncancel()"])})`]),
    (here, depth) => [`if not futures[${below(3)}].done():`, `    futures[${below(3)}].cancel(${chance(0.5) ? label() : ""})`],
    (here, depth) => {
      const future = `futures[${below(3)}]`;
      return [`if not ${future}.done():`, `    ${future}.${pick([`set_result(${value()})`, `set_result(${value()})`, `set_exception(ValueError(${label()}))`])}`, "else:", `    say(outcome(${future}))`];
    },
    (here) => [`futures[${below(3)}].add_done_callback(functools.partial(noticed, ${label()}))`],
    (here) => [`futures[${below(3)}] = asyncio.get_running_loop().create_future()`],
    (here, depth) => tried(here, depth, [pick([`queue.put_nowait(${number()})`, `say(queue.get_nowait())`, "queue.task_done()", "say(queue.qsize(), queue.full())"])]),
    (here) => (chance(0.15) ? [`queue.shutdown(${pick(["", "immediate=True"])})`] : ["say(queue.qsize(), queue.maxsize)"]),
    (here) => [pick(["event.set()", "event.set()", "event.clear()"]), "say(event.is_set())"],
    (here, depth) => tried(here, depth, [pick(["lock.release()", "semaphore.release()", "say(lock.locked(), semaphore.locked())", "condition.notify()"])]),
    (here) => [`var.set(${value()})`, "say(var.get())"],
    (here) => [`say(contextvars.copy_context().run(var.get))`],
    (here) => [`time.sleep(${delay()})`],
    (here) => ["say(names(asyncio.all_tasks()))"],
    (here) => [pick(["say(repr(queue)[:12], queue._maxsize)", "say(repr(lock).partition(' [')[2])", "say(repr(event).partition(' [')[2])", "say(repr(semaphore).partition(' [')[2])", "say(repr(barrier).partition(' [')[2])", "say(repr(futures[0]))"])],
    (here) => [`say(asyncio.iscoroutine(${value()}), asyncio.isfuture(futures[0]))`],
    (here) => (chance(0.3) ? [`${coroutine(here)}`] : [`say(${value()})`]),
    (here) => (chance(0.3) ? ["try:", `    asyncio.run(leave())`, "except RuntimeError as error:", "    say(told(error))"] : [`say(${value()})`]),
  ];

  /// Statements that use other functions, at once or later.
  const calling = [
    (here) => {
      const call = called(here, "sync");
      const say = call ? call.replace("(", ", ") .replace(/\)$/, "") : `say, ${label()}`;
      const handle = fresh("h");
      return [
        `${handle} = asyncio.get_running_loop().${pick([`call_soon(${say})`, `call_later(${delay()}, ${say})`, `call_at(asyncio.get_running_loop().time() + ${delay()}, ${say})`])}`,
        ...(chance(0.25) ? [`${handle}.cancel()`, `say(${handle}.cancelled())`] : []),
      ];
    },
    (here, depth) => {
      const call = called(here, "gen");
      if (!call) return [`say(${value()})`];
      const gen = fresh("s");
      return pick([
        () => [`for one in ${call}:`, ...indent(["say(one)", ...(chance(0.3) ? ["break"] : [])])],
        () => [`say(list(${call}))`],
        () => [`${gen} = ${call}`, ...tried(here, depth, [`say(next(${gen}, "end"), ${gen}.send(${value()}))`, ...(chance(0.5) ? [`say(${gen}.throw(${error()}))`] : [])]), `say(${gen}.close())`],
      ])();
    },
    (here) => {
      const call = called(here, "sync");
      return call ? [`say(${call})`] : [`say(${value()})`];
    },
    (here, depth) => {
      const token = fresh("v");
      return [`${token} = var.set(${value()})`, ...block(here, depth + 1), `var.reset(${token})`];
    },
  ];

  const block = (here, depth) => {
    if (depth > 3) return [`say(${value()})`];
    const lines = [];
    for (let count = depth ? some(1, 2) : some(3, 7); count; count -= 1) {
      const statement = pick(pick(here.async ? [waiting, waiting, waiting, waiting, using, using, any, any, calling] : [any, any, calling]))(here, depth + 1);
      // Most of what fails ends no function.
      lines.push(...(depth || chance(0.4) ? statement : ["try:", ...indent(statement), "except Exception as error:", `    say("failed", told(error))`]));
      if (here.yields && chance(here.kind === "manager" ? 0 : 0.5)) lines.push(pick([`yield ${value()}`, `say("sent", (yield ${value()}))`]));
    }
    return lines;
  };

  const bodies = {
    async: (one) => [`async def ${one.name}(n):`, ...indent(["if not go_on():", "    return", ...block(one, 0), `return ${value()}`])],
    agen: (one) => [`async def ${one.name}(n):`, ...indent([`yield ${value()}`, ...block(one, 0), ...tried(one, 1), `yield "end"`])],
    gen: (one) => [`def ${one.name}(n):`, ...indent([...block(one, 0), `yield ${value()}`, ...(called(one, "gen") ? [`say((yield from ${called(one, "gen")}))`] : []), `return ${value()}`])],
    sync: (one) => [`def ${one.name}(n):`, ...indent(["if not go_on():", "    return", ...block(one, 0), `return ${value()}`])],
    manager: (one) => [
      "@contextlib.asynccontextmanager",
      `async def ${one.name}(n):`,
      ...indent([
        ...block(one, 1),
        "try:",
        `    yield ${value()}`,
        ...(chance(0.5) ? [`except ${caught()} as error:`, `    say("manager", told(error))`, ...(chance(0.4) ? ["    raise"] : [])] : []),
        "finally:",
        ...indent(block(one, 2)),
      ]),
    ],
    awaitable: (one) => [
      `class ${one.name}:`,
      ...indent([
        "def __init__(self, n):",
        "    self.n = n",
        "",
        "def __await__(self):",
        "    n = self.n",
        ...indent([`say("awaited", n)`, pick(["yield", "yield", `yield from asyncio.sleep(${delay()}).__await__()`]), `got = yield from ${coroutine(one)}.__await__()`, pick(["return got", "return self.n", `raise ${error()}`])]),
      ]),
    ],
  };
  const kinds = ["async", "async", "async", "async", "agen", "gen", "sync", "manager", "awaitable"];
  const made = ["async", ...Array.from({ length: some(2, 7) }, () => pick(kinds)), "agen", "gen", "sync", "manager", "awaitable", "async"];
  for (const [index, kind] of made.entries()) {
    const name = (kind === "awaitable" ? "A" : { async: "w", agen: "g", gen: "s", sync: "c", manager: "m" }[kind]) + index;
    functions.push({ index, kind, name, async: ["async", "agen", "manager"].includes(kind), yields: ["agen", "gen"].includes(kind) });
  }
  const queue = pick(["Queue", "Queue", "LifoQueue", "PriorityQueue"]);
  const watched = chance(0.93);
  const runs = chance(0.15) ? 2 : 1;
  const run = (line) => Array.from({ length: runs }, (_, n) => line(n));
  const main = [
    "async def main(n):",
    ...indent([
      "global queue, lock, event, condition, semaphore, barrier, futures, runs",
      "runs += 1",
      `queue = asyncio.${queue}(${some(0, 3)})`,
      "lock = asyncio.Lock()",
      "event = asyncio.Event()",
      `condition = asyncio.Condition(${pick(["", "lock"])})`,
      `semaphore = asyncio.${pick(["Semaphore", "BoundedSemaphore"])}(${some(1, 2)})`,
      `barrier = asyncio.Barrier(${some(1, 3)})`,
      "loop = asyncio.get_running_loop()",
      "futures = [loop.create_future() for _ in range(3)]",
      ...(chance(0.3) ? [`loop.set_exception_handler(lambda loop, context: say("handler", context["message"], told(context.get("exception"))))`] : []),
      ...(chance(0.1) ? ["loop.set_task_factory(asyncio.eager_task_factory)"] : []),
      ...functions.filter((one) => one.kind === "async" && chance(0.5)).map((one) => `spawn(${one.name}(${number()}), "side")`),
      `first = asyncio.create_task(${functions[0].name}(n), name="first")`,
      `await asyncio.wait([first${chance(0.3) ? "" : ", *tasks"}]${watched ? ", timeout=1" : ""})`,
      "say(outcome(first))",
      "await leave()",
      "for future in [*tasks, *futures, first]:",
      "    say(outcome(future))",
      "tasks.clear()",
      ...(chance(0.3) ? ["return first.result()"] : []),
    ]),
  ];
  const start = pick([
    () => ["try:", ...run((n) => `    asyncio.run(main(${n}))`), "finally:", "    finish()"],
    () => ["try:", "    with asyncio.Runner() as runner:", ...run((n) => `        print(runner.run(main(${n})))`), "finally:", "    finish()"],
    () => ["loop = asyncio.new_event_loop()", "try:", ...run((n) => `    print(loop.run_until_complete(main(${n})))`), "finally:", "    finish()", "    loop.close()"],
  ])();
  const parts = [BEGINNING.trim().replace("FUEL", `${some(20, 80)}`).split("\n"), ...functions.map((one) => bodies[one.kind](one)), main, start];
  return parts.map((lines) => lines.join("\n")).join("\n\n\n") + "\n";
};
