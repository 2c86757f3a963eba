//! Generators of a program: recorded as those of the demos in Rust, and no order changed.

use loopline::trace::EventKind;
use loopline::trace::Limit;

use super::{alone, count, ran, told};

const KINDS: &[&str] = &["generator_", "output", "step_", "task_created", "warning"];

#[test]
fn a_generator_pauses_at_each_yield_and_returns_once() {
    assert_eq!(
        told(
            &[
                "def numbers():",
                "    print('it begins')",
                "    got = yield 1",
                "    print('got', got)",
                "    yield 2",
                "    return 3",
                "g = numbers()",
                "print('made')",
                "print(next(g))",
                "print(g.send('hello'))",
                "try: next(g)",
                "except StopIteration as stop: print(stop.value)",
            ],
            KINDS,
        ),
        [
            "generator_created numbers @p.py:7",
            "output out \"made\"",
            "generator_resumed numbers next",
            "output out \"it begins\"",
            "generator_yielded numbers 1 numbers@p.py:3",
            "output out \"1\"",
            "generator_resumed numbers sent 'hello'",
            "output out \"got hello\"",
            "generator_yielded numbers 2 numbers@p.py:5",
            "output out \"2\"",
            "generator_resumed numbers next",
            "generator_ended numbers returned 3",
            "output out \"3\"",
        ]
    );
}

#[test]
fn a_value_is_passed_on_by_yield_from_and_what_is_sent_goes_to_the_inner_generator() {
    assert_eq!(
        told(
            &[
                "def inner():",
                "    got = yield 'a'",
                "    return got",
                "def outer():",
                "    got = yield from inner()",
                "    yield got",
                "g = outer()",
                "next(g)",
                "g.send(5)",
            ],
            KINDS,
        ),
        [
            "generator_created outer @p.py:7",
            "generator_resumed outer next",
            "generator_created inner @p.py:5",
            "generator_resumed inner next",
            "generator_yielded inner 'a' inner@p.py:2",
            "generator_yielded outer 'a' from inner outer@p.py:5",
            "generator_resumed outer sent 5",
            "generator_resumed inner sent 5",
            "generator_ended inner returned 5",
            "generator_yielded outer 5 outer@p.py:6",
            // The program is over.
            "generator_resumed outer closed",
            "generator_ended outer closed",
        ]
    );
}

#[test]
fn a_generator_is_closed_left_by_an_error_or_thrown_away_before_it_begins() {
    assert_eq!(
        told(
            &[
                "def numbers():",
                "    try: yield 1",
                "    finally: print('clean-up')",
                "g = numbers(); next(g)",
                "g.close()",
                "g = numbers(); next(g)",
                "try: g.throw(ValueError('no'))",
                "except ValueError: pass",
                "g = numbers()",
                "g = None",
            ],
            KINDS,
        ),
        [
            "generator_created numbers#0 @p.py:4",
            "generator_resumed numbers#0 next",
            "generator_yielded numbers#0 1 numbers@p.py:2",
            "generator_resumed numbers#0 closed",
            "output out \"clean-up\"",
            "generator_ended numbers#0 closed",
            "generator_created numbers#1 @p.py:6",
            "generator_resumed numbers#1 next",
            "generator_yielded numbers#1 1 numbers@p.py:2",
            "generator_resumed numbers#1 thrown ValueError: no",
            "output out \"clean-up\"",
            "generator_ended numbers#1 raised ValueError: no",
            "generator_created numbers#2 @p.py:9",
            "generator_ended numbers#2 closed",
        ]
    );
}

#[test]
fn a_pipeline_of_generators_runs_each_inside_the_one_that_asks_it() {
    assert_eq!(
        told(
            &[
                "def numbers():",
                "    for n in range(2): yield n",
                "squares = (n * n for n in numbers())",
                "for n in squares: print(n)",
            ],
            KINDS,
        ),
        [
            "generator_created numbers @p.py:3",
            "generator_created <genexpr> @p.py:3",
            "generator_resumed <genexpr> next",
            "generator_resumed numbers next",
            "generator_yielded numbers 0 numbers@p.py:2",
            "generator_yielded <genexpr> 0 <genexpr>@p.py:3",
            "output out \"0\"",
            "generator_resumed <genexpr> next",
            "generator_resumed numbers next",
            "generator_yielded numbers 1 numbers@p.py:2",
            "generator_yielded <genexpr> 1 <genexpr>@p.py:3",
            "output out \"1\"",
            "generator_resumed <genexpr> next",
            "generator_resumed numbers next",
            "generator_ended numbers returned None",
            "generator_ended <genexpr> returned None",
        ]
    );
}

#[test]
fn a_generator_in_a_task_runs_inside_its_steps_and_belongs_to_it() {
    assert_eq!(
        told(
            &[
                "import asyncio",
                "def numbers():",
                "    yield 1",
                "    yield 2",
                "async def main():",
                "    for n in numbers():",
                "        await asyncio.sleep(n)",
                "asyncio.run(main())",
            ],
            KINDS,
        ),
        [
            "task_created Task-1 @p.py:8",
            "step_began Task-1",
            "generator_created numbers by Task-1 @p.py:6",
            "generator_resumed numbers next",
            "generator_yielded numbers 1 numbers@p.py:3",
            "step_ended Task-1 suspended on sleep until 1.000000 main@p.py:7",
            "step_began Task-1",
            "generator_resumed numbers next",
            "generator_yielded numbers 2 numbers@p.py:4",
            "step_ended Task-1 suspended on sleep until 3.000000 main@p.py:7",
            "step_began Task-1",
            "generator_resumed numbers next",
            "generator_ended numbers returned None",
            "step_ended Task-1 returned None",
        ]
    );
}

#[test]
fn generators_that_only_compute_do_not_fill_the_record_and_run_to_their_end() {
    let source = "print(sum(n for n in range(1_000_000)))";
    let said = alone(move || ran(source).printed);
    assert_eq!(said.iter().map(|(_, text)| text.as_str()).collect::<String>(), "499999500000\n");
    let resumptions = count(source, |kind| matches!(kind, EventKind::GeneratorResumed { .. }));
    assert_eq!(resumptions, Limit::RESUMPTIONS as usize);
    let warnings = told(&[source], &["warning"]);
    assert_eq!(warnings, [format!("warning limit: {}", Limit::Resumptions.text())]);
}

#[test]
fn generators_of_the_library_are_not_recorded() {
    let program = [
        "import io, tokenize",
        "def lines(): yield 'x = 1'",
        "print(len(list(tokenize.generate_tokens(lines().__next__))))",
    ];
    assert_eq!(
        told(&program, KINDS),
        [
            "generator_created lines @p.py:3",
            "generator_resumed lines next",
            "generator_yielded lines 'x = 1' lines@p.py:2",
            "generator_resumed lines next",
            "generator_ended lines returned None",
            "output out \"5\"",
        ]
    );
}
