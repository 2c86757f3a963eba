//! The command line: what it prints, refuses and returns.
#![cfg(feature = "cli")]

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
