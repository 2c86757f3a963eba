//! The command `values`: what is refused without Python; what it prints of programs is in `tests/python_engine/values.rs`.

use loopline::cli::{Command, CommandOutput, RunRequest, ValuesRequest, main, parse};
use loopline::clock::Micros;
use loopline::demos;
use loopline::i18n::Lang;

fn args(args: &[&str]) -> Vec<String> {
    args.iter().map(|arg| arg.to_string()).collect()
}

fn refused(words: &[&str]) -> String {
    let said = main(&demos::all().collect::<Vec<_>>(), demos::program, &args(words), Lang::En, None);
    assert_eq!((said.out.as_str(), said.status), ("", 2));
    let CommandOutput { err, .. } = said;
    err
}

#[test]
fn its_options_say_which_values_are_read() {
    let words =
        ["values", "p.py", "--at", "1.5s", "--event=7", "--watch", "len(q)", "--watch", "x", "--until", "x > 3"];
    let (command, _) = parse(&args(&words), Lang::En);
    let asked = ValuesRequest {
        at: Some(Micros(1_500_000)),
        event: Some(7),
        watched: vec!["len(q)".into(), "x".into()],
        until: Some("x > 3".into()),
    };
    let run = RunRequest { demo: "p.py".into(), ..RunRequest::default() };
    assert_eq!(command.ok(), Some(Command::Values(run, asked)));
}

#[test]
fn what_has_no_values_of_python_is_refused_in_one_sentence() {
    assert!(refused(&["values", "errands.concurrent"]).contains("a demo in Rust has no variables of Python"));
    assert!(refused(&["values", "run.json"]).contains("a record has no values: give the program"));
    assert!(refused(&["values"]).contains("values needs a program in Python"));
    assert!(refused(&["values", "p.py", "--event", "soon"]).contains("--event wants a number of events, not “soon”"));
    assert!(refused(&["values", "p.py", "--at", "soon"]).contains("--at wants a time such as 2s or 50ms, not “soon”"));
    assert!(refused(&["run", "p.py", "--watch", "x"]).contains("are options of values"));
}
