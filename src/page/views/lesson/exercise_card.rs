use yew::prelude::*;

use super::lesson_text::code;
use crate::demos::find;
use crate::i18n::Lang;
use crate::lessons::{Exercise, ExerciseKind, LessonProgram, ProgramText};
use crate::page::derived::lesson_words::{
    NARROW, WIDE, broken_words, compared_words, kind_title, output_lines, picture_address, program_title, run_picture,
    run_summary,
};
use crate::page::derived::rust_highlight::pieces;
use crate::page::effects::colours::palette;
use crate::page::effects::links::show_program;
use crate::page::effects::page_store::Store;
use crate::page::model::lesson_file::{LessonAction, LessonRun, OpenLesson, Work};
use crate::page::model::predict::Predict;
use crate::page::model::state::Theme;
use crate::page::views::demo::answer_pane::AnswerPane;
use crate::page::views::demo::predict_pane::PredictPane;
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::page::views::python::python_status::engine_text;
use crate::timeline::palette::DARK;
use crate::trace::Seq;
use crate::web::dom;

/// An exercise: its programs, what there is to do with them, and what has come of that.
pub fn exercise_card(store: &Store, open: &OpenLesson, at: usize) -> Html {
    let lang = store.settings.lang;
    let (exercise, work) = (&open.lesson.exercises[at], &open.works[at]);
    let title = format!("exercise-{}", at + 1);
    let programs = (0..exercise.programs.len()).filter_map(|place| {
        let program = open.program(at, place)?;
        Some(html! { <div class="exercise-program">{ shown_program(store, open, at, &program) }</div> })
    });
    let asks = open.asked == Some(at) && store.predict != Predict::Off;
    let class = classes!("exercise", (exercise.programs.len() > 1).then_some("exercise-pair"));
    html! {
        <section {class} aria-labelledby={title.clone()}>
            <div class="exercise-head">
                <h2 id={title}>{ format!("{}. {}", at + 1, kind_title(exercise, lang)) }</h2>
                if work.done { <span class="exercise-done"><span aria-hidden="true">{ "✓ " }</span>{ lang.pick("done", "сделано") }</span> }
            </div>
            <div class="exercise-programs">{ for programs }</div>
            { actions(store, open, at) }
            { shown_runs(store, open, at) }
            if asks { { question(store) } }
            { compared(exercise, work, lang) }
            { checks(store, open, at) }
        </section>
    }
}

/// The question of the exercise, or the answer to it.
fn question(store: &Store) -> Html {
    match store.predict {
        Predict::Answered(_) => html! { <AnswerPane store={store.clone()} /> },
        Predict::Asking(_) | Predict::Running | Predict::Off => html! { <PredictPane store={store.clone()} /> },
    }
}

/// A program, which is a field where it is to be mended, and its last run.
fn shown_program(store: &Store, open: &OpenLesson, at: usize, program: &LessonProgram) -> Html {
    let lang = store.settings.lang;
    let exercise = &open.lesson.exercises[at];
    let (title, href) = program_title(program, lang);
    let text = match &program.text {
        ProgramText::Python(text) if exercise.kind == ExerciseKind::Fix => {
            let dispatcher = store.dispatcher();
            let oninput = Callback::from(move |event: InputEvent| {
                dispatcher.dispatch(LessonAction::Write(at, dom::field_text(&event).into()));
            });
            let rows = (text.lines().count() + 1).clamp(4, 40).to_string();
            html! {
                <textarea class="lesson-code lesson-field" {rows} wrap="off" spellcheck="false" autocapitalize="off" autocomplete="off"
                    aria-label={lang.pick("The program to be mended", "Программа, которую нужно исправить")}
                    value={text.to_string()} {oninput} />
            }
        }
        ProgramText::Python(text) => code(text),
        // The same program once more would only be in the way.
        ProgramText::Demo(..) if at > 0 && open.program(at - 1, 0).is_some_and(|last| last == *program) => html! {},
        ProgramText::Demo(id, _) => listing(store, id),
    };
    html! {
        <>
            if let Some(href) = href {
                <h3><a {href}>{ title }</a></h3>
            } else if !title.is_empty() {
                <h3>{ title }</h3>
            }
            { text }
            if exercise.programs.len() > 1 { { to_workspace(store, program, None) } }
        </>
    }
}

