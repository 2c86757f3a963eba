//! The command `values` on programs in Python: stacks with their variables, watched expressions, and where one is true first.

use loopline::cli::{CommandOutput, main};
use loopline::demos;
use loopline::i18n::Lang;

use crate::alone;

const PROGRAM: &str = "\
import asyncio

async def worker(name, count):
    done = 0
    for i in range(count):
        await asyncio.sleep(1)
        done += i

async def main():
    await asyncio.gather(worker('A', 2), worker('B', 3))

asyncio.run(main())
";

fn values(options: &'static [&'static str]) -> CommandOutput {
    alone(move || {
        let file = std::env::temp_dir().join("values_program.py");
        std::fs::write(&file, PROGRAM).expect("a program can be written");
        let mut args = vec!["values".to_string(), file.to_string_lossy().into_owned()];
        args.extend(options.iter().map(|option| option.to_string()));
        let said = main(&demos::all().collect::<Vec<_>>(), demos::program, &args, Lang::En, None);
        CommandOutput { out: said.out.replace('\u{a0}', " "), ..said }
    })
}

#[test]
fn a_moment_has_every_chain_of_awaits_with_its_variables() {
    let said = values(&["--at", "1.5s"]);
    let stacks = said.out.split_once("\n\n").map(|(_, stacks)| stacks);
    let expected = "\
worker('A', 2) · Task-2
  worker, line 6
    name = 'A'
    count = 2
    done = 0
    i = 1
";
    assert!(stacks.is_some_and(|stacks| stacks.contains(expected)), "{}{}", said.out, said.err);
    assert_eq!((said.err.as_str(), said.status), ("", 0));
}

#[test]
fn a_step_has_what_its_awaits_have_given() {
    let said = values(&["--until", "done == 1"]);
    let expected = "\
worker('A', 2) · Task-2 (runs)
  worker, line 5
    name = 'A'
    count = 2
    done = 1
    i = 1
    await, line 6: None
";
    assert!(said.out.contains(expected), "{}{}", said.out, said.err);
}

#[test]
fn a_watched_expression_is_a_table_of_its_values() {
    let said = values(&["--watch", "done * 2"]);
    let expected = "\
done * 2
     0 s  worker('A', 2) · Task-2  0
     0 s  worker('B', 3) · Task-3  0
  2.00 s  worker('A', 2) · Task-2  2
  2.00 s  worker('B', 3) · Task-3  2
  3.00 s  worker('B', 3) · Task-3  6
";
    assert_eq!((said.out.as_str(), said.err.as_str(), said.status), (expected, "", 0));
}

#[test]
fn an_expression_that_is_never_true_or_wrong_says_so() {
    let said = values(&["--until", "done > 9"]);
    assert_eq!((said.err.as_str(), said.status), ("The expression is never true.\n", 1));
    let said = values(&["--until", "done >"]);
    assert_eq!((said.err.as_str(), said.status), ("done >: SyntaxError: invalid syntax\n", 1));
    let said = values(&["--until", "done > 1"]);
    assert!(said.out.contains("    done = 3\n"), "{}", said.out);
}
