//! Context variables of a program: what it sets them to, and whose they are.

use loopline::reading::{Index, LiveTask};

use super::{alone, ran, told};

#[test]
fn context_variables_are_recorded_where_the_program_changes_them_and_not_where_the_library_does() {
    assert_eq!(
        told(
            &[
                "import asyncio, contextvars, decimal",
                "user = contextvars.ContextVar('user', default='nobody')",
                "user.set('root')",
                "async def handle(name):",
                "    token = user.set(name)",
                "    await asyncio.sleep(1)",
                "    user.reset(token)",
                "async def main():",
                "    await asyncio.gather(handle('ann'), handle('bob'))",
                "    decimal.getcontext().prec = 5",
                "    fresh = contextvars.ContextVar('fresh')",
                "    with fresh.set([1, 2]): pass",
                "asyncio.run(main())",
            ],
            &["context_", "step_began"],
        ),
        [
            "context_changed user = 'root'",
            "step_began Task-1",
            "step_began Task-2",
            "context_changed user = 'ann'",
            "step_began Task-3",
            "context_changed user = 'bob'",
            "step_began Task-2",
            "context_changed user = 'root'",
            "step_began Task-3",
            "context_changed user = 'root'",
            "step_began Task-1",
            "context_changed fresh = [1, 2]",
            "context_changed fresh = unset",
        ]
    );
}

#[test]
fn a_task_inherits_what_was_set_before_the_loop_ran_and_a_callback_leaves_nothing() {
    let source = "\
import asyncio, contextvars
user = contextvars.ContextVar('user')
user.set('root')
async def child():
    user.set('ann')
    await asyncio.sleep(1)
async def main():
    asyncio.get_running_loop().call_soon(user.set, 'lost')
    task = asyncio.create_task(child())
    await asyncio.sleep(0.5)
    raise SystemExit
asyncio.run(main())
";
    let known = alone(|| {
        let trace = ran(source).trace;
        let index = Index::new(&trace);
        let woken = trace.events().find(|(_, event)| event.t.seconds() == 0.5).expect("main wakes").0;
        let state = index.state_at(&trace, woken);
        let of = |live: &LiveTask| {
            let values = live.context.values().map(|variable| trace.text(variable.value).to_string());
            (trace.text(live.name).to_string(), values.collect::<Vec<_>>())
        };
        state.tasks.values().map(of).collect::<Vec<_>>()
    });
    assert_eq!(known, [("Task-1".into(), vec!["'root'".into()]), ("Task-2".into(), vec!["'ann'".into()])]);
}
