//! The command line: what it prints, refuses and returns.
#![cfg(feature = "cli")]

mod values;
mod what_if;

use std::io::Read;
use std::process::{Command, Stdio};

use loopline::cli::{CommandOutput, main};
use loopline::demos::{Args, Chapter, Demo, MakeProgram, Param, Program, Quantity, Variant, Words};
use loopline::i18n::Lang;
use loopline::print;
use loopline::runtime::{Error, print_error, sleep};
use loopline::trace::file::read;

const fn words(en: &'static str, ru: &'static str) -> Words {
    Words { en, ru }
}

static TALK: Demo = Demo {
    id: "talk",
    chapter: Chapter::WhyAsync,
    title: words("Talk <loudly>", "Разговор"),
    about: words("Says **something** `twice`.", "Говорит **дважды**."),
    variants: &[
        Variant { id: "soft", title: words("Soft", "Тихо") },
        Variant { id: "loud", title: words("Loud", "Громко") },
    ],
    params: &[Param {
        id: "delay",
        label: words("delay", "задержка"),
        quantity: Quantity::Seconds,
        min: 0.0,
        max: 2.5,
        step: 0.1,
        default: 0.5,
    }],
    ..Demo::DEFAULT
};

static FAIL: Demo =
    Demo { id: "fail", title: words("Fail", "Сбой"), about: words("Fails.", "Падает."), ..Demo::DEFAULT };

fn program(id: &str) -> Option<MakeProgram> {
    let programs: [(&str, MakeProgram); 2] = [("talk", talk), ("fail", fail)];
    programs.into_iter().find(|(name, _)| *name == id).map(|(_, make)| make)
}

fn talk(args: Args) -> Program {
    Box::pin(async move {
        print!("{}", if args.variant() == 1 { "HELLO" } else { "hello" });
        sleep(args.seconds("delay")).await?;
        print_error("bye");
        Ok(())
    })
}

fn fail(_: Args) -> Program {
    Box::pin(async { Err(Error::failed("ValueError", "no such thing")) })
}

fn call(args: &str) -> CommandOutput {
    let args: Vec<String> = args.split_whitespace().map(str::to_string).collect();
    main(&[&TALK, &FAIL], program, &args, Lang::En, None)
}

#[test]
fn a_demo_prints_what_it_prints_to_the_stream_it_chose() {
    let said = call("run talk");
    assert_eq!(said, CommandOutput { out: "hello\n".into(), err: "bye\n".into(), status: 0 });
    assert_eq!(call("run talk --param variant=loud --param delay=0,25").out, "HELLO\n");
    assert_eq!(call("run talk --param=delay=1 --param delay=2").status, 0);
}

#[test]
fn a_demo_that_fails_ends_with_one_and_says_why() {
    assert_eq!(
        call("run fail"),
        CommandOutput { out: String::new(), err: "ValueError: no such thing\n".into(), status: 1 }
    );
    assert_eq!(call("run fail --format text").status, 1);
}

#[test]
fn the_record_comes_in_each_format() {
    let text = call("run talk --format text --param delay=1");
    assert!(text.out.starts_with("# talk delay=1: "), "{}", text.out);
    assert!(text.out.contains("  1.000000  timer_fired"));
    assert!(text.err.is_empty());
    let file = read(call("run talk --format=json --param variant=loud").out.as_bytes()).unwrap();
    assert_eq!(file.program.id, "talk");
    assert_eq!(file.program.args, [("variant".to_string(), "loud".to_string())]);
    let chrome: serde_json::Value = serde_json::from_str(&call("run talk --format chrome").out).unwrap();
    assert!(chrome["traceEvents"].as_array().unwrap().len() > 10);
    let svg = call("run talk --format svg").out;
    assert!(svg.starts_with("<svg ") && svg.contains("<title id=\"title\">Talk &lt;loudly&gt;</title>"), "{svg}");
    assert!(svg.contains("Says something twice."));
    assert!(call("run talk --format svg --lang ru").out.contains("цикл событий"));
}

