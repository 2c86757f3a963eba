//! Saves what is shown, in the form that the state asks for, a slice at a time, so that the page answers meanwhile.

use std::cell::Cell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::files::{FileAction, Form, Saving, Trouble};
use super::opening::{ENTRIES, SLICE, sparingly};
use super::picture::{description, palette, picture, title};
use super::session::Store;
use super::state::{Action, State};
use crate::export::{Drawing, Writing};
use crate::web::files::{drawable, save, save_png};
use crate::web::{breathe, wall};

/// A picture's width in px: that of a slide's text.
const WIDTH: f64 = 1200.0;
/// How many pixels of a PNG a px of the picture has.
const RATIO: f64 = 2.0;

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
    let text = match form {
        Form::Png => None,
        Form::Svg => svg(&store, &wanted, tell).await,
        Form::Record | Form::Chrome | Form::Events | Form::Output => text(&store, form, &wanted, tell).await,
    };
    let saved = match text {
        Some(text) => save(&name, kind(form), text.as_bytes()).map_err(|_| Trouble::NotSaved),
        None if form == Form::Png => png(&store, &name).await,
        None => Ok(()),
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

/// `None` once it is no more wanted, and if there is nothing.
async fn text(state: &State, form: Form, wanted: &Cell<bool>, tell: impl Fn(f64)) -> Option<String> {
    let trace = state.record.as_ref()?.trace.clone();
    let (program, clock) = (state.program_info(), state.clock());
    let mut writing = match form {
        Form::Record => Writing::record(program, clock, &trace.borrow()),
        Form::Chrome => Writing::chrome(&trace.borrow()),
        Form::Events => Writing::text(program, &trace.borrow()),
        Form::Output => Writing::transcript(&trace.borrow()),
        Form::Svg | Form::Png => return None,
    };
    let piece = || (!writing.step(&trace.borrow(), ENTRIES)).then(|| writing.fraction());
    in_slices(wanted, tell, piece).await.then(|| writing.finish())
}

/// `None` once it is no more wanted, and if there is nothing.
async fn svg(state: &State, wanted: &Cell<bool>, tell: impl Fn(f64)) -> Option<String> {
    let scene = picture(state, WIDTH, f64::INFINITY)?;
    breathe().await;
    let mut drawing = Drawing::new(&scene, palette(state.theme), &title(state), &description(state));
    let piece = || (!drawing.step(ENTRIES)).then(|| drawing.fraction());
    in_slices(wanted, tell, piece).await.then(|| drawing.finish())
}

/// Does a piece of work after the other until one says no more how far it is. Whether all were wanted.
async fn in_slices(wanted: &Cell<bool>, tell: impl Fn(f64), mut piece: impl FnMut() -> Option<f64>) -> bool {
    loop {
        let began = wall();
        let mut fraction = piece();
        while fraction.is_some() && wall() - began < SLICE {
            fraction = piece();
        }
        let Some(fraction) = fraction else { return true };
        tell(fraction);
        breathe().await;
        if !wanted.get() {
            return false;
        }
    }
}

async fn png(state: &State, name: &str) -> Result<(), Trouble> {
    let Some(scene) = picture(state, WIDTH, f64::INFINITY) else { return Ok(()) };
    if !drawable(scene.size, RATIO) {
        return Err(Trouble::TooTall);
    }
    save_png(name, &scene.on_panel(), palette(state.theme), RATIO).await.map_err(|_| Trouble::NotSaved)
}
