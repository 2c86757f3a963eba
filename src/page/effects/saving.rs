//! Saves what is shown, a slice at a time.

use std::cell::Cell;
use std::rc::Rc;

use super::colours::palette;
use super::page_store::Dispatcher;
use super::path_search::path_of;
use super::sliced_job::{ENTRIES_PER_LOOK, MAX_SLICE, SlicedJob, in_steps};
use crate::export::{Drawing, SlicedExport};
use crate::page::derived::picture::{Making, description, making, title};
use crate::page::derived::run_words::with_explanation;
use crate::page::model::files::{FileAction, FileError, FileFormat};
use crate::page::model::state::State;
use crate::reading::critical_path::PathScope;
use crate::timeline::layout::AXIS_HEIGHT;
use crate::timeline::scene::{Scene, Shape};
use crate::timeline::sweep::Sweep;
use crate::web::device_files::{Pieces, drawable, save_film, save_png, save_zip};
use crate::web::{WebError, breathe, wall};

/// The width of a picture, in px: that of a slide's text.
const WIDTH: f64 = 1200.0;
/// Pixels of a PNG for each px of the picture.
const RATIO: f64 = 2.0;
/// The largest size of a film, in pixels: players show no more.
const FILM: (f64, f64) = (1920.0, 2160.0);
/// The least pixels of a film for each px of the picture: with less its words could not be read.
const MIN_FILM_RATIO: f64 = 0.8;
/// The bytes after which a piece of a file is handed to the browser.
const PIECE: usize = 256 * 1024;

/// Saves what the state shows in this form under this name, and reports the end under this ticket.
pub(super) fn save(ticket: u32, form: FileFormat, name: String, state: Rc<State>, dispatcher: Dispatcher) -> SlicedJob {
    SlicedJob::start(move |wanted| async move {
        let written = dispatcher.clone();
        let report = in_steps(move |percent| written.dispatch(FileAction::Written(ticket, percent)));
        let saved = match form {
            FileFormat::Video => film(&state, &name, wanted, report).await,
            _ => write(form, &name, &state, &wanted, report).await,
        };
        dispatcher.dispatch(FileAction::Saved(ticket, saved));
    })
}

async fn write(
    form: FileFormat,
    name: &str,
    state: &State,
    wanted: &Cell<bool>,
    report: impl Fn(f64),
) -> Result<(), FileError> {
    if form == FileFormat::Png {
        return png(state, name, wanted, report).await;
    }
    if form == FileFormat::Program {
        return zip(state, name).await;
    }
    let pieces = Pieces::default();
    let written = match form {
        FileFormat::Explanation => explanation(state, &pieces, wanted).await,
        FileFormat::Svg | FileFormat::Moving => svg(state, form, &pieces, wanted, report).await,
        _ => text(state, form, &pieces, wanted, report).await,
    };
    let saved = written.and_then(|all| if all { pieces.save(name, kind(form)) } else { Ok(()) });
    saved.map_err(|_| FileError::NotSaved)
}

/// Saves the files of the program that is edited.
async fn zip(state: &State, name: &str) -> Result<(), FileError> {
    let (Some(script), Some(draft)) = (state.script(), state.python.draft()) else { return Ok(()) };
    let main = script.file();
    let beside = draft.beside.iter().map(|file| (&*file.path, &*file.text));
    let files: Vec<(&str, &str)> = std::iter::once((main.as_str(), &*draft.text)).chain(beside).collect();
    save_zip(name, &files).await.map_err(|_| FileError::NotSaved)
}

/// The media type of a text.
fn kind(form: FileFormat) -> &'static str {
    match form {
        FileFormat::Record | FileFormat::Chrome => "application/json",
        FileFormat::Svg | FileFormat::Moving => "image/svg+xml",
        FileFormat::Explanation => "text/markdown;charset=utf-8",
        FileFormat::Events | FileFormat::Output => "text/plain;charset=utf-8",
        // Made by the browser.
        FileFormat::Png | FileFormat::Video | FileFormat::Program => "",
    }
}

/// Writes the record as a text, a slice at a time. Returns false if it is no longer wanted, or there is no record.
async fn text(
    state: &State,
    form: FileFormat,
    pieces: &Pieces,
    wanted: &Cell<bool>,
    report: impl Fn(f64),
) -> Result<bool, WebError> {
    let Some(trace) = state.run.record.as_ref().map(|record| record.trace.clone()) else { return Ok(false) };
    let (program, clock) = (state.program_info(), state.clock());
    let mut writing = match form {
        FileFormat::Record => SlicedExport::record(program, clock, state.moving.notes.written(), &trace.borrow()),
        FileFormat::Chrome => SlicedExport::chrome(&trace.borrow()),
        FileFormat::Events => SlicedExport::text(program, &trace.borrow()),
        FileFormat::Output => SlicedExport::transcript(&trace.borrow()),
        FileFormat::Svg
        | FileFormat::Moving
        | FileFormat::Video
        | FileFormat::Png
        | FileFormat::Explanation
        | FileFormat::Program => return Ok(false),
    };
    let piece = || {
        let done = writing.step(&trace.borrow(), ENTRIES_PER_LOOK);
        if done || writing.len() > PIECE {
            pieces.add(&writing.take())?;
        }
        Ok((!done).then(|| writing.fraction()))
    };
    in_slices(wanted, report, piece).await
}

