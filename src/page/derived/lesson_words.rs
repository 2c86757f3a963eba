//! A lesson's exercises in words and pictures, for the page and for the file that it is saved as.

use std::rc::Rc;

use crate::demos::{QuestionKind, find};
use crate::export::{Drawing, svg};
use crate::i18n::{Lang, TimelineWords, count, seconds};
use crate::lessons::{BrokenRule, Exercise, ExerciseKind, LessonProgram, ProgramText};
use crate::page::model::lesson_file::LessonRun;
use crate::page::model::route;
use crate::timeline::layout::AXIS_HEIGHT;
use crate::timeline::palette::Palette;
use crate::timeline::sweep::Sweep;
use crate::timeline::whole::{SlicedScene, by_steps, whole};
use crate::trace::{EventKind, Status, Stream};

/// The most lines of output that stand in a lesson.
const MOST_LINES: usize = 200;

/// The most events of a record that is drawn in a lesson: beyond them the picture is a carpet, and megabytes of it.
const MOST_EVENTS: usize = 5_000;

/// The width of a picture in px.
pub const WIDE: f64 = 820.0;

/// The width of a picture in px where there is less room for it: so that its words can still be read.
pub const NARROW: f64 = 460.0;

/// The height in px at which a picture ends.
const TALLEST: f64 = 620.0;

/// The shortest and the longest round of a moving picture, in seconds.
const ROUND: (f64, f64) = (4.0, 12.0);

/// The title of an exercise: the thing that the reader is to do.
pub fn kind_title(exercise: &Exercise, lang: Lang) -> &'static str {
    match exercise.kind {
        ExerciseKind::Run => lang.pick("Run it", "Запустите"),
        ExerciseKind::Compare => lang.pick("Compare", "Сравните"),
        ExerciseKind::Fix => lang.pick("Fix it", "Исправьте"),
        ExerciseKind::Predict(QuestionKind::Order) => {
            lang.pick("Predict: in which order?", "Предскажите: в каком порядке?")
        }
        ExerciseKind::Predict(QuestionKind::First) => lang.pick("Predict: who is first?", "Предскажите: кто первый?"),
        ExerciseKind::Predict(QuestionKind::Ending) => {
            lang.pick("Predict: how does it end?", "Предскажите: чем закончится?")
        }
        ExerciseKind::Predict(QuestionKind::Elapsed) => {
            lang.pick("Predict: how long does it take?", "Предскажите: сколько времени займёт?")
        }
    }
}

/// The title of a program, where it has one, and the address of its page if it is a demo.
pub fn program_title(program: &LessonProgram, lang: Lang) -> (String, Option<String>) {
    match &program.text {
        ProgramText::Python(_) => (program.title.clone(), None),
        ProgramText::Demo(id, args) => find(id).map_or((String::new(), None), |demo| {
            let variant = demo.variants.get(args.variant()).filter(|_| demo.variants.len() > 1);
            let variant = variant.map(|variant| format!(": {}", lang.pick(variant.title.en, variant.title.ru)));
            let title = format!("{}{}", lang.pick(demo.title.en, demo.title.ru), variant.unwrap_or_default());
            (title, Some(route::write(demo, args, false)))
        }),
    }
}

/// The lines that a run has written, each with whether it is an error, and how many more there are.
pub fn output_lines(run: &LessonRun) -> (Vec<(String, bool)>, usize) {
    let trace = run.record.trace.borrow();
    let written = trace.events().filter_map(|(_, event)| match event.kind {
        EventKind::Output { stream, text } => Some((text, stream == Stream::Err)),
        _ => None,
    });
    let mut lines = Vec::new();
    let mut more = 0;
    for (text, is_error) in written {
        if lines.len() < MOST_LINES {
            lines.push((trace.text(text).to_string(), is_error));
        } else {
            more += 1;
        }
    }
    (lines, more)
}