#[test]
fn what_is_refused_is_said_in_one_sentence_in_the_readers_language() {
    let refusals = [
        ("run nothing", "there is no demo “nothing”; there are: talk, fail"),
        ("run nothing --lang ru", "нет демонстрации «nothing»; есть: talk, fail"),
        ("run", "run needs the name of a demo; see list"),
        ("dance", "there is no command “dance”; see --help"),
        ("run talk --param speed=1", "this demo has no parameter “speed”; it has: variant, delay"),
        ("run fail --param speed=1", "this demo has no parameters"),
        ("run talk --param delay=soon", "“delay” must be a number, not “soon”"),
        ("run talk --param delay=NaN", "“delay” must be a number, not “NaN”"),
        ("run talk --param delay=3", "“delay” must be from 0 to 2.5\u{a0}s, not 3\u{a0}s"),
        ("run talk --param delay=3 --lang=ru", "«delay»: нужно от 0 до 2,5\u{a0}с, а не 3\u{a0}с"),
        ("run talk --param variant=silent", "this demo has no variant “silent”; it has: soft, loud"),
        ("run talk --param delay", "--param wants NAME=VALUE, not “delay”"),
        ("run talk --param", "--param needs a value; see --help"),
        ("run talk --format png", "there is no format “png”; there are: text, json, chrome, svg"),
        ("run talk --lang de", "there is no language “de”; there are: en, ru"),
        ("run talk --quick", "“--quick” is not understood here; see --help"),
        ("run talk twice", "“twice” is not understood here; see --help"),
        ("list all", "“all” is not understood here; see --help"),
        ("run talk --events 9", "--events limits the record of a Python program: it goes with --format"),
        ("run talk --events many", "--events wants a number from 1 to 1,000,000, not “many”"),
        ("list --format text", "“list” is not understood here; see --help"),
    ];
    for (args, sentence) in refusals {
        let expected = CommandOutput { out: String::new(), err: format!("loopline: {sentence}\n"), status: 2 };
        assert_eq!(call(args), expected, "{args}");
    }
}

#[test]
fn the_list_tells_what_can_be_set() {
    let list = call("list").out;
    let expected =
        "Why async\n  talk  Talk <loudly>\n          variant=soft|loud\n          delay=0..2.5\u{a0}s (0.5): delay\n";
    assert!(list.starts_with(expected), "{list}");
    assert!(call("list --lang ru").out.contains("delay=0..2,5\u{a0}с (0,5): задержка"));
}

#[test]
fn help_is_given_when_asked_for_or_when_nothing_is() {
    for args in ["", "--help", "-h", "help", "run --help", "run talk -h"] {
        let said = call(args);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{args}");
        assert!(said.out.contains("loopline run DEMO"));
    }
    assert!(call("--help --lang ru").out.contains("Код завершения"));
}

#[test]
fn the_program_itself_lists_refuses_and_survives_a_reader_that_leaves() {
    let program = || Command::new(env!("CARGO_BIN_EXE_loopline"));
    let list = program().args(["list", "--lang", "en"]).output().unwrap();
    assert!(list.status.success());
    let refused = program().args(["run", "nothing", "--lang", "ru"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("нет демонстрации «nothing»"));
    let mut gone = program().arg("--help").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(gone.stdout.take());
    assert_eq!(gone.wait().unwrap().code(), Some(0));
    let mut err = String::new();
    gone.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(err, "");
}

#[test]
fn the_old_word_for_the_measured_clock_is_understood_and_not_shown() {
    let refused = call("run talk --clock measured");
    assert_eq!(call("run talk --clock instant"), refused, "both are the same clock, which a demo has not");
    assert_ne!(call("run talk --clock other").err, refused.err);
    for lang in ["en", "ru"] {
        for shown in
            [call(&format!("--help --lang {lang}")).out, call(&format!("run talk --clock x --lang {lang}")).err]
        {
            assert!(shown.contains("measured") && !shown.contains("instant"), "{shown}");
        }
    }
}

#[test]
fn visits_that_are_not_understood_are_refused_in_both_languages() {
    let refused = |args: &[&str], lang: Lang| {
        let args: Vec<String> = args.iter().map(|arg| arg.to_string()).collect();
        let said = main(&[], |_| None, &args, lang, None);
        assert_eq!((said.status, said.out.as_str()), (2, ""));
        said.err
    };
    for (args, en, ru) in [
        (
            &["serve", "p.py", "--visit", "get it"][..],
            "loopline: --visit wants a method and a path, as in “GET /”, or ctrl-c, not “get it”\n",
            "loopline: для --visit нужны метод и путь, например «GET /», или ctrl-c, а не «get it»\n",
        ),
        (
            &["serve", "p.py", "--visit", "GET /", "--load", "0@5"],
            "loopline: “0@5” is not understood: a visit before it is changed as by --load 100@50\n",
            "loopline: «0@5» непонятно: посещение перед этим меняют, например, так: --load 100@50\n",
        ),
        (
            &["serve", "p.py", "--at", "1"],
            "loopline: “1” is not understood: a visit before it is changed as by --at 0.5\n",
            "loopline: «1» непонятно: посещение перед этим меняют, например, так: --at 0.5\n",
        ),
        (
            &["run", "p.py", "--visit", "GET /"],
            "loopline: visits are for serve, not for run\n",
            "loopline: посещения бывают у serve, а не у run\n",
        ),
        (
            &["serve", "gather"],
            "loopline: serve wants a Python program, not “gather”\n",
            "loopline: для serve нужна программа на Python, а не «gather»\n",
        ),
    ] {
        assert_eq!(refused(args, Lang::En), en);
        assert_eq!(refused(args, Lang::Ru), ru);
    }
}

#[cfg(not(feature = "python"))]
#[test]
fn a_demo_in_python_is_run_by_a_build_that_has_python() {
    let chat = loopline::demos::find("chat").expect("it is in the course");
    let args = ["run", "chat"].map(String::from);
    let said = main(&[chat], loopline::demos::program, &args, Lang::En, None);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("this build has no Python"), "{}", said.err);
}

