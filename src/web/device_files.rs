//! Files of the reader's device: those that are picked or dropped, and those that are saved.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, DragEvent, Element, Event, EventTarget, File, FileList, FileSystemEntry,
    HtmlAnchorElement, HtmlCanvasElement, HtmlInputElement, Url,
};

use super::WebError;
use super::canvas::Painter;
use super::dom::{Listener, document};
use super::editor::load;
use crate::timeline::palette::Palette;
use crate::timeline::scene::Scene;
use crate::timeline::sweep::Sweep;

/// A file that the reader has given to the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked(File);

impl Picked {
    /// The files of a field of type `file`, which is emptied so that the same ones can be picked again.
    pub fn from_field(event: &Event) -> Vec<Picked> {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let files = field.as_ref().and_then(HtmlInputElement::files).map_or_else(Vec::new, |files| listed(&files));
        if let Some(field) = field {
            field.set_value("");
        }
        files
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
    /// A folder of this name was let go, alone or with others and with files.
    Folder(String, DroppedEntries),
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

/// The event of letting go. A folder comes as a file that cannot be read: only its entry in the file system shows it, and
/// only while the event lasts.
fn dropped(transfer: &DataTransfer) -> FileDrag {
    let Some(files) = transfer.files() else { return FileDrag::Left };
    let items = transfer.items();
    let entries = (0..items.length()).filter_map(|i| items.get(i)?.webkit_get_as_entry().ok().flatten());
    let entries: Vec<FileSystemEntry> = entries.collect();
    if let Some(folder) = entries.iter().find(|entry| entry.is_directory()) {
        return FileDrag::Folder(folder.name(), DroppedEntries(entries.iter().collect()));
    }
    let mut files = listed(&files);
    match files.len() {
        2.. => FileDrag::Several(files),
        _ => files.pop().map_or(FileDrag::Left, FileDrag::Dropped),
    }
}

fn listed(files: &FileList) -> Vec<Picked> {
    (0..files.length()).filter_map(|i| files.get(i).map(Picked)).collect()
}

/// Folders and files that were dropped onto the page together.
#[derive(Clone, Debug, PartialEq)]
pub struct DroppedEntries(Array);

/// Reason why a file of a folder or an archive is left out of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A system or a tool has made it, and hides it.
    Hidden,
    /// The file is no text.
    Binary,
    /// The program's files would have too many bytes with it.
    Large,
    /// The program would have too many files with it.
    Many,
    /// The browser cannot read it.
    Unreadable,
}

/// Text files of a folder or an archive, by their paths in it, and the paths of those that are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GatheredFiles {
    /// Path and text of each file.
    pub files: Vec<(String, String)>,
    /// Path of each file that is left out, with the reason.
    pub left_out: Vec<(String, LeftOut)>,
}

/// The module that reads folders, and reads and writes archives.
const PROGRAM_FILES: &str = "editor/program-files.js";

/// Calls a function of [`PROGRAM_FILES`], which is loaded for it, and returns what its promise brings.
async fn program_files(function: &str, args: [&JsValue; 2]) -> Result<JsValue, WebError> {
    let module = JsFuture::from(load(PROGRAM_FILES)?).await?;
    let function: Function = Reflect::get(&module, &function.into())?.dyn_into()?;
    let promise: Promise = function.call2(&JsValue::UNDEFINED, args[0], args[1])?.dyn_into()?;
    Ok(JsFuture::from(promise).await?)
}

/// Gathers files by a function of [`PROGRAM_FILES`], at most `most` bytes and files.
async fn gathered(function: &str, from: &JsValue, most: (usize, usize)) -> Result<GatheredFiles, WebError> {
    let limits = Object::new();
    Reflect::set(&limits, &"bytes".into(), &(most.0 as f64).into())?;
    Reflect::set(&limits, &"files".into(), &(most.1 as f64).into())?;
    let found = program_files(function, [from, &limits]).await?;
    let list = |name: &str| Reflect::get(&found, &name.into()).map(|list| Array::from(&list).to_vec());
    let text = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.as_string();
    let files = list("files")?.iter().filter_map(|file| Some((text(file, "path")?, text(file, "text")?))).collect();
    let left = list("left")?;
    let left_out = left.iter().filter_map(|file| {
        let why = match text(file, "why")?.as_str() {
            "hidden" => LeftOut::Hidden,
            "binary" => LeftOut::Binary,
            "large" => LeftOut::Large,
            "many" => LeftOut::Many,
            _ => LeftOut::Unreadable,
        };
        Some((text(file, "path")?, why))
    });
    Ok(GatheredFiles { files, left_out: left_out.collect() })
}