/// The text of a demo, once it has come.
fn listing(store: &Store, id: &str) -> Html {
    let Some(Ok(text)) = find(id).and_then(|demo| store.listings.get(demo)) else { return html! {} };
    let lines = text.trim_end().lines().map(|line| {
        let parts = pieces(line).into_iter().map(|(kind, text)| {
            let class = kind.class();
            if class.is_empty() {
                html! { { text.to_string() } }
            } else {
                html! { <span {class}>{ text.to_string() }</span> }
            }
        });
        html! { <>{ for parts }{ "\n" }</> }
    });
    html! { <pre class="lesson-code" tabindex="0"><code>{ for lines }</code></pre> }
}

/// The way to the program in the workspace; a demo's title leads there.
///
/// With an event it leads to the moment after that.
fn to_workspace(store: &Store, program: &LessonProgram, event: Option<Seq>) -> Html {
    let (lang, ProgramText::Python(text)) = (store.settings.lang, &program.text) else { return html! {} };
    let (dispatcher, text) = (store.dispatcher(), text.clone());
    let playhead = event.map(|seq| seq.0 as usize + 1);
    let onclick = Callback::from(move |_: MouseEvent| show_program(text.clone(), playhead, dispatcher.clone()));
    let label = match event {
        Some(_) => lang.pick("Show the moment", "Показать момент"),
        None => lang.pick("Open in the workspace", "Открыть в рабочей области"),
    };
    html! { <button type="button" class="quiet-button" {onclick}>{ label }</button> }
}

/// The buttons of an exercise, and what the engine does.
fn actions(store: &Store, open: &OpenLesson, at: usize) -> Html {
    let lang = store.settings.lang;
    let (exercise, work) = (&open.lesson.exercises[at], &open.works[at]);
    let runs = open.running.filter(|running| running.exercise == at);
    let asks = open.asked == Some(at) && store.predict != Predict::Off;
    let send = |action: LessonAction| {
        let dispatcher = store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(action.clone()))
    };
    let (label, action) = match exercise.kind {
        ExerciseKind::Predict(_) => (lang.pick("Predict", "Предсказать"), LessonAction::Predict(at)),
        ExerciseKind::Compare => (lang.pick("Run both", "Запустить обе"), LessonAction::Run(at, 0)),
        ExerciseKind::Run | ExerciseKind::Fix => (lang.pick("Run", "Пуск"), LessonAction::Run(at, 0)),
    };
    let busy = open.running.is_some();
    let program = open.program(at, 0).filter(|_| exercise.programs.len() == 1);
    let python = open.program(at, 0).is_some_and(|program| matches!(program.text, ProgramText::Python(_)));
    html! {
        <div class="lesson-actions">
            if runs.is_some() {
                <button type="button" class="run-button" onclick={send(LessonAction::Stop)}>
                    <Icon shape={IconShape::Stop} />{ lang.pick("Stop", "Стоп") }
                </button>
            } else if !asks {
                <button type="button" class="run-button" disabled={busy} onclick={send(action)}>
                    <Icon shape={IconShape::Play} />{ label }
                </button>
            }
            if let Some(program) = program { { to_workspace(store, &program, None) } }
            if work.text.is_some() && runs.is_none() {
                <button type="button" class="quiet-button" onclick={send(LessonAction::Restore(at))}>
                    { lang.pick("Reset", "Сбросить") }
                </button>
            }
            <span class="muted" role="status">
                if runs.is_some() && python { { engine_text(store) } }
                if runs.is_some() && !python { { lang.pick("The program runs…", "Программа выполняется…") } }
                if open.failed == Some(at) { { engine_text(store) } }
            </span>
        </div>
    }
}

/// The difference between two runs.
fn compared(exercise: &Exercise, work: &Work, lang: Lang) -> Html {
    let (ExerciseKind::Compare, [Some(first), Some(second)]) = (exercise.kind, &work.runs) else { return html! {} };
    let titles = [0, 1].map(|at| exercise.programs.get(at).map_or(String::new(), |of| program_title(of, lang).0));
    html! { <p class="exercise-compared" role="status">{ compared_words([first, second], titles, lang) }</p> }
}

