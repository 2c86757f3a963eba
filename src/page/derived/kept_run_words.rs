//! The runs that are kept in words: their titles, when they ended, and what was changed for them.

use crate::changes::WaitChange;
use crate::demos::{Demo, find};
use crate::engine::Timing;
use crate::i18n::{Lang, number, plural, quantity, seconds, wait_change};
use crate::page::model::comparing::{ChangedArg, ChangedLines, Compared, KeptRun, RunChanges, RunTitle, StackedRun};
use crate::page::model::python::Twin;
use crate::page::model::state::{Record, State};
use crate::page::model::what_if::ChangedRun;

/// The most changed lines that are named; of more the count is told.
const MAX_NAMED_LINES: usize = 6;

/// The title of a run: `Run 3`, with its variant if the demo has any; of a record that was opened its file's name.
pub fn title(run: &KeptRun, lang: Lang) -> String {
    match (&run.file, variant(run, lang)) {
        (Some(file), _) => file.to_string(),
        (None, Some(variant)) => {
            let number = run.number;
            lang.pick(format!("Run {number}: {variant}"), format!("Запуск {number}: {variant}"))
        }
        (None, None) => lang.pick(format!("Run {}", run.number), format!("Запуск {}", run.number)),
    }
}

/// The name of a run as the object of a verb: `run 3`, `запуск 3`.
pub fn object(run: &KeptRun, lang: Lang) -> String {
    match &run.file {
        Some(file) => file.to_string(),
        None => lang.pick(format!("run {}", run.number), format!("запуск {}", run.number)),
    }
}

/// The name of a run within a sentence, in Russian behind *в*: `run 3`, `запуске 3`.
pub fn name_within(run: &KeptRun, lang: Lang) -> String {
    match &run.file {
        Some(file) => lang.pick(format!("the record {file}"), format!("записи {file}")),
        None => lang.pick(format!("run {}", run.number), format!("запуске {}", run.number)),
    }
}

/// The title of a run with all that tells it from the others: when it ended, what was changed, how long it took.
pub fn described(run: &KeptRun, is_pinned: bool, lang: Lang) -> String {
    let mut parts = vec![title(run, lang)];
    parts.extend(is_pinned.then(|| lang.pick("pinned", "закреплён").into()));
    parts.extend(run.time_of_day.as_ref().map(|time| time.to_string()));
    parts.extend(changes(&run.changes, run.lesson, lang));
    parts.push(seconds(run.record.trace.borrow().end_time(), lang));
    parts.join(" · ")
}

/// The changes between two runs, each in a few words.
pub fn changes(changes: &RunChanges, lesson: Option<&str>, lang: Lang) -> Vec<String> {
    let demo = lesson.and_then(find);
    let args = changes.args.iter().map(|arg| changed_arg(arg, demo, lang));
    let main = changes.files.len() == 1;
    let files = changes.files.iter().map(|file| changed_lines(file, main, lang));
    args.chain(files).chain(changes.timing.map(|timing| timing_words(timing, lang).to_string())).collect()
}

/// `medicine takes 6 s → 3 s`.
fn changed_arg(arg: &ChangedArg, demo: Option<&Demo>, lang: Lang) -> String {
    let Some(demo) = demo else { return arg.name.clone() };
    if arg.name == "variant" {
        let id = arg.after.as_deref();
        let variant = demo.variants.iter().find(|variant| id.is_none_or(|id| variant.id == id));
        return variant.map_or("", |variant| lang.pick(variant.title.en, variant.title.ru)).to_string();
    }
    let Some(param) = demo.params.iter().find(|param| param.id == arg.name) else { return arg.name.clone() };
    let value = |value: &Option<String>| {
        let value = value.as_ref().and_then(|value| value.parse().ok()).unwrap_or(param.default);
        quantity(value, param.quantity, lang)
    };
    let label = lang.pick(param.label.en, param.label.ru);
    format!("{label} {} → {}", value(&arg.before), value(&arg.after))
}

/// `lines changed: 12, 14`; of a file beside the main one with its path.
fn changed_lines(file: &ChangedLines, alone: bool, lang: Lang) -> String {
    let at = if alone { String::new() } else { format!("{}: ", file.path) };
    let n = file.lines.len();
    if n > MAX_NAMED_LINES {
        let lines = plural(n, lang, ["line", "lines"], ["строка", "строки", "строк"]);
        return at + &lang.pick(format!("{n} {lines} changed"), format!("изменено: {n} {lines}"));
    }
    let lines: Vec<String> = file.lines.iter().map(|line| number(f64::from(*line), lang)).collect();
    let word = plural(n, lang, ["line", "lines"], ["строка", "строки", "строки"]);
    at + &lang
        .pick(format!("{word} changed: {}", lines.join(", ")), format!("изменена {word} {}", lines.join(", ")))
        .replace("изменена строки", "изменены строки")
}

/// The timing in a word.
fn timing_words(timing: Timing, lang: Lang) -> &'static str {
    match timing {
        Timing::Exact => lang.pick("exact", "точно"),
        Timing::Measured => lang.pick("measured", "по замеру"),
        Timing::Live => lang.pick("live", "вживую"),
    }
}

/// The file of the program, by which its lines are recorded, and the number of its lines that are not shown above the first.
pub fn own_file(run: &KeptRun) -> (&str, u32) {
    find(&run.program.id).map_or((run.program.id.as_str(), 0), |demo| (demo.file, demo.source.before()))
}

/// The title of the variant that has run, if the demo has any.
fn variant(run: &KeptRun, lang: Lang) -> Option<&'static str> {
    let demo = find(run.lesson?)?;
    let title = match run.program.id.strip_suffix(".py") {
        Some(twin) => Twin::named(twin)?.variant_title()?,
        None => {
            let chosen = run.program.args.iter().find(|(name, _)| name == "variant").map(|(_, id)| id.as_str());
            demo.variants.iter().find(|variant| chosen.is_none_or(|id| variant.id == id))?.title
        }
    };
    Some(lang.pick(title.en, title.ru))
}

/// The title of a run with another wait: `line 12: half`.
pub fn changed_title(state: &State, run: &ChangedRun) -> String {
    let WaitChange { place, length } = &run.change;
    wait_change(&WaitChange { place: place.below(state.program_file().1), length: *length }, state.settings.lang)
}

/// The runs that stand one above the other on the timeline, with the difference marked at which the reader is.
pub fn stacked(state: &State) -> Option<Compared> {
    if let Some(runs) = state.changed_pair() {
        let titles = [state.settings.lang.pick("As it is", "Как есть").into(), changed_title(state, runs.1)];
        let runs = titles.into_iter().zip([runs.0, &runs.1.record]);
        let stacked =
            |(title, record): (String, &Record)| StackedRun::new(RunTitle::Text(title.into()), record.clone());
        return Compared::stacked(runs.map(stacked).collect());
    }
    let pair = state.stacked_pair()?;
    let difference = state.shown_difference();
    let runs = state.stacked_runs().into_iter().map(|run| StackedRun {
        title: RunTitle::Text(title(&run, state.settings.lang).into()),
        mark: difference.and_then(|difference| {
            let side = pair.runs.iter().position(|side| side.number == run.number)?;
            difference.events[side]
        }),
        record: run.record,
    });
    Compared::stacked(runs.collect())
}
