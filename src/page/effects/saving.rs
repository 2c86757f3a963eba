//! Saves what is shown, in the form that the state asks for, a slice at a time, so that the page answers meanwhile.

use std::cell::Cell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::opening::{ENTRIES, SLICE, sparingly};
use super::store::Store;
use crate::export::{Drawing, SlicedExport};
use crate::page::derived::picture::{description, making, palette, title};
use crate::page::model::files::{FileAction, Form, Saving, Trouble};
use crate::page::model::state::{Action, State};
use crate::timeline::scene::{Scene, Shape};
use crate::web::device_files::{Pieces, drawable, save_png};
use crate::web::{WebError, breathe, wall};

/// A picture's width in px: that of a slide's text.
const WIDTH: f64 = 1200.0;
/// Pixels of a PNG for each px of the picture.
const RATIO: f64 = 2.0;
/// The bytes after which a piece of a file is handed to the browser.
const PIECE: usize = 256 * 1024;

/// Saves what is asked for. Called once, by the root component.
#[hook]
pub fn use_saving(store: &Store) {
    let (store, saving) = (store.clone(), store.files.saving.clone());
    use_effect_with(saving.as_ref().map(|saving| saving.ticket), move |_| {
        let wanted = Rc::new(Cell::new(true));
        if let Some(saving) = saving {
            spawn_local(write(store, saving, wanted.clone()));
        }
        move || wanted.set(false)
    });
}

async fn write(store: Store, saving: Saving, wanted: Rc<Cell<bool>>) {
    let Saving { ticket, form, name, .. } = saving;
    let tell = sparingly(|percent| store.dispatch(Action::File(FileAction::Written(ticket, percent))));
    let saved = match form {
        Form::Png => png(&store, &name, &wanted, tell).await,
        Form::Svg | Form::Record | Form::Chrome | Form::Events | Form::Output => {
            let pieces = Pieces::default();
            let written = match form {
                Form::Svg => svg(&store, &pieces, &wanted, tell).await,
                _ => text(&store, form, &pieces, &wanted, tell).await,
            };
            let saved = written.and_then(|all| if all { pieces.save(&name, kind(form)) } else { Ok(()) });
            saved.map_err(|_| Trouble::NotSaved)
        }
    };
    store.dispatch(Action::File(FileAction::Saved(ticket, saved)));
}

/// The media type of a text.
fn kind(form: Form) -> &'static str {
    match form {
        Form::Record | Form::Chrome => "application/json",
        Form::Svg => "image/svg+xml",
        Form::Events | Form::Output | Form::Png => "text/plain;charset=utf-8",
    }
}

/// Writes the record as a text, a slice at a time. Returns false if it is no longer wanted, or there is no record.
async fn text(
    state: &State,
    form: Form,
    pieces: &Pieces,
    wanted: &Cell<bool>,
    tell: impl Fn(f64),
) -> Result<bool, WebError> {
    let Some(trace) = state.record.as_ref().map(|record| record.trace.clone()) else { return Ok(false) };
    let (program, clock) = (state.program_info(), state.clock());
    let mut writing = match form {
        Form::Record => SlicedExport::record(program, clock, &trace.borrow()),
        Form::Chrome => SlicedExport::chrome(&trace.borrow()),
        Form::Events => SlicedExport::text(program, &trace.borrow()),
        Form::Output => SlicedExport::transcript(&trace.borrow()),
        Form::Svg | Form::Png => return Ok(false),
    };
    let piece = || {
        let done = writing.step(&trace.borrow(), ENTRIES);
        if done || writing.len() > PIECE {
            pieces.add(&writing.take())?;
        }
        Ok((!done).then(|| writing.fraction()))
    };
    in_slices(wanted, tell, piece).await
}

/// As [`text`].
async fn svg(state: &State, pieces: &Pieces, wanted: &Cell<bool>, tell: impl Fn(f64)) -> Result<bool, WebError> {
    let Some(mut making) = making(state, WIDTH) else { return Ok(false) };
    let mut drawing = Drawing::new(making.size, palette(state.theme), &title(state), &description(state));
    let (mut shapes, mut made) = (Vec::new().into_iter(), 0.0);
    let piece = || {
        let some: Vec<Shape> = shapes.by_ref().take(ENTRIES).collect();
        let mut done = false;
        if !some.is_empty() {
            drawing.add(&some);
        } else if let Some((more, fraction)) = making.next() {
            (shapes, made) = (more.into_iter(), fraction);
        } else {
            drawing.end();
            done = true;
        }
        if done || drawing.len() > PIECE {
            pieces.add(&drawing.take())?;
        }
        Ok((!done).then_some(made))
    };
    in_slices(wanted, tell, piece).await
}

/// Does a piece of work after the other until one says no more how far it is. Whether all were wanted.
async fn in_slices(
    wanted: &Cell<bool>,
    tell: impl Fn(f64),
    mut piece: impl FnMut() -> Result<Option<f64>, WebError>,
) -> Result<bool, WebError> {
    loop {
        let began = wall();
        let mut fraction = piece()?;
        while fraction.is_some() && wall() - began < SLICE {
            fraction = piece()?;
        }
        let Some(fraction) = fraction else { return Ok(true) };
        tell(fraction);
        breathe().await;
        if !wanted.get() {
            return Ok(false);
        }
    }
}

async fn png(state: &State, name: &str, wanted: &Cell<bool>, tell: impl Fn(f64)) -> Result<(), Trouble> {
    let Some(mut making) = making(state, WIDTH) else { return Ok(()) };
    if !drawable(making.size, RATIO) {
        return Err(Trouble::TooTall);
    }
    let mut scene = Scene { size: making.size, shapes: Vec::new() };
    let piece = || {
        Ok(making.next().map(|(shapes, made)| {
            scene.shapes.extend(shapes);
            made
        }))
    };
    let saved = match in_slices(wanted, tell, piece).await {
        Ok(true) => save_png(name, &scene.on_panel(), palette(state.theme), RATIO).await,
        Ok(false) => Ok(()),
        Err(why) => Err(why),
    };
    saved.map_err(|_| Trouble::NotSaved)
}
