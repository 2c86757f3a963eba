//! Generators of the runtime: what they hand over, what they record, and what a file keeps of it.

use crate::common::{output, prints};
use loopline::i18n::{Lang, plain, sentence};
use loopline::print;
use loopline::reading::laws;
use loopline::reading::spans::Spans;
use loopline::reading::{GeneratorPhase, Index, dump};
use loopline::runtime::generator;
use loopline::runtime::{Error, Generator, Result, Resumed, create_task_named, run_exact, sleep};
use loopline::trace::file::{ClockKind, DamageLocation, ProgramInfo, ReadError, TraceFile, read, write};
use loopline::trace::{EventKind, Seq, Trace};

use Resumed::{StopIteration, Yielded};

/// Yields 1 and 2 and returns 3.
fn one_two() -> Generator<i32, i32, i32> {
    generator("one_two", |y| async move {
        y.yield_(1).await?;
        y.yield_(2).await?;
        Ok(3)
    })
}

/// The lines of a record that tell of generators or were printed, without time and place in it.
fn told(trace: &Trace) -> Vec<String> {
    if let Err(broken) = laws::check(trace) {
        panic!("{broken}\n{}", dump(trace));
    }
    let dump = dump(trace);
    let lines = dump.lines().filter(|line| line.contains("generator_") || line.contains("  output "));
    let words = lines.map(|line| {
        let words: Vec<&str> = line.split_whitespace().skip(2).filter(|word| !word.starts_with(['<', '@'])).collect();
        words.join(" ")
    });
    words.collect()
}

#[track_caller]
fn tells<F>(make: impl FnOnce() -> F, expected: &[&str])
where
    F: Future<Output = Result<()>> + 'static,
{
    let run = run_exact(make);
    assert_eq!(told(&run.trace()), expected);
}

