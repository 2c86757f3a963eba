//! Every demo of the catalogue, as data and as a run.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use loopline::demos::{
    Args, BEYOND, CATALOGUE, Chapter, Demo, Refused, Twins, all, all_in_rust, find, program, run_to_end,
};
use loopline::reading::dump;
use loopline::reading::laws;
use loopline::trace::{Status, Trace};

use crate::{paths, python};

/// The runs whose point is that they do not end well.
const DEADLOCKED: &[&str] = &["deadlock.locks", "deadlock.tasks"];

fn run(demo: &'static Demo, args: Args) -> (Trace, Option<Status>) {
    let run = run_to_end(demo, args);
    let status = run.status();
    (run.trace().clone(), status)
}

/// A demo with each of its variants; one without any once.
pub fn variants(demo: &'static Demo) -> Vec<(String, Args)> {
    let defaults = Args::defaults(demo);
    if demo.variants.is_empty() {
        return vec![(demo.id.into(), defaults)];
    }
    let named = demo.variants.iter().enumerate();
    named.map(|(i, variant)| (format!("{}.{}", demo.id, variant.id), defaults.clone().with_variant(demo, i))).collect()
}

/// The files of the demos' folders with this ending, by their paths relative to `src/`, without it.
fn files(ending: &str) -> BTreeSet<String> {
    let sources = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |folder: PathBuf| {
        fs::read_dir(folder).expect("a folder of the sources").map(|entry| entry.expect("an entry").path())
    };
    let folders = read(sources.join("demos")).filter(|path| path.is_dir());
    let paths = folders.flat_map(read).map(|path| {
        let path = path.strip_prefix(&sources).expect("it lies among the sources");
        path.to_str().expect("its name is UTF-8").replace('\\', "/")
    });
    paths.filter_map(|path| path.strip_suffix(ending).map(String::from)).collect()
}

#[test]
fn every_file_of_a_chapter_is_in_the_catalogue_once_and_chapters_follow_one_another() {
    let stems: Vec<String> = all().map(|demo| demo.stem().to_string()).collect();
    assert_eq!(BTreeSet::from_iter(stems.clone()), files(".rs"));
    assert_eq!(BTreeSet::from_iter(all().map(|demo| demo.id)).len(), stems.len(), "an id stands for one demo");
    assert!(CATALOGUE.is_sorted_by_key(|demo| demo.chapter));
    for demo in all() {
        // The folder is the chapter's name as a module has it.
        let folder = demo.stem().split('/').nth(1).unwrap_or_default().replace('_', "");
        assert_eq!(folder, format!("{:?}", demo.chapter).to_lowercase(), "{}", demo.id);
        assert_eq!(demo.stem().rsplit('/').next().map(|stem| stem.replace('_', "-")).as_deref(), Some(demo.id));
    }
}

#[test]
fn every_twin_stands_beside_its_demo_or_a_sentence_says_why_there_is_none() {
    // These need a loop that charges for its turns, which the recorder of CPython has and the page's engine has not.
    const RECORDED_ONLY: [&str; 2] = ["demos/inside/busy_wait.busy", "demos/inside/busy_wait.timer"];
    let mut expected = BTreeSet::from(RECORDED_ONLY.map(String::from));
    let mut sentences = Vec::new();
    for demo in all() {
        let alone = demo.variants.is_empty().then_some(None);
        for variant in demo.variants.iter().map(|variant| Some(variant.id)).chain(alone) {
            match demo.without_twin(variant) {
                None => assert!(expected.insert(match variant {
                    Some(variant) => format!("{}.{variant}", demo.stem()),
                    None => demo.stem().into(),
                })),
                Some(why) => sentences.push((demo.id, why)),
            }
        }
        let known = |id: &&str| demo.variants.iter().any(|variant| variant.id == *id);
        if let Twins::AllBut(variants, _) = demo.twins {
            assert!(!variants.is_empty() && variants.iter().all(known), "{}", demo.id);
        }
        for difference in demo.differences {
            assert!(difference.variants.iter().all(known), "{}", demo.id);
            assert!(difference.variants.iter().all(|id| demo.without_twin(Some(id)).is_none()), "{}", demo.id);
        }
    }
    assert_eq!(files(".py"), expected);
    for (id, why) in sentences {
        assert!(why.en.ends_with('.') && why.ru.ends_with('.'), "{id}");
        assert!(why.ru.chars().any(|c| ('а'..='я').contains(&c)) && !why.en.chars().any(|c| ('а'..='я').contains(&c)));
    }
}