/// The time that a run took, and how it ended where that is not by its return.
pub fn run_summary(run: &LessonRun, lang: Lang) -> String {
    let trace = run.record.trace.borrow();
    let took = seconds(trace.end_time(), lang);
    let end = match run.status() {
        Status::Returned => String::new(),
        Status::Raised(error) => {
            let error: String = trace.text(error).chars().take(120).collect();
            lang.pick(format!(", then it fails: {error}"), format!(", затем ошибка: {error}"))
        }
        Status::Deadlock => lang.pick(", then all wait for ever", ", затем все ждут вечно").into(),
        Status::Stopped => {
            lang.pick(", then it asks for a line or is stopped", ", затем ждёт строку или остановлена").into()
        }
        Status::Limit => {
            let events = count(run.record.len, lang);
            lang.pick(format!(", cut at {events} events"), format!(", обрыв на {events} событий"))
        }
    };
    lang.pick(format!("It takes {took}{end}."), format!("Выполнение занимает {took}{end}."))
}

/// The difference in time between two runs.
pub fn compared_words(runs: [&LessonRun; 2], titles: [String; 2], lang: Lang) -> String {
    let [first, second] = runs.map(|run| run.record.trace.borrow().end_time());
    let name = |at: usize| match titles[at].as_str() {
        "" => lang.pick(["The first", "The second"][at], ["Первая программа", "Вторая программа"][at]).to_string(),
        title => lang.pick(format!("“{title}”"), format!("«{title}»")),
    };
    if first == second {
        return lang.pick("Both take the same time.", "Обе занимают одинаковое время.").into();
    }
    let (faster, apart) = if second < first { (name(1), first - second) } else { (name(0), second - first) };
    let apart = seconds(apart, lang);
    lang.pick(format!("{faster} is {apart} faster."), format!("{faster} — быстрее на {apart}."))
}

/// A place at which a check is broken, as a sentence.
pub fn broken_words(broken: &BrokenRule, lang: Lang) -> String {
    let event = broken.seq.map(|seq| {
        let number = count(seq.0 as usize, lang);
        lang.pick(format!(" (event {number})"), format!(" (событие {number})"))
    });
    format!("{}{}{}", broken.place, broken.text, event.unwrap_or_default())
}

/// The picture of a run as a document of SVG, with a playhead that goes over it if `moving`; `None` for one that is too long.
pub fn run_picture(run: &LessonRun, palette: &Palette, width: f64, moving: bool, lang: Lang) -> Option<String> {
    let record = &run.record;
    if record.len == 0 || record.len > MOST_EVENTS {
        return None;
    }
    let (trace, spans, words) = (record.trace.borrow(), record.spans(), TimelineWords(lang));
    let (steps, tallest) = (by_steps(&trace), TALLEST);
    let scene = whole(&trace, &spans, steps, width, tallest, &words);
    let title = lang.pick("The timeline of the run", "Временная шкала запуска");
    if !moving {
        return Some(svg(&scene, palette, title, ""));
    }
    let (left, right) = SlicedScene::new(&trace, &spans, steps, width, tallest).ends();
    let mut drawing = Drawing::new(scene.size, palette, title, "");
    drawing.add(&scene.shapes);
    let seconds = trace.end_time().seconds().clamp(ROUND.0, ROUND.1);
    drawing.sweep(&Sweep { left, right, top: AXIS_HEIGHT, seconds });
    drawing.end();
    Some(drawing.take())
}

/// A document of SVG as the address of a picture, in which no script runs.
pub fn picture_address(svg: &str) -> Rc<str> {
    let mut address = String::with_capacity(svg.len() + svg.len() / 8);
    address.push_str("data:image/svg+xml;charset=utf-8,");
    for c in svg.chars() {
        match c {
            '%' => address.push_str("%25"),
            '#' => address.push_str("%23"),
            '"' => address.push_str("%22"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '&' => address.push_str("%26"),
            '\n' => address.push_str("%0A"),
            c => address.push(c),
        }
    }
    address.into()
}