impl DroppedEntries {
    /// Reads the text files in the folders, at most this many bytes and files.
    pub async fn files(&self, most: (usize, usize)) -> Result<GatheredFiles, WebError> {
        gathered("fromEntries", &self.0, most).await
    }
}

impl Picked {
    /// Reads the text files of the zip archive that this is, at most this many bytes and files. An error if it is none.
    pub async fn archived(&self, most: (usize, usize)) -> Result<GatheredFiles, WebError> {
        gathered("fromZip", &self.0, most).await
    }
}

/// Saves files, each a path and a text, as a zip archive.
pub async fn save_zip(name: &str, files: &[(&str, &str)]) -> Result<(), WebError> {
    let files: Array = files.iter().map(|(path, text)| Array::of2(&(*path).into(), &(*text).into())).collect();
    let blob = program_files("toZip", [&files, &JsValue::UNDEFINED]).await?;
    save_blob(name, &blob.dyn_into::<Blob>()?)
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

/// The width of a film's playhead in px.
const PLAYHEAD_WIDTH: f64 = 2.0;

/// Returns whether a picture of a size in px can be drawn with `ratio` pixels a px.
pub fn drawable(size: (f64, f64), ratio: f64) -> bool {
    size.0 * ratio <= MAX_CANVAS_PIXELS && size.1 * ratio <= MAX_CANVAS_PIXELS
}

fn refused(why: &str) -> WebError {
    WebError::Refused(why.into())
}

/// A picture on a canvas of its own, one px of it as `ratio` pixels.
fn drawn(scene: &Scene, palette: &Palette, ratio: f64) -> Result<HtmlCanvasElement, WebError> {
    let document = document().ok_or_else(|| refused("no document"))?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let mut painter = Painter::new(canvas.clone()).ok_or_else(|| refused("no canvas"))?;
    painter.draw(scene, palette, ratio);
    Ok(canvas)
}

/// Saves a picture as PNG, one px of it as `ratio` pixels.
pub async fn save_png(name: &str, scene: &Scene, palette: &Palette, ratio: f64) -> Result<(), WebError> {
    let canvas = drawn(scene, palette, ratio)?;
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

/// Saves a picture over which a playhead goes once as a film, one px of it as `ratio` pixels, by `static/editor/movies.js`.
/// `tell` is called with the part that is done, from 0 to 1, and returns whether the film is still wanted. Returns false if the
/// browser encodes no video.
pub async fn save_film(
    name: &str,
    (scene, palette, ratio): (&Scene, &Palette, f64),
    sweep: Sweep,
    tell: impl FnMut(f64) -> bool + 'static,
) -> Result<bool, WebError> {
    let canvas = drawn(scene, palette, ratio)?;
    let told = Object::new();
    let measures = [("left", sweep.left), ("right", sweep.right), ("top", sweep.top), ("line", PLAYHEAD_WIDTH)];
    for (name, px) in measures {
        Reflect::set(&told, &name.into(), &(px * ratio).into())?;
    }
    Reflect::set(&told, &"seconds".into(), &sweep.seconds.into())?;
    for (name, colour) in [("panel", palette.panel), ("accent", palette.accent)] {
        Reflect::set(&told, &name.into(), &colour.into())?;
    }
    let module = JsFuture::from(load("editor/movies.js")?).await?;
    let film: Function = Reflect::get(&module, &"film".into())?.dyn_into()?;
    let tell = Closure::<dyn FnMut(f64) -> bool>::new(tell);
    let made = film.call3(&JsValue::UNDEFINED, &canvas, &told, tell.as_ref())?;
    let made = JsFuture::from(made.dyn_into::<Promise>()?).await?;
    if let Some(film) = made.dyn_ref::<Blob>() {
        save_blob(name, film)?;
    }
    Ok(!made.is_undefined())
}

/// Opens the browser's own choice of files for the field of an id. Only in answer to a click or a key.
pub fn choose(id: &str) {
    let field = document().and_then(|document| document.get_element_by_id(id));
    if let Some(field) = field.and_then(|field: Element| field.dyn_into::<HtmlInputElement>().ok()) {
        field.click();
    }
}