/// The course's own demos, as the program has them.
fn course(args: &str) -> CommandOutput {
    let args: Vec<String> = args.split_whitespace().map(str::to_string).collect();
    let all: Vec<&'static Demo> = loopline::demos::all().collect();
    main(&all, loopline::demos::program, &args, Lang::En, None)
}

#[test]
fn explain_says_what_ran_how_long_and_why() {
    let said = course("explain errands.concurrent");
    assert_eq!((said.status, said.err.as_str()), (0, ""));
    for part in [
        "errands variant=concurrent: 3 tasks, 149 events, 9.00\u{a0}s, ended well\n",
        "Of 9.00\u{a0}s the largest part, 6.00\u{a0}s (67%), is sleep, line 52 (medicine): ",
        "\nCritical path\n   0.000000  sleep 1.00\u{a0}s, line 46 (main)\n",
        "   1.000000  sleep 6.00\u{a0}s, line 52 (medicine; main waits 1.00\u{a0}s, line 83: until medicine ends)\n",
        "\nLines\n  line 52: 6.00\u{a0}s of the path (67%), 11.00\u{a0}s of all waiting (55%)\n",
        "\nSlack\n  pizza could have taken up to 2.00\u{a0}s longer without moving the end\n",
        "\nFirst strange thing\n  Nothing.\n",
    ] {
        assert!(said.out.contains(part), "{part:?} in\n{}", said.out);
    }
    assert!(!said.out.contains("Worth knowing"), "a demo in Rust has no advice");
    let russian = course("explain errands.concurrent --lang ru").out;
    assert!(
        russian.contains("\nКритический путь\n")
            && russian.contains("строка 52 (medicine; main ждёт 1,00\u{a0}с, строка 83: пока не завершится medicine)"),
        "{russian}"
    );
}

#[test]
fn explain_gives_machines_the_same_with_microseconds_that_add_up() {
    let said = course("explain errands --param variant=concurrent --format json");
    let value: serde_json::Value = serde_json::from_str(&said.out).expect("it is JSON");
    let path = value["path"].as_array().expect("a list");
    let sum: u64 = path.iter().filter_map(|part| part["length_us"].as_u64()).sum();
    assert_eq!((sum, value["elapsed_us"].as_u64()), (9_000_000, Some(9_000_000)));
    assert_eq!(path[1]["at"]["line"], 52);
    assert_eq!(path[1]["waits"][0]["task"], "main");
    assert_eq!(value["first_strange"], serde_json::Value::Null);
    assert_eq!(value["slack"][2], serde_json::json!({ "task": "pizza", "slack_us": 2_000_000 }));
}