#[test]
fn a_program_is_found_by_the_id_of_every_demo_in_rust_and_by_no_other() {
    assert!(all().all(|demo| program(demo.id).is_some() == demo.in_python().is_none()));
    assert!(program("").is_none() && program("no-such-demo").is_none());
}

#[test]
fn what_is_beyond_the_course_is_found_and_stands_after_it() {
    assert!(BEYOND.iter().all(|demo| demo.chapter == Chapter::Beyond && find(demo.id).is_some()));
    assert!(CATALOGUE.iter().all(|demo| demo.chapter < Chapter::Beyond));
}

#[test]
fn every_demo_says_what_to_look_at_next() {
    for demo in all() {
        assert!((1..=2).contains(&demo.see_also.len()), "{}", demo.id);
        for id in demo.see_also {
            assert!(CATALOGUE.iter().any(|other| other.id == *id) && *id != demo.id, "{}: {id}", demo.id);
        }
    }
}

#[test]
fn every_text_stands_in_both_languages() {
    for demo in all() {
        let labels = demo.params.iter().map(|param| param.label);
        for words in [demo.title, demo.about, demo.try_this].into_iter().chain(labels) {
            assert!(!words.en.trim().is_empty() && !words.ru.trim().is_empty(), "{}", demo.id);
            assert!(words.ru.chars().any(|c| ('а'..='я').contains(&c)), "{}: {}", demo.id, words.ru);
            assert!(words.en.is_ascii() || !words.en.chars().any(|c| ('а'..='я').contains(&c)), "{}", words.en);
        }
        let sentences = demo.about.en.matches(". ").count() + 1;
        assert!((2..=4).contains(&sentences), "{} is told in {sentences} sentences", demo.id);
    }
}

#[test]
fn every_parameter_starts_within_its_limits_and_refuses_what_lies_beyond() {
    for demo in all() {
        for param in demo.params {
            assert!(param.min <= param.default && param.default <= param.max && param.step > 0.0, "{}", demo.id);
            let mut args = Args::defaults(demo);
            let too_much = (param.max + 1.0).to_string();
            let refused = args.set(demo, param.id, &too_much);
            assert_eq!(refused, Err(Refused::OutOfRange(param.id.into(), param.max + 1.0, param.min, param.max)));
            assert!(matches!(args.set(demo, param.id, "many"), Err(Refused::NotANumber(..))));
            assert!(matches!(args.set(demo, param.id, "NaN"), Err(Refused::NotANumber(..))));
            assert_eq!(args, Args::defaults(demo), "what is refused changes nothing");
        }
    }
}

#[test]
fn every_demo_ends_well_and_keeps_the_laws_whatever_its_limits_allow() {
    for demo in all_in_rust() {
        for (name, args) in variants(demo) {
            let extremes = demo.params.iter().flat_map(|param| [(param.id, param.min), (param.id, param.max)]);
            let changed = extremes.map(|(id, value)| {
                let mut args = args.clone();
                assert_eq!(args.set(demo, id, &value.to_string()), Ok(()));
                args
            });
            for args in std::iter::once(args.clone()).chain(changed) {
                let (trace, status) = run(demo, args);
                let ends = if DEADLOCKED.contains(&name.as_str()) { Status::Deadlock } else { Status::Returned };
                assert_eq!(status, Some(ends), "{name}");
                if let Err(broken) = laws::check(&trace) {
                    panic!("{name}: {broken}");
                }
            }
        }
    }
}

