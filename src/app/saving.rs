//! Saves what is shown, in the form that is asked for.

use yew::platform::spawn_local;

use super::files::{Form, Trouble};
use super::picture::{description, palette, picture, title};
use super::session::Store;
use super::state::{Action, Notice, State};
use crate::export;
use crate::trace::Trace;
use crate::trace::file::write_record;
use crate::web::WebError;
use crate::web::files::{drawable, save, save_png};

/// A picture's width in px: that of a slide's text.
const WIDTH: f64 = 1200.0;
/// How many pixels of a PNG a px of the picture has.
const RATIO: f64 = 2.0;

/// Saves a file. What stands in its way is told.
pub fn save_as(store: &Store, form: Form) {
    let name = store.file_name(form);
    let saved = match form {
        Form::Record => {
            save_text(store, &name, JSON, |trace| write_record(&store.program_info(), store.clock(), trace))
        }
        Form::Chrome => save_text(store, &name, JSON, export::chrome),
        Form::Events => save_text(store, &name, PLAIN, |trace| export::text(&store.program_info(), trace)),
        Form::Output => save_text(store, &name, PLAIN, export::transcript),
        Form::Svg => save_svg(store, &name),
        Form::Png => return png(store, name),
    };
    if saved.is_err() {
        refuse(store, Trouble::NotSaved);
    }
}

const JSON: &str = "application/json";
const PLAIN: &str = "text/plain;charset=utf-8";

fn save_text(state: &State, name: &str, kind: &str, write: impl FnOnce(&Trace) -> String) -> Result<(), WebError> {
    let Some(record) = &state.record else { return Ok(()) };
    let text = write(&record.trace.borrow());
    save(name, kind, text.as_bytes())
}

fn save_svg(state: &State, name: &str) -> Result<(), WebError> {
    let Some(scene) = picture(state, WIDTH, f64::INFINITY) else { return Ok(()) };
    let text = export::svg(&scene, palette(state.theme), &title(state), &description(state));
    save(name, "image/svg+xml", text.as_bytes())
}

fn png(store: &Store, name: String) {
    let Some(scene) = picture(store, WIDTH, f64::INFINITY) else { return };
    if !drawable(scene.size, RATIO) {
        return refuse(store, Trouble::TooTall);
    }
    let (store, palette) = (store.clone(), palette(store.theme));
    spawn_local(async move {
        if save_png(&name, &scene.on_panel(), palette, RATIO).await.is_err() {
            refuse(&store, Trouble::NotSaved);
        }
    });
}

fn refuse(store: &Store, why: Trouble) {
    store.dispatch(Action::Notice(Some(Notice::File(why))));
}