/// The checks, each with a tick, or with the first place at which it is broken.
fn checks(store: &Store, open: &OpenLesson, at: usize) -> Html {
    let (exercise, lang) = (&open.lesson.exercises[at], store.settings.lang);
    if exercise.checks.is_empty() {
        return html! {};
    }
    let run = open.works[at].runs[0].as_ref();
    let items = exercise.checks.iter().enumerate().map(|(at, check)| {
        let broken = run.map(|run| run.broken(at, lang));
        let (class, mark, word) = match broken {
            None => ("check-open", "○", lang.pick("not checked yet", "ещё не проверено")),
            Some([]) => ("check-kept", "✓", lang.pick("holds", "выполнено")),
            Some(_) => ("check-broken", "✗", lang.pick("does not hold", "не выполнено")),
        };
        html! {
            <li {class}>
                <span aria-hidden="true">{ mark }</span><span class="unseen">{ word }{ ": " }</span>
                <div>
                    <code>{ check.text.clone() }</code>
                    if let Some(first) = broken.and_then(<[_]>::first) {
                        <p>{ broken_words(first, lang) }</p>
                        if let Some((run, seq)) = run.zip(first.seq) { { to_workspace(store, &run.program, Some(seq)) } }
                    }
                </div>
            </li>
        }
    });
    html! {
        <div role="status">
            <ul class="exercise-checks" aria-label={lang.pick("Checks", "Проверки")}>{ for items }</ul>
        </div>
    }
}

/// The last runs of an exercise's programs.
fn shown_runs(store: &Store, open: &OpenLesson, at: usize) -> Html {
    let (lang, work) = (store.settings.lang, &open.works[at]);
    if work.runs.iter().all(Option::is_none) {
        return html! {};
    }
    let of = open.lesson.exercises[at].programs.len();
    let runs = work.runs.iter().take(of).enumerate().map(|(place, run)| {
        let changed = run.as_ref().is_some_and(|run| open.program(at, place).is_none_or(|now| now != run.program));
        html! {
            <div class="exercise-program">
                if let Some(run) = run.as_ref().filter(|_| of > 1) {
                    <p class="muted">{ program_title(&run.program, lang).0 }</p>
                }
                if changed {
                    <p class="muted">{ lang.pick("Changed since this run:", "С этого запуска программа изменилась:") }</p>
                }
                if let Some(run) = run { { shown_run(store, run, of > 1) } }
            </div>
        }
    });
    html! { <div class="exercise-programs">{ for runs }</div> }
}

/// The output of a run, how long it took, and its picture.
fn shown_run(store: &Store, run: &LessonRun, is_narrow: bool) -> Html {
    let lang = store.settings.lang;
    let (lines, more) = output_lines(run);
    let summary = run_summary(run, lang);
    let alt = format!("{}. {summary}", lang.pick("The timeline of the run", "Временная шкала запуска"));
    let shown = lines.into_iter().map(|(line, is_error)| {
        html! { <span class={is_error.then_some("console-error")}>{ line }{ "\n" }</span> }
    });
    html! {
        <div class="exercise-run">
            <p role="status">{ summary }</p>
            <pre class="lesson-output" tabindex="0" aria-label={lang.pick("Output", "Вывод")}>{ for shown }</pre>
            if more > 0 {
                <p class="muted">{ lang.pick(format!("… and {more} lines more."), format!("… и ещё строк: {more}.")) }</p>
            }
            if let Some(src) = picture(run, is_narrow || dom::is_narrow(), store.settings.theme, lang) { <img class="exercise-picture" {src} {alt} /> }
        </div>
    }
}

/// The picture of a run, drawn when it is first shown in this language and these colours.
fn picture(run: &LessonRun, is_narrow: bool, theme: Theme, lang: Lang) -> Option<AttrValue> {
    let palette = palette(theme);
    let dark = std::ptr::eq(palette, &DARK);
    if let Some((of, was_dark, drawn)) = &*run.drawn.borrow()
        && (*of, *was_dark) == (lang, dark)
    {
        return Some(AttrValue::from(drawn.clone()));
    }
    let drawn = picture_address(&run_picture(run, palette, if is_narrow { NARROW } else { WIDE }, false, lang)?);
    run.drawn.replace(Some((lang, dark, drawn.clone())));
    Some(AttrValue::from(drawn))
}