#[test]
fn every_parameter_changes_the_run() {
    for demo in all_in_rust() {
        for param in demo.params {
            let changes = variants(demo).into_iter().any(|(_, args)| {
                let mut other = args.clone();
                let value =
                    if param.default + param.step <= param.max { param.default + param.step } else { param.min };
                assert_eq!(other.set(demo, param.id, &value.to_string()), Ok(()));
                dump(&run(demo, args).0) != dump(&run(demo, other).0)
            });
            assert!(changes, "{}: `{}` changes nothing", demo.id, param.id);
        }
    }
}

#[test]
fn every_suspension_stands_at_a_line_of_the_listing() {
    for demo in all_in_rust() {
        let listing = demo.source.listing(demo.source.text()).unwrap_or_default();
        let before = demo.source.before();
        assert_eq!(listing.lines().count(), demo.source.lines() as usize, "{}", demo.id);
        assert_eq!(demo.source.listing(&demo.source.text().replacen('a', "b", 1)), None, "{}: another text", demo.id);
        assert!(listing.starts_with("use "), "{}: the listing begins after the mark", demo.id);
        let (trace, _) = run(demo, Args::defaults(demo));
        for stack in trace.stacks() {
            for frame in stack.iter() {
                let site = trace.site(frame.site);
                assert_eq!(trace.text(site.file), demo.file);
                let line = site.line.checked_sub(before).and_then(|line| listing.lines().nth(line as usize - 1));
                assert!(line.is_some_and(|line| !line.trim().is_empty()), "{}: line {}", demo.id, site.line);
            }
        }
    }
}

/// What a golden file keeps of a dump: all of it, or of one that is very long beginning, end and a checksum of the rest.
fn golden(dump: String) -> String {
    const KEPT: usize = 300;
    let lines: Vec<&str> = dump.lines().collect();
    if lines.len() <= 10 * KEPT {
        return dump;
    }
    let (begin, end) = (&lines[..KEPT], &lines[lines.len() - KEPT..]);
    let middle = lines[KEPT..lines.len() - KEPT].join("\n");
    // FNV-1a: the same on every machine.
    let sum = middle
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let rest = format!("... {} lines, {sum:016x} ...", lines.len() - 2 * KEPT);
    format!("{}\n{rest}\n{}\n", begin.join("\n"), end.join("\n"))
}

/// `make records` rewrites those that differ and says which; read the difference.
#[test]
fn every_demo_leaves_the_record_of_its_golden_file() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut known = Vec::new();
    for demo in all_in_rust() {
        for (name, args) in variants(demo) {
            let text = golden(dump(&run(demo, args.clone()).0));
            assert_eq!(text, golden(dump(&run(demo, args).0)), "{name} runs the same twice");
            let path = folder.join(format!("{name}.txt"));
            if update && fs::read_to_string(&path).ok().as_ref() != Some(&text) {
                fs::create_dir_all(&folder).expect("the folder can be made");
                fs::write(&path, &text).expect("the golden file can be written");
                println!("wrote tests/golden/{name}.txt");
            }
            let golden = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name} has no golden file"));
            assert!(
                text == golden,
                "{name} differs from its golden file: `make records` rewrites it, and git shows how"
            );
            known.push(path);
        }
    }
    known.push(folder.join(paths::FILE));
    known.extend(python::names().map(|name| folder.join(format!("{name}.json"))));
    for entry in fs::read_dir(&folder).expect("there are golden files").flatten() {
        if update && !known.contains(&entry.path()) {
            fs::remove_file(entry.path()).expect("the golden file can be removed");
            println!("removed tests/golden/{}", entry.file_name().to_string_lossy());
            continue;
        }
        assert!(known.contains(&entry.path()), "{:?} belongs to no demo", entry.path());
    }
}
