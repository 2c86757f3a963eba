//! Files of the reader's device: those that are picked or dropped, and those that are saved.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, DragEvent, Element, Event, EventTarget, File, HtmlAnchorElement,
    HtmlCanvasElement, HtmlInputElement, Url,
};

use super::WebError;
use super::canvas::Painter;
use super::dom::{Listener, document};
use crate::timeline::palette::Palette;
use crate::timeline::scene::Scene;

/// A file that the reader has given to the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked(File);

impl Picked {
    /// The file of a field of type `file`, which is emptied so that the same one can be picked again.
    pub fn from_field(event: &Event) -> Option<Picked> {
        let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
        let file = field.files()?.get(0);
        field.set_value("");
        file.map(Picked)
    }

    /// The file's name, without folders.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// The file's size in bytes.
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    /// The file's contents. An error for a folder, and for a file that is gone.
    pub async fn bytes(&self) -> Result<Vec<u8>, WebError> {
        let buffer = JsFuture::from(self.0.array_buffer()).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

/// An event of files that are dragged over the page.
#[derive(Clone, Debug, PartialEq)]
pub enum FileDrag {
    /// Files are above the page.
    Over,
    /// No files are above the page any more.
    Left,
    /// One file was let go.
    Dropped(Picked),
    /// A folder of this name was let go.
    Folder(String),
    /// Several files were let go at once.
    Several(Vec<Picked>),
}

/// Calls back when files are dragged over the page and dropped anywhere on it. The browser would leave the page and show
/// the file instead.
pub fn on_files(callback: impl FnMut(FileDrag) + 'static) -> Vec<Listener> {
    let Some(document) = document() else { return Vec::new() };
    let tell = std::rc::Rc::new(RefCell::new(callback));
    // Entering an element comes before leaving the one around it: only leaving what was entered last is leaving.
    let inside = std::rc::Rc::new(RefCell::new(None::<EventTarget>));
    let kinds = ["dragenter", "dragover", "dragleave", "drop"];
    let listeners = kinds.into_iter().filter_map(|kind| {
        let (tell, inside) = (tell.clone(), inside.clone());
        Listener::on(&document, kind, move |event| {
            let Some(files) = event.dyn_ref::<DragEvent>().and_then(files_of) else { return };
            event.prevent_default();
            let told = match kind {
                "dragenter" => inside.replace(event.target()).is_none().then_some(FileDrag::Over),
                "dragover" => {
                    files.set_drop_effect("copy");
                    None
                }
                "dragleave" => {
                    let left = *inside.borrow() == event.target();
                    left.then(|| inside.take()).map(|_| FileDrag::Left)
                }
                _ => {
                    inside.take();
                    Some(dropped(&files))
                }
            };
            if let Some(told) = told {
                (tell.borrow_mut())(told);
            }
        })
    });
    listeners.collect()
}

/// The event of letting go. A folder comes as a file that cannot be read: only its entry in the file system shows it.
fn dropped(transfer: &DataTransfer) -> FileDrag {
    let Some(files) = transfer.files() else { return FileDrag::Left };
    let entry = transfer.items().get(0).and_then(|item| item.webkit_get_as_entry().ok().flatten());
    match (files.length(), entry) {
        (2.., _) => FileDrag::Several((0..files.length()).filter_map(|i| files.get(i).map(Picked)).collect()),
        (_, Some(entry)) if entry.is_directory() => FileDrag::Folder(entry.name()),
        _ => files.get(0).map_or(FileDrag::Left, |file| FileDrag::Dropped(Picked(file))),
    }
}

/// The data of a drag, if it is files and not a text or a link.
fn files_of(event: &DragEvent) -> Option<DataTransfer> {
    let transfer = event.data_transfer()?;
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")).then_some(transfer)
}

/// A file that is put together piece by piece. Each leaves the page's memory at once: all of them in one would take long
/// to grow, and as long again to hand over.
#[derive(Default)]
pub struct Pieces(Array);

impl Pieces {
    /// Adds a piece to the end.
    pub fn add(&self, text: &str) -> Result<(), WebError> {
        let bytes = Array::of1(&Uint8Array::from(text.as_bytes()));
        self.0.push(&Blob::new_with_u8_array_sequence(&bytes)?.into());
        Ok(())
    }

    /// Saves the file under a name, where the reader's browser saves downloads. `kind` is its media type.
    pub fn save(&self, name: &str, kind: &str) -> Result<(), WebError> {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        save_blob(name, &Blob::new_with_blob_sequence_and_options(&self.0, &options)?)
    }
}

fn save_blob(name: &str, blob: &Blob) -> Result<(), WebError> {
    let document = document().ok_or_else(|| WebError::Refused("no document".into()))?;
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Not at once: some browsers begin to read only after the click has been dealt with.
    Timeout::new(10_000, move || {
        // What is revoked already is unknown to the browser, which then does nothing.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// The most pixels of a canvas that every browser draws in one direction.
const MAX_CANVAS_PIXELS: f64 = 16_384.0;

/// Returns whether a picture of a size in px can be drawn with `ratio` pixels a px.
pub fn drawable(size: (f64, f64), ratio: f64) -> bool {
    size.0 * ratio <= MAX_CANVAS_PIXELS && size.1 * ratio <= MAX_CANVAS_PIXELS
}

/// Saves a picture as PNG, one px of it as `ratio` pixels.
pub async fn save_png(name: &str, scene: &Scene, palette: &Palette, ratio: f64) -> Result<(), WebError> {
    let refused = |why: &str| WebError::Refused(why.into());
    let document = document().ok_or_else(|| refused("no document"))?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let mut painter = Painter::new(canvas.clone()).ok_or_else(|| refused("no canvas"))?;
    painter.draw(scene, palette, ratio);
    let promise = Promise::new(&mut |resolve, reject| {
        // Without memory for the picture it is no blob, but null.
        if canvas.to_blob_with_type(&resolve, "image/png").is_err() {
            // A promise's own functions do not fail.
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    });
    let blob: Blob = JsFuture::from(promise).await?.dyn_into().map_err(|_| refused("no picture"))?;
    save_blob(name, &blob)
}

/// Opens the browser's own choice of files for the field of an id. Only in answer to a click or a key.
pub fn choose(id: &str) {
    let field = document().and_then(|document| document.get_element_by_id(id));
    if let Some(field) = field.and_then(|field: Element| field.dyn_into::<HtmlInputElement>().ok()) {
        field.click();
    }
}