#[test]
fn a_generator_pauses_at_each_yield_and_ends_once() {
    let g = one_two();
    assert_eq!(g.resume(), Ok(Yielded(1)));
    assert_eq!(g.resume(), Ok(Yielded(2)));
    assert!(!g.done());
    assert_eq!(g.resume(), Ok(StopIteration(Some(3))));
    assert!(g.done());
    assert_eq!(g.resume(), Ok(StopIteration(None)));
    assert_eq!(one_two().map(|value| value.unwrap()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_resumption_is_recorded_inside_the_step_and_a_yield_with_its_value() {
    tells(
        || async {
            let g = one_two();
            print!("made");
            while let Yielded(value) = g.resume()? {
                print!("got {value}");
            }
            Ok(())
        },
        &[
            "generator_created one_two by main",
            "output out \"made\"",
            "generator_resumed one_two next",
            "generator_yielded one_two 1",
            "output out \"got 1\"",
            "generator_resumed one_two next",
            "generator_yielded one_two 2",
            "output out \"got 2\"",
            "generator_resumed one_two next",
            "generator_ended one_two returned 3",
        ],
    );
}

#[test]
fn what_is_sent_is_what_the_yield_gives() {
    let echo = || {
        generator("echo", |y| async move {
            let mut got: Option<i32> = None;
            loop {
                got = y.yield_(got.map(|got| got * 10)).await?;
            }
        })
    };
    tells(
        move || async move {
            let g: Generator<Option<i32>, i32, ()> = echo();
            let early = g.send(1).unwrap_err();
            print!("{early}");
            assert_eq!(g.resume(), Ok(Yielded(None)));
            assert_eq!(g.send(4), Ok(Yielded(Some(40))));
            assert_eq!(g.resume(), Ok(Yielded(None)), "a plain resumption sends nothing");
            Ok(())
        },
        &[
            "generator_created echo by main",
            "output out \"TypeError: can't send non-None value to a just-started generator\"",
            "generator_resumed echo next",
            "generator_yielded echo None",
            "generator_resumed echo sent 4",
            "generator_yielded echo Some(40)",
            "generator_resumed echo next",
            "generator_yielded echo None",
            "generator_resumed echo closed", // dropped with the main coroutine
            "generator_ended echo closed",
        ],
    );
}

/// Yields for ever, and says goodbye when it is closed.
fn polite() -> Generator<i32> {
    generator("polite", |y| async move {
        loop {
            match y.yield_(1).await {
                Err(Error::GeneratorExit) => {
                    print!("goodbye");
                    return Ok(());
                }
                Err(error) => print!("caught {error}"),
                Ok(_) => print!("going on"),
            }
        }
    })
}

#[test]
fn a_generator_cleans_up_when_it_is_closed_and_goes_on_after_an_error_it_catches() {
    tells(
        || async {
            let g = polite();
            g.resume()?;
            g.throw(Error::failed("ValueError", "no"))?;
            g.close()?;
            g.close()?; // nothing more happens
            assert_eq!(g.throw(Error::Timeout), Err(Error::Timeout));
            Ok(())
        },
        &[
            "generator_created polite by main",
            "generator_resumed polite next",
            "generator_yielded polite 1",
            "generator_resumed polite thrown ValueError: no",
            "output out \"caught ValueError: no\"",
            "generator_yielded polite 1",
            "generator_resumed polite closed",
            "output out \"goodbye\"",
            "generator_ended polite returned ()",
        ],
    );
}

#[test]
fn a_generator_that_has_not_begun_is_closed_or_fails_without_running() {
    tells(
        || async {
            polite().close()?;
            assert_eq!(polite().throw(Error::Timeout), Err(Error::Timeout));
            Ok(())
        },
        &[
            "generator_created polite#0 by main",
            "generator_ended polite#0 closed",
            "generator_created polite#1 by main",
            "generator_resumed polite#1 thrown TimeoutError",
            "generator_ended polite#1 raised TimeoutError",
        ],
    );
}

#[test]
fn a_generator_that_nobody_can_resume_is_closed_where_it_is_dropped() {
    prints(
        || async {
            let g = polite();
            g.resume()?;
            let same = g.clone();
            drop(g);
            print!("one is left");
            drop(same);
            print!("none is left");
            Ok(())
        },
        &["one is left", "goodbye", "none is left"],
    );
}

#[test]
fn one_that_yields_while_it_is_closed_has_ignored_it() {
    let stubborn = || {
        generator("stubborn", |y| async move {
            y.yield_(1).await?;
            Ok(())
        })
    };
    tells(
        move || async move {
            let g: Generator<i32> = generator("outer", |y| async move {
                let _ignored = y.yield_(1).await;
                y.yield_(2).await?;
                Ok(())
            });
            g.resume()?;
            assert_eq!(g.close(), Err(Error::runtime("generator ignored GeneratorExit")));
            drop(g);
            let left: Generator<i32> = stubborn();
            left.resume()?;
            Ok(())
        },
        &[
            "generator_created outer by main",
            "generator_resumed outer next",
            "generator_yielded outer 1",
            "generator_resumed outer closed",
            "generator_yielded outer 2",
            "generator_resumed outer closed",
            "generator_ended outer closed",
            "generator_created stubborn by main",
            "generator_resumed stubborn next",
            "generator_yielded stubborn 1",
            "generator_resumed stubborn closed",
            "generator_ended stubborn closed",
        ],
    );
}

#[test]
fn an_error_comes_out_at_whoever_resumed() {
    let fails: fn() -> Generator<i32> = || {
        generator("fails", |y| async move {
            y.yield_(1).await?;
            Err(Error::failed("ValueError", "no"))
        })
    };
    let g = fails();
    assert_eq!(g.resume(), Ok(Yielded(1)));
    assert_eq!(g.resume(), Err(Error::failed("ValueError", "no")));
    assert_eq!(g.resume(), Ok(StopIteration(None)));
    let collected: Vec<_> = fails().collect();
    assert_eq!(collected, [Ok(1), Err(Error::failed("ValueError", "no"))]);
}

#[test]
fn yield_from_passes_everything_on_and_gives_what_the_inner_one_returned() {
    tells(
        || async {
            let outer: Generator<i32, i32, ()> = generator("outer", |y| async move {
                y.yield_each([7]).await?;
                let got = y.yield_from(one_two()).await?;
                print!("inner returned {got}");
                Ok(())
            });
            outer.resume()?;
            outer.resume()?;
            outer.send(5)?;
            assert_eq!(outer.resume(), Ok(StopIteration(Some(()))));
            Ok(())
        },
        &[
            "generator_created outer by main",
            "generator_resumed outer next",
            "generator_yielded outer 7",
            "generator_resumed outer next",
            "generator_created one_two by main",
            "generator_resumed one_two next",
            "generator_yielded one_two 1",
            "generator_yielded outer 1 from one_two",
            "generator_resumed outer sent 5",
            "generator_resumed one_two sent 5",
            "generator_yielded one_two 2",
            "generator_yielded outer 2 from one_two",
            "generator_resumed outer next",
            "generator_resumed one_two next",
            "generator_ended one_two returned 3",
            "output out \"inner returned 3\"",
            "generator_ended outer returned ()",
        ],
    );
}

#[test]
fn closing_and_throwing_reach_the_inner_one_first() {
    tells(
        || async {
            let outer: Generator<i32> = generator("outer", |y| async move {
                let ended = y.yield_from(polite()).await;
                print!("outer: {ended:?}");
                ended
            });
            outer.resume()?;
            outer.throw(Error::Timeout)?;
            outer.close()?;
            Ok(())
        },
        &[
            "generator_created outer by main",
            "generator_resumed outer next",
            "generator_created polite by main",
            "generator_resumed polite next",
            "generator_yielded polite 1",
            "generator_yielded outer 1 from polite",
            "generator_resumed outer thrown TimeoutError",
            "generator_resumed polite thrown TimeoutError",
            "output out \"caught TimeoutError\"",
            "generator_yielded polite 1",
            "generator_yielded outer 1 from polite",
            "generator_resumed outer closed",
            "generator_resumed polite closed",
            "output out \"goodbye\"",
            "generator_ended polite returned ()",
            "output out \"outer: Err(GeneratorExit)\"",
            "generator_ended outer closed",
        ],
    );
}

#[test]
fn what_is_no_generators_business_is_refused() {
    prints(
        || async {
            let waits: Generator<i32> = generator("waits", |_| async { sleep(1.0).await });
            print!("{}", waits.resume().unwrap_err());

            let itself: std::rc::Rc<std::cell::RefCell<Option<Generator<i32>>>> = Default::default();
            let own = itself.clone();
            let g = generator("itself", |_| async move {
                let own = own.borrow().clone().unwrap();
                print!("{}", own.resume().unwrap_err());
                Ok(())
            });
            itself.replace(Some(g.clone()));
            g.resume()?;
            itself.replace(None);

            let kept: std::rc::Rc<std::cell::RefCell<Option<loopline::runtime::Yielder<i32>>>> = Default::default();
            let keep = kept.clone();
            let g: Generator<i32> = generator("gives away", |y| async move {
                keep.replace(Some(y));
                Ok(())
            });
            g.resume()?;
            let y = kept.take().unwrap();
            print!("{}", y.yield_(1).await.unwrap_err());
            sleep(0.5).await?; // the task itself can still wait
            print!("done");
            Ok(())
        },
        &[
            "RuntimeError: a generator can await only its own yields: only a coroutine can wait",
            "ValueError: generator already executing",
            "RuntimeError: yield outside its generator",
            "done",
        ],
    );
}

#[test]
fn a_generator_is_handed_from_task_to_task_and_runs_in_the_step_of_each() {
    let run = run_exact(|| async {
        let g = one_two();
        let same = g.clone();
        let first = create_task_named(
            async move {
                print!("{:?}", same.resume()?);
                Ok(())
            },
            "first",
        );
        first.await?;
        print!("{:?}", g.resume()?);
        Ok(())
    });
    assert_eq!(output(&run.trace()), ["Yielded(1)", "Yielded(2)"]);
    let resumed: Vec<_> = run
        .trace()
        .events()
        .filter(|(_, event)| matches!(event.kind, EventKind::GeneratorResumed { .. }))
        .map(|(_, event)| run.trace().event(event.cause.unwrap()).kind.word())
        .collect();
    assert_eq!(resumed, ["step_began", "step_began", "step_began"], "the last is the closing one");
    assert_eq!(laws::check(&run.trace()), Ok(()));
}

#[test]
fn the_state_tells_where_each_generator_stands() {
    let run = run_exact(|| async {
        let outer: Generator<i32, i32, i32> = generator("outer", |y| async move { y.yield_from(one_two()).await });
        outer.resume()?;
        print!("here");
        Ok(())
    });
    let trace = run.trace();
    let index = Index::new(&trace);
    let at = |wanted: fn(&EventKind) -> bool| {
        let place = trace.kinds().iter().position(wanted).unwrap();
        index.state_at(&trace, Seq(place as u32)).generators
    };
    let created = at(|kind| matches!(kind, EventKind::GeneratorCreated { .. }));
    assert_eq!(created.values().map(|g| g.pause).collect::<Vec<_>>(), [GeneratorPhase::Created]);
    let yielded = at(|kind| matches!(kind, EventKind::GeneratorYielded { .. }));
    assert!(matches!(
        yielded.values().map(|g| g.pause).collect::<Vec<_>>()[..],
        [GeneratorPhase::Running(0), GeneratorPhase::Yielded { from: None, .. }]
    ));
    let printed = at(|kind| matches!(kind, EventKind::Output { .. }));
    let pauses: Vec<_> = printed.iter().map(|(id, g)| (id.0, trace.text(g.name), g.pause)).collect();
    let [
        (0, "outer", GeneratorPhase::Yielded { value, from: Some(from), .. }),
        (1, "one_two", GeneratorPhase::Yielded { .. }),
    ] = pauses[..]
    else {
        panic!("{pauses:?}");
    };
    assert_eq!((trace.text(value), from.0), ("1", 1));
    assert!(index.state_at(&trace, trace.last().unwrap()).generators.is_empty(), "closed with the main coroutine");
}

fn file(trace: Trace) -> TraceFile {
    TraceFile { program: ProgramInfo::default(), clock: ClockKind::Virtual, trace, notes: Vec::new() }
}

#[test]
fn a_record_with_generators_is_a_file_of_version_2_and_one_without_is_as_before() {
    let run = run_exact(|| async {
        let outer: Generator<i32> = generator("outer", |y| async move { y.yield_from(polite()).await });
        outer.resume()?;
        outer.throw(Error::Timeout)?;
        outer.close()?;
        let echo: Generator<i32, i32, i32> = one_two();
        echo.resume()?;
        echo.send(3)?;
        echo.resume()?;
        assert!(polite().throw(Error::Timeout).is_err());
        Ok(())
    });
    let trace = run.trace().clone();
    let text = write(&file(trace.clone()));
    assert!(text.starts_with("{\"format\":\"loopline-trace\",\"version\":2,"));
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(dump(&again.trace), dump(&trace));
    assert!(again.trace.events().eq(trace.events()));

    let as_first = text.replacen("\"version\":2", "\"version\":1", 1);
    assert!(matches!(read(as_first.as_bytes()), Err(ReadError::Damaged { at: DamageLocation::Member("schema"), .. })));
    let version = loopline::trace::file::VERSION + 1;
    let newer = text.replacen("\"version\":2", &format!("\"version\":{version}"), 1);
    assert_eq!(read(newer.as_bytes()).unwrap_err(), ReadError::Newer { version });

    let plain = run_exact(|| async { sleep(1.0).await }).trace().clone();
    let first = write(&file(plain.clone()));
    assert!(first.starts_with("{\"format\":\"loopline-trace\",\"version\":1,") && !first.contains("generator_"));
    assert_eq!(dump(&read(first.as_bytes()).unwrap().trace), dump(&plain));
    let row = "\"events\":[";
    let smuggled = first.replacen(row, &format!("{row}[31,0,0,0,0,2],"), 1);
    let Err(ReadError::Damaged { what, .. }) = read(smuggled.as_bytes()) else { panic!("a kind of a later version") };
    assert_eq!(what, "there is no kind 31");
}

#[test]
fn a_file_cannot_resume_a_generator_that_was_never_made() {
    let run = run_exact(|| async {
        one_two().resume()?;
        Ok(())
    });
    let trace = run.trace();
    let mut other = trace.clone();
    other.clear_events();
    for (_, event) in trace.events().filter(|(_, event)| !matches!(event.kind, EventKind::GeneratorCreated { .. })) {
        other.push(loopline::trace::Event { cause: None, ..event });
    }
    let refused = read(write(&file(other)).as_bytes()).unwrap_err().to_string();
    assert!(refused.contains("generator 0 is used before it is created"), "{refused}");
}

#[test]
fn each_event_of_a_generator_is_a_sentence_in_both_languages() {
    let run = run_exact(|| async {
        let outer: Generator<i32, i32, i32> = generator("outer", |y| async move { y.yield_from(one_two()).await });
        outer.resume()?;
        outer.send(5)?;
        outer.close()?;
        Ok(())
    });
    let trace = run.trace();
    let spans = Spans::new(&trace);
    let index = Index::new(&trace);
    let said = |lang| {
        let events = trace.events().filter(|(_, event)| event.kind.word().starts_with("generator"));
        events.map(|(seq, _)| plain(&sentence(&trace, &spans, &index, seq, lang))).collect::<Vec<_>>()
    };
    assert_eq!(
        said(Lang::En),
        [
            "Generator outer is created; none of its code has run yet.",
            "Generator outer runs.",
            "Generator one_two is created; none of its code has run yet.",
            "Generator one_two runs.",
            "Generator one_two yields 1 and pauses.",
            "Generator outer passes on 1 from one_two and pauses.",
            "Generator outer goes on: its yield gives 5.",
            "Generator one_two goes on: its yield gives 5.",
            "Generator one_two yields 2 and pauses.",
            "Generator outer passes on 2 from one_two and pauses.",
            "Generator outer is being closed: its yield raises GeneratorExit.",
            "Generator one_two is being closed: its yield raises GeneratorExit.",
            "Generator one_two is closed.",
            "Generator outer is closed.",
        ]
    );
    assert_eq!(
        said(Lang::Ru)[4..7],
        [
            "Генератор one_two отдаёт 1 и приостанавливается.",
            "Генератор outer передаёт дальше 1 от one_two и приостанавливается.",
            "Генератор outer продолжает работу: его yield возвращает 5.",
        ]
    );
}
