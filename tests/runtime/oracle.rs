//! The programs of `oracle/scenarios` in Rust, compared with what CPython did with them (`oracle/records`): every
//! step of every task, every line of output and every end, with its time and its turn of the loop.
//!
//! The format is defined at the top of `oracle/record.py`. Each program stands beside its Python original line by
//! line, under the same name.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use loopline::runtime::{Result, run_exact};

use record::written;

/// Makes each program a test, and lists them all.
macro_rules! scenarios {
    ($($name:ident)*) => {
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        #[cfg(test)]
        mod equals_cpython {
            $(
                #[test]
                fn $name() {
                    crate::oracle::compare(stringify!($name), super::$name);
                }
            )*
        }
    };
}

#[path = "../oracle/programs/mod.rs"]
mod programs;
#[path = "../oracle/record.rs"]
mod record;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(name)
}

fn compare<F>(name: &str, program: fn() -> F)
where
    F: Future<Output = Result<()>> + 'static,
{
    let file = folder("records").join(format!("{name}.txt"));
    let expected = fs::read_to_string(&file).expect("every program has a record: tests/oracle/record.py writes it");
    let run = run_exact(program);
    let actual = written(&run.trace());
    assert!(actual == expected, "{name}: CPython did\n{expected}\nand our runtime did\n{actual}");
}

fn stems(folder_name: &str, extension: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder(folder_name)).expect("the folder is part of the repository");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    wanted.map(|path| path.file_stem().expect("it has a name").to_string_lossy().into_owned()).collect()
}

#[test]
fn every_scenario_has_a_record_and_a_twin_in_rust() {
    let scenarios = stems("scenarios", "py");
    let ported: BTreeSet<String> = programs::names().map(String::from).collect();
    let only_one_has = |other: &BTreeSet<String>| scenarios.symmetric_difference(other).cloned().collect::<Vec<_>>();
    assert_eq!(only_one_has(&stems("records", "txt")), [""; 0], "not in both, scenarios and records");
    assert_eq!(only_one_has(&ported), [""; 0], "not in both, scenarios and programs in Rust");
    assert!(scenarios.len() >= 60);
}