#[test]
fn a_record_is_read_like_the_program_that_left_it() {
    let folder = std::env::temp_dir().join(format!("loopline-cli-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let record = folder.join("run.json");
    std::fs::write(&record, course("run errands --param variant=concurrent --format json").out).expect("a file");
    let (record, bad) = (record.display().to_string(), folder.join("bad.json"));
    std::fs::write(&bad, "{}").expect("a file");
    assert_eq!(course(&format!("explain {record}")), course("explain errands.concurrent"));
    assert_eq!(course(&format!("diff {record} errands.concurrent")).status, 0);
    let refused = course(&format!("check {} --elapsed 1s", bad.display()));
    assert!(refused.status == 2 && refused.err.contains("is not a Loopline trace"), "{}", refused.err);
    assert_eq!(course(&format!("explain {record}.none.json")).status, 2);
    std::fs::remove_dir_all(&folder).expect("the folder is there");
}

#[test]
fn advice_comes_with_the_record_of_a_program_in_python() {
    let record = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/requests-blocking.blocking.json");
    let said = course(&format!("explain {record}"));
    assert_eq!(said.status, 0);
    assert!(said.out.contains("\nWorth knowing\n  line 18: Held the whole loop for 3.90\u{a0}s"), "{}", said.out);
    assert!(said.out.contains("This step held the loop"), "{}", said.out);
    let checked = course(&format!("check {record} --never-blocked 50ms"));
    assert_eq!(checked.status, 1);
    assert!(checked.out.starts_with("never-blocked: ") && checked.out.contains(", line "), "{}", checked.out);
}

#[test]
fn check_prints_a_line_for_each_broken_rule() {
    let kept = CommandOutput::default();
    assert_eq!(course("check errands.concurrent --elapsed 9s --never-blocked 50ms --no-destroyed --no-failure"), kept);
    let late = course("check errands.concurrent --elapsed 8.5 --no-deadlock");
    assert_eq!((late.status, late.out.lines().count()), (1, 1));
    let expected = "elapsed: medicine, line 52: the run takes 9.00\u{a0}s, not at most 8.50\u{a0}s. ";
    assert!(late.out.starts_with(expected), "{}", late.out);
    let stuck = course("check deadlock.locks --no-deadlock");
    assert_eq!(stuck.status, 1);
    assert!(
        stuck.out.lines().count() >= 2 && stuck.out.lines().all(|line| line.starts_with("no-deadlock: ")),
        "{}",
        stuck.out
    );
    assert!(stuck.out.lines().skip(1).all(|line| line.contains(", line ")), "{}", stuck.out);
    let blocked = course("check blocking.blocking --never-blocked 50ms");
    assert_eq!(blocked.status, 1, "{}", blocked.out);
    let lost = course("check lost-task.lost --no-destroyed");
    assert_eq!(lost.status, 1, "{}", lost.out);
    assert!(course("check forgotten.await --no-never-awaited").out.starts_with("no-never-awaited: "));
}

#[test]
fn diff_finds_the_first_difference_and_says_why() {
    assert_eq!(course("diff gather gather").out, "No difference.\n");
    let said = course("diff errands.sequential errands.concurrent");
    assert_eq!((said.status, said.err.as_str()), (1, ""));
    assert!(said.out.starts_with("First difference: "), "{}", said.out);
    assert!(
        said.out.contains("\n  errands.sequential: ") && said.out.contains("\n  errands.concurrent: "),
        "{}",
        said.out
    );
    assert!(said.out.contains("errands.concurrent takes 9.00\u{a0}s.\n"), "{}", said.out);
    assert!(course("diff errands.sequential errands.concurrent --lang ru").out.starts_with("Первое различие"));
}

#[test]
fn what_the_readers_of_records_cannot_do_is_refused() {
    for (args, sentence) in [
        ("explain", "explain needs a record or a program"),
        ("check --elapsed 1s", "check needs a record or a program"),
        ("check gather", "rules such as --elapsed 2s are for check, which needs one; see --help"),
        ("run gather --elapsed 1s", "rules such as --elapsed 2s are for check, which needs one; see --help"),
        ("check gather --elapsed soon", "--elapsed wants a time such as 2s or 50ms, not “soon”"),
        ("diff gather", "diff needs two records or programs"),
        ("diff gather hello --format json", "diff has no --format"),
        ("explain gather --format svg", "explain prints text, or with --format json JSON"),
        ("explain gather.loud", "this demo has no"),
        ("diff gather hello errands", "“errands” is not understood here; see --help"),
    ] {
        let said = course(args);
        assert!(said.err.starts_with(&format!("loopline: {sentence}")), "{args}: {}", said.err);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{args}");
    }
}
