//! The editor of programs, `static/editor/editor.js`, which is loaded when it is first wanted.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlTextAreaElement};
use yew::NodeRef;

use super::WebError;
use super::handle_count::Counted;

#[wasm_bindgen]
extern "C" {
    /// Loads a module of the page, by `static/boot.js`, which is itself no module.
    #[wasm_bindgen(js_namespace = ["globalThis", "loopline"], js_name = load, catch)]
    pub(super) fn load(path: &str) -> Result<Promise, JsValue>;
}

/// A mark on a line where tasks stand.
#[derive(Clone, Debug, PartialEq)]
pub struct LineMark {
    /// The line's number, from 1 on.
    pub line: u32,
    /// The lane whose colour the line has.
    pub lane: u8,
    /// A task that stands here is pointed at elsewhere.
    pub lit: bool,
    /// The names behind the line's text.
    pub tags: Vec<LineTag>,
    /// A share that the line has, in percent, and its words; a mark may be of nothing else.
    pub share: Option<(u64, String)>,
}

/// A name behind the text of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineTag {
    /// The name.
    pub text: String,
    /// The lane whose colour the name has.
    pub lane: u8,
    /// The number reported when the name is clicked or pointed at, counted by the caller; `None` reports nothing.
    pub number: Option<u32>,
    /// The description of a click, or of the name.
    pub title: &'static str,
}

/// An event of the reader's in an editor.
pub enum EditorEvent {
    /// The text has changed to this.
    Changed(String),
    /// Ctrl and Enter.
    Run,
    /// The tag of this number was clicked.
    Clicked(u32),
    /// The pointer is over the tag of this number, or over none any more.
    Pointed(Option<u32>),
    /// A stop is to be set at this line, or taken away.
    Stop(u32),
    /// The stops have come to stand at these lines by an edit.
    Stops(Vec<u32>),
}

/// An editor. Dropping it takes it out of the page.
#[must_use = "the editor is taken away when this is dropped"]
pub struct Editor {
    handle: JsValue,
    _reported: Closure<dyn FnMut(String, JsValue)>,
    _live: Counted,
}

impl Editor {
    /// Puts an editor with a text, that of the file with this path, into an element. `label` is its name for those who do not
    /// see it. `on_event` is called with what the reader does.
    pub async fn open(
        parent: &NodeRef,
        path: &str,
        text: &str,
        label: &str,
        mut on_event: impl FnMut(EditorEvent) + 'static,
    ) -> Result<Editor, WebError> {
        let module = JsFuture::from(load("editor/editor.js")?).await?;
        let parent = parent.cast::<Element>().ok_or_else(|| WebError::Refused("its place is gone".into()))?;
        let create: Function = Reflect::get(&module, &"create".into())?.dyn_into()?;
        let reported = Closure::new(move |what: String, value: JsValue| {
            let number = value.as_f64().map(|number| number as u32);
            on_event(match (what.as_str(), number) {
                ("change", _) => EditorEvent::Changed(value.as_string().unwrap_or_default()),
                ("run", _) => EditorEvent::Run,
                ("click", Some(number)) => EditorEvent::Clicked(number),
                ("point", number) => EditorEvent::Pointed(number),
                ("stop", Some(line)) => EditorEvent::Stop(line),
                ("stops", _) => EditorEvent::Stops(lines(&value)),
                // Of another version of the editor.
                _ => return,
            });
        });
        let options = object(&[("label", label.into()), ("path", path.into()), ("tell", reported.as_ref().clone())]);
        let handle = create.call3(&module, &parent, &text.into(), &options)?;
        Ok(Editor { handle, _reported: reported, _live: Counted::new() })
    }

    /// Replaces the text, which undo takes back.
    pub fn set(&self, text: &str) {
        self.call("set", &text.into());
    }

    /// Shows the file with this path and text. Each file keeps its cursor, and what undo takes back.
    pub fn show_file(&self, path: &str, text: &str) {
        self.call("file", &object(&[("path", path.into()), ("text", text.into())]));
    }

    /// Marks lines where tasks stand, and no others.
    pub fn mark(&self, marks: &[LineMark]) {
        let lines = marks.iter().map(|mark| {
            let tags = mark.tags.iter().map(|tag| {
                let number = tag.number.map_or(JsValue::NULL, JsValue::from);
                object(&[
                    ("text", tag.text.as_str().into()),
                    ("lane", tag.lane.into()),
                    ("number", number),
                    ("title", tag.title.into()),
                ])
            });
            let (share, words) = mark.share.as_ref().map_or((0, ""), |(share, words)| (*share, words.as_str()));
            object(&[
                ("line", mark.line.into()),
                ("share", (share as f64).into()),
                ("words", words.into()),
                ("lane", mark.lane.into()),
                ("lit", mark.lit.into()),
                ("tags", tags.collect::<Array>().into()),
            ])
        });
        self.call("mark", &lines.collect::<Array>());
    }

    /// Marks lines where something is wrong, each with why, and no others.
    pub fn errors(&self, errors: &[(u32, String)]) {
        let lines = errors
            .iter()
            .map(|(line, message)| object(&[("line", (*line).into()), ("message", message.as_str().into())]));
        self.call("errors", &lines.collect::<Array>());
    }

    /// Shows stops at these lines, and at no others.
    pub fn stops(&self, lines: &[u32]) {
        self.call("stops", &lines.iter().copied().map(JsValue::from).collect::<Array>());
    }

    /// Puts the cursor at the beginning of a line.
    pub fn go(&self, line: u32) {
        self.call("go", &line.into());
    }

    /// Brings a line into sight.
    pub fn show(&self, line: u32) {
        self.call("show", &line.into());
    }

    /// Puts the cursor where it was.
    pub fn focus(&self) {
        self.call("focus", &JsValue::UNDEFINED);
    }

    fn call(&self, name: &str, value: &JsValue) {
        let called = Reflect::get(&self.handle, &name.into())
            .and_then(|function| function.dyn_into::<Function>())
            .and_then(|function| function.call1(&self.handle, value));
        if let Err(error) = called {
            web_sys::console::error_1(&error);
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.call("destroy", &JsValue::UNDEFINED);
    }
}

/// Puts the cursor of a plain field at the beginning of a line.
pub fn go_in_field(field: &NodeRef, line: u32) {
    let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
    let text = field.value();
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(utf16).sum();
    let length = text.lines().nth(line.saturating_sub(1) as usize).map_or(0, utf16);
    // A field that cannot take the focus or the selection stays as it is.
    let _ = field.focus();
    let _ = field.set_selection_range(before as u32, (before + length) as u32);
}

/// The text of a plain field.
pub fn field_text(field: &NodeRef) -> Option<String> {
    field.cast::<HtmlTextAreaElement>().map(|field| field.value())
}

/// Returns whether a plain field has the focus.
pub fn has_focus(field: &NodeRef) -> bool {
    let active = super::dom::document().and_then(|document| document.active_element());
    active.is_some() && active == field.cast::<Element>()
}

/// The numbers in a list of lines with commas between them.
fn lines(value: &JsValue) -> Vec<u32> {
    let text = value.as_string().unwrap_or_default();
    text.split(',').filter_map(|line| line.parse().ok()).collect()
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // A fresh object takes any property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
