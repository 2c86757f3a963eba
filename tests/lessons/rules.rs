//! Checks of lessons on records of demos: kept, and broken with the event and the sentence that says it.

use loopline::demos::{Args, find, run_to_end};
use loopline::i18n::Lang;
use loopline::lessons::{broken_rules, read_rule};
use loopline::reading::{RecordAnalysis, dump_line};

/// The places at which a demo breaks a check, each with its event.
fn broken(demo: &str, set: &[(&str, &str)], check: &str, orders: &[&str], lang: Lang) -> Vec<String> {
    let demo = find(demo).expect("a demo");
    let mut args = Args::defaults(demo);
    for (name, value) in set {
        assert_eq!(args.set(demo, name, value), Ok(()));
    }
    let record = run_to_end(demo, args);
    let trace = &*record.trace();
    let rule = read_rule(check, orders).expect("a rule");
    let places = broken_rules(trace, &RecordAnalysis::new(trace), demo.file, &[rule], lang).concat();
    let told = places.iter().map(|place| {
        let event = place.seq.map_or(String::new(), |seq| {
            format!(" <{}>", dump_line(trace, seq).split_whitespace().skip(2).take(4).collect::<Vec<_>>().join(" "))
        });
        format!("{}{}{event}", place.place, place.text)
    });
    told.collect()
}

fn kept(demo: &str, set: &[(&str, &str)], check: &str) {
    assert_eq!(broken(demo, set, check, &[], Lang::En), [""; 0], "{check}");
}

#[test]
fn a_check_of_time_knows_less_than_from_at_most() {
    let late = broken("semaphore", &[], "elapsed < 3", &[], Lang::En);
    assert_eq!(late.len(), 1);
    assert!(late[0].contains("the run takes 3.00\u{a0}s, not less than 3.00\u{a0}s."), "{late:?}");
    kept("semaphore", &[], "elapsed <= 3");
    kept("semaphore", &[], "elapsed < 3001ms");
    kept("semaphore", &[], "elapsed  <  3.5 s");
}

#[test]
fn a_check_counts_those_that_are_in_a_semaphore() {
    kept("semaphore", &[], "never more than 2 in semaphore");
    let one = broken("semaphore", &[], "never more than 1 in semaphore", &[], Lang::En);
    assert_eq!(
        one,
        ["parser-2, line 40: 2 are in “semaphore” at once, not at most 1 <resource_changed semaphore value 0>"]
    );
    let none = broken("semaphore", &[], "never more than 1 in sem", &[], Lang::En);
    assert_eq!(none, ["nothing in the program is called “sem”; there are “semaphore”"]);
    let russian = broken("gather", &[], "never more than 1 in sem", &[], Lang::Ru);
    assert_eq!(russian, ["в программе нет ни блокировок, ни семафоров, ни очередей, и «sem» тоже нет"]);
}

#[test]
fn a_check_of_the_output_takes_any_of_its_orders() {
    let check = "printed in any of these orders:";
    let printed = ["first | second", "x|y"];
    let other = broken("semaphore", &[], check, &printed, Lang::En);
    assert_eq!(other.len(), 1);
    assert!(other[0].contains("line 1 of the output is “parser-1 comes”, where “first” was to be"), "{other:?}");
    let begins = broken("semaphore", &[], check, &["a", "parser-1 comes | parser-1 parses"], Lang::En);
    assert!(begins[0].contains("is printed after the last line that was to be <output"), "{begins:?}");
}

#[test]
fn checks_know_what_the_command_line_knows() {
    for (demo, set, check) in [
        ("lost-task", [("variant", "lost")], "no task destroyed"),
        ("forgotten", [("variant", "await")], "no coroutine never awaited"),
        ("deadlock", [("variant", "locks")], "no deadlock"),
        ("blocking", [("variant", "blocking")], "never blocked for more than 50ms"),
    ] {
        assert!(!broken(demo, &set, check, &[], Lang::Ru).is_empty(), "{check}");
        kept("gather", &[], check);
    }
}