/// Writes the run in words, as Markdown, once its critical path is found.
async fn explanation(state: &State, pieces: &Pieces, wanted: &Cell<bool>) -> Result<bool, WebError> {
    let Some(record) = &state.run.record else { return Ok(false) };
    let Some(found) = path_of(record, PathScope::Run, wanted).await else { return Ok(false) };
    let words = with_explanation(state, &found, |explained| explained.markdown());
    pieces.add(&words.unwrap_or_default())?;
    Ok(true)
}

/// The duration of a round of a moving picture in seconds: that of the run, as far as somebody likes to look.
const ROUND: (f64, f64) = (4.0, 12.0);

/// The way of the playhead over the picture that is made.
fn sweep(state: &State, making: &Making) -> Sweep {
    let ((left, right), top) = (making.ends, AXIS_HEIGHT);
    let length = state.moving.stretch.map_or(state.end(), |stretch| stretch.length());
    Sweep { left, right, top, seconds: length.seconds().clamp(ROUND.0, ROUND.1) }
}

/// Does what [`text`] does, for the picture as lines and texts.
async fn svg(
    state: &State,
    form: FileFormat,
    pieces: &Pieces,
    wanted: &Cell<bool>,
    report: impl Fn(f64),
) -> Result<bool, WebError> {
    let Some(mut making) = making(state, WIDTH, form == FileFormat::Moving) else { return Ok(false) };
    let mut drawing = Drawing::new(making.size, palette(state.settings.theme), &title(state), &description(state));
    let (mut shapes, mut made) = (Vec::new().into_iter(), 0.0);
    let piece = || {
        let some: Vec<Shape> = shapes.by_ref().take(ENTRIES_PER_LOOK).collect();
        let mut done = false;
        if !some.is_empty() {
            drawing.add(&some);
        } else if let Some((more, fraction)) = making.next() {
            (shapes, made) = (more.into_iter(), fraction);
        } else {
            if form == FileFormat::Moving {
                drawing.sweep(&sweep(state, &making));
            }
            drawing.end();
            done = true;
        }
        if done || drawing.len() > PIECE {
            pieces.add(&drawing.take())?;
        }
        Ok((!done).then_some(made))
    };
    in_slices(wanted, report, piece).await
}

/// Does one piece of work after the other until one returns no fraction any more. Returns false if the work was no longer
/// wanted.
async fn in_slices(
    wanted: &Cell<bool>,
    report: impl Fn(f64),
    mut piece: impl FnMut() -> Result<Option<f64>, WebError>,
) -> Result<bool, WebError> {
    loop {
        let began = wall();
        let mut fraction = piece()?;
        while fraction.is_some() && wall() - began < MAX_SLICE {
            fraction = piece()?;
        }
        let Some(fraction) = fraction else { return Ok(true) };
        report(fraction);
        breathe().await;
        if !wanted.get() {
            return Ok(false);
        }
    }
}

/// The whole of a picture on its ground, or `None` if it is no longer wanted.
async fn scene(making: &mut Making, wanted: &Cell<bool>, report: impl Fn(f64)) -> Result<Option<Scene>, FileError> {
    let mut scene = Scene { size: making.size, shapes: Vec::new() };
    let piece = || {
        Ok(making.next().map(|(shapes, made)| {
            scene.shapes.extend(shapes);
            made
        }))
    };
    let made = in_slices(wanted, report, piece).await.map_err(|_| FileError::NotSaved)?;
    Ok(made.then(|| scene.on_panel()))
}

async fn png(state: &State, name: &str, wanted: &Cell<bool>, report: impl Fn(f64)) -> Result<(), FileError> {
    let Some(mut making) = making(state, WIDTH, false) else { return Ok(()) };
    if !drawable(making.size, RATIO) {
        return Err(FileError::TooTall);
    }
    let Some(scene) = scene(&mut making, wanted, report).await? else { return Ok(()) };
    save_png(name, &scene, palette(state.settings.theme), RATIO).await.map_err(|_| FileError::NotSaved)
}

async fn film(
    state: &State,
    name: &str,
    wanted: Rc<Cell<bool>>,
    report: impl Fn(f64) + 'static,
) -> Result<(), FileError> {
    let Some(mut making) = making(state, WIDTH, true) else { return Ok(()) };
    let ratio = (FILM.0 / making.size.0).min(FILM.1 / making.size.1);
    if ratio < MIN_FILM_RATIO {
        return Err(FileError::TooTallForVideo);
    }
    let sweep = sweep(state, &making);
    let Some(scene) = scene(&mut making, &wanted, |_| ()).await? else { return Ok(()) };
    let tell = move |part: f64| {
        report(part);
        wanted.get()
    };
    let made = save_film(name, (&scene, palette(state.settings.theme), ratio), sweep, tell).await;
    if made.map_err(|_| FileError::NotSaved)? { Ok(()) } else { Err(FileError::NoVideo) }
}
