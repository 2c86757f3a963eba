//! The command `whatif`: both runs beside each other, the gains of halved waits, and what is refused.

use loopline::cli::{CommandOutput, main};
use loopline::demos;
use loopline::i18n::Lang;

fn call(args: &[&str], lang: Lang) -> CommandOutput {
    let args: Vec<String> = args.iter().map(|arg| arg.to_string()).collect();
    let said = main(&demos::all().collect::<Vec<_>>(), demos::program, &args, lang, None);
    // Numbers and their units do not part at the end of a line.
    CommandOutput { out: said.out.replace('\u{a0}', " "), err: said.err.replace('\u{a0}', " "), ..said }
}

#[test]
fn a_change_says_what_it_gains_why_and_where_the_runs_part() {
    let said = call(&["whatif", "errands.concurrent", "--change", "line 52 in medicine: half"], Lang::En);
    let expected = "\
errands.concurrent · line 52 (medicine): half
The run takes 8.00 s instead of 9.00 s: 1.00 s (11%) less.
";
    assert!(said.out.starts_with(expected), "{}", said.out);
    assert!(said.out.contains("\nBefore: Of 9.00 s the largest part"), "{}", said.out);
    assert!(said.out.contains("\nAfter: Of 8.00 s the largest part"), "{}", said.out);
    assert!(said.out.contains("First difference: "), "{}", said.out);
    assert!(said.out.contains("it may have taken another branch"), "{}", said.out);
    assert_eq!((said.err.as_str(), said.status), ("", 0));
}

#[test]
fn a_wait_that_nobody_waits_for_gains_nothing_and_the_answer_says_so() {
    let said = call(&["whatif", "errands.concurrent", "--change=line 52 in pizza: half"], Lang::Ru);
    assert!(said.out.contains("как и прежде"), "{}", said.out);
}

#[test]
fn without_a_change_the_largest_waits_are_halved_and_sorted_by_what_that_gains() {
    let said = call(&["whatif", "errands.sequential"], Lang::En);
    let rows: Vec<&str> = said.out.lines().filter(|line| line.contains("line ") && line.contains(": sleep")).collect();
    assert_eq!(
        rows,
        [
            "       5.50 s      13.50 s      11.00 s      11.00 s  line 52: sleep, 2 waits",
            "       4.00 s      15.00 s       8.00 s       8.00 s  line 46: sleep, 5 waits",
            "       3.00 s      16.00 s       6.00 s       6.00 s  line 52 (medicine): sleep",
            "       2.50 s      16.50 s       5.00 s       5.00 s  line 52 (pizza): sleep",
        ],
        "{}",
        said.out
    );
    assert!(said.out.contains("Any other length: loopline whatif errands.sequential --change \"line 52: zero\""));
}

#[test]
fn machines_get_the_times_in_microseconds() {
    let said = call(&["whatif", "errands.sequential", "--format", "json"], Lang::En);
    let value: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let first = serde_json::json!({
        "change": "line 52: half", "waits": 2, "length_us": 11_000_000, "path_us": 11_000_000, "elapsed_us": 13_500_000,
        "gain_us": 5_500_000,
    });
    assert_eq!((&value["elapsed_us"], &value["half_of_each"][0]), (&19_000_000.into(), &first));
    let said = call(&["whatif", "errands.sequential", "--format=json", "--change", "line 52: zero"], Lang::En);
    let value: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(value["changes"], serde_json::json!(["line 52: zero"]));
    assert_eq!(value["gain_us"], 11_000_000);
}

#[test]
fn what_cannot_be_done_is_refused_with_what_can() {
    let refused = |args: &[&str]| {
        let said = call(args, Lang::En);
        assert_eq!((said.out.as_str(), said.status), ("", 2), "{args:?}");
        said.err
    };
    assert_eq!(
        refused(&["whatif", "errands.sequential", "--change", "line 1: half"]),
        "loopline: the run has no wait “line 1”; it has “line 52”, “line 46”, “line 52 in medicine”, “line 52 in pizza”\n"
    );
    assert!(refused(&["whatif", "errands", "--change", "sooner"]).contains("as in “line 12: half”, not “sooner”"));
    assert!(refused(&["whatif", "run.json"]).contains("a record cannot be run"));
    assert!(refused(&["whatif"]).contains("whatif needs a program or a demo"));
    assert!(refused(&["run", "errands", "--change", "line 52: half"]).contains("changes of waits are for whatif"));
}
