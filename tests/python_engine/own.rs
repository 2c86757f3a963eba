//! Describing a run runs nothing of the program's.

use super::{alone, ran, told};

#[test]
fn what_a_program_puts_in_the_place_of_attributes_and_methods_is_not_run_by_the_record() {
    const PROGRAM: &str = r#"
import asyncio

class Named(asyncio.Task):
    def get_name(self):
        print("get_name")
        return "mine"

    def cancelling(self):
        print("cancelling")
        raise RuntimeError

    def get_coro(self):
        print("get_coro")

    @property
    def _state(self):
        print("_state")
        return "odd"

class Callback:
    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name)

    def __call__(self, *args):
        print("called", len(args))

class Held(list):
    def __iter__(self):
        print("iterated")
        return list.__iter__(self)

class Queue(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = Held()

    def _get(self):
        return self._queue.pop()

async def works():
    try:
        await asyncio.sleep(1)
    finally:
        print("cleaned up")

async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **options: Named(coro, loop=loop, **options))
    callback = Callback()
    loop.call_soon(callback)
    loop.call_later(0.5, callback, callback)
    task = asyncio.create_task(works())
    task.add_done_callback(callback)
    queue = Queue()
    queue.put_nowait(1)
    print(queue.get_nowait())
    await asyncio.sleep(0.75)
    task.cancel()
    await asyncio.wait([task])
    task.set_name("other")

asyncio.run(main())
"#;
    let said = alone(|| ran(PROGRAM).printed);
    let said: String = said.into_iter().map(|(_, said)| said).collect();
    assert_eq!(said, "1\ncalled 0\ncalled 1\ncleaned up\ncalled 1\n");
}

#[test]
fn a_callback_of_the_program_is_not_taken_for_one_of_asyncios_with_the_same_name() {
    let lines = [
        "import asyncio",
        "def _set_result_unless_cancelled(future, value): future.set_result(value)",
        "async def main():",
        "    loop = asyncio.get_running_loop()",
        "    future = loop.create_future()",
        "    loop.call_later(1, _set_result_unless_cancelled, future, 1)",
        "    await future",
        "    await asyncio.sleep(1)",
        "asyncio.run(main())",
    ];
    assert_eq!(
        told(&lines, &["timer_set"]),
        ["timer_set timer0 _set_result_unless_cancelled due 1.000000", "timer_set timer1 sleep due 2.000000"]
    );
}
