//! `loopline serve`: each program of `serve/` with the options beside it, by what is printed of it and of its visits.

use std::fs;

use loopline::cli::main;
use loopline::i18n::Lang;

use super::same_as_cpython::programs;
use super::{alone, folder};

#[test]
fn programs_that_serve_are_visited() {
    let mut wrong = Vec::new();
    for program in programs(&folder("serve")) {
        let options = fs::read_to_string(program.with_extension("args")).expect("every program has its options");
        let path = program.to_string_lossy().into_owned();
        let args: Vec<String> = ["serve", &path].into_iter().chain(options.lines()).map(str::to_string).collect();
        let said = alone(move || main(&[], |_| None, &args, Lang::En, None));
        let actual = format!("{}{}exit {}\n", said.out, said.err, said.status);
        let record = program.with_extension("txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&record, &actual).expect("a record can be written");
        }
        if fs::read_to_string(&record).unwrap_or_default() != actual {
            wrong.push(format!("{}\n{actual}", program.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
