//! The document: its address, title, listeners and preferences.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Document, Element, Event, EventTarget, HtmlElement, KeyboardEvent, Window};
use yew::NodeRef;

use super::handle_count::Counted;
use super::{WebError, breathe};

/// `None` natively, where the tests render components to text.
pub(super) fn window() -> Option<Window> {
    if cfg!(target_arch = "wasm32") { web_sys::window() } else { None }
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// A listener. Dropping it takes it off.
#[derive(Debug)]
#[must_use = "the listener is taken off when this is dropped"]
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    callback: Closure<dyn FnMut(web_sys::Event)>,
    _live: Counted,
}

impl Listener {
    /// Listens on a target. `passive: false`, so that the callback may prevent what the browser would do.
    pub(crate) fn on(
        target: &EventTarget,
        kind: &'static str,
        callback: impl FnMut(web_sys::Event) + 'static,
    ) -> Option<Listener> {
        let callback = Closure::new(callback);
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let function = callback.as_ref().unchecked_ref();
        target.add_event_listener_with_callback_and_add_event_listener_options(kind, function, &options).ok()?;
        Some(Listener { target: target.clone(), kind, callback, _live: Counted::new() })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // A target that is gone has no listeners.
        let _ = self.target.remove_event_listener_with_callback(self.kind, self.callback.as_ref().unchecked_ref());
    }
}

/// The part of the address from the `#` on.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Replaces the part of the address from the `#` on, without a step in the history and without an event.
pub fn replace_hash(hash: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // Refused only for another origin, which a hash is not.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

/// The value of an attribute `data-KEY` of the `<meta>` of this name.
pub(super) fn meta_data(name: &str, key: &str) -> Option<String> {
    let meta = document()?.query_selector(&format!("meta[name={name}]")).ok()??;
    meta.get_attribute(&format!("data-{key}"))
}

/// The text of the element with this id; `None` where there is none.
pub fn text_of(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content()
}

/// The whole address.
pub fn address() -> String {
    window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// The address of the page itself: without what says which of its pages is shown, or how.
pub fn base_address() -> String {
    let address = address();
    address.split(['?', '#']).next().unwrap_or_default().to_string()
}

/// Calls back when the part of the address from the `#` on has changed.
pub fn on_hash(mut callback: impl FnMut(String) + 'static) -> Option<Listener> {
    Listener::on(window()?.as_ref(), "hashchange", move |_| callback(hash()))
}

/// Calls back when the tab is hidden (`true`) or shown again.
pub fn on_hidden(mut callback: impl FnMut(bool) + 'static) -> Option<Listener> {
    let document = document()?;
    let seen = document.clone();
    Listener::on(&document, "visibilitychange", move |_| callback(seen.hidden()))
}

/// Calls back when the reader's colours or motion preferences, or the window's size, have changed.
pub fn on_look(callback: impl Fn() + Clone + 'static) -> Vec<Listener> {
    let Some(window) = window() else { return Vec::new() };
    let queries = ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(forced-colors: active)"];
    let queries = queries.iter().filter_map(|query| {
        let list = window.match_media(query).ok()??;
        let callback = callback.clone();
        Listener::on(&list, "change", move |_| callback())
    });
    let mut listeners: Vec<Listener> = queries.collect();
    listeners.extend(Listener::on(&window, "resize", move |_| callback()));
    listeners
}

fn matches(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok()?).is_some_and(|list| list.matches())
}

/// Returns whether the reader's system is dark.
pub fn prefers_dark() -> bool {
    matches("(prefers-color-scheme: dark)")
}

/// Returns whether the reader's system gives the page its own few colours.
pub fn forces_colours() -> bool {
    matches("(forced-colors: active)")
}

/// Returns whether the window is wide enough for a third pane in the lower row.
pub fn has_room() -> bool {
    matches("(min-width: 1360px)")
}

/// Returns whether the window is as narrow as a phone's.
pub fn is_narrow() -> bool {
    matches("(max-width: 719px)")
}

/// Returns whether the window is wide enough for the program beside the timeline.
pub fn is_wide() -> bool {
    matches("(min-width: 1180px)")
}

/// Returns whether the reader wants no movement.
pub fn prefers_stillness() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// A key that was pressed, outside of fields that take text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key, as `KeyboardEvent.key` has it.
    pub key: String,
    /// Shift is down.
    pub shift: bool,
    /// The focused control acts on space and enter itself.
    pub on_control: bool,
    /// The focused control acts on arrows, Home and End itself.
    pub on_arrows: bool,
}

/// Calls back on keys that no field takes, without Ctrl, Alt or Meta. The callback says whether it acted; the browser
/// then does not.
pub fn on_key(mut callback: impl FnMut(Key) -> bool + 'static) -> Option<Listener> {
    Listener::on(document()?.as_ref(), "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if key.ctrl_key() || key.alt_key() || key.meta_key() || event.default_prevented() {
            return;
        }
        let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let at = |selector: &str| {
            element.as_ref().is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
        };
        let types = at("textarea, [contenteditable], input:not([type=range]):not([type=radio]):not([type=checkbox])");
        if types && key.key() != "Escape" {
            return;
        }
        let pressed = Key {
            key: key.key(),
            shift: key.shift_key(),
            on_control: at("button, a, summary, select, input"),
            on_arrows: at("select, input, [role=tablist], [role=grid], [data-arrows]"),
        };
        if callback(pressed) {
            event.prevent_default();
        }
    })
}

/// Sets the document's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Says that an element, busy so far, is there to be used.
pub fn set_ready(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        // Refused only for names that are no attribute's.
        let _ = element.remove_attribute("aria-busy");
    }
}

/// Marks the element of a reference as drawn, for who waits for its picture (`static/boot.js`).
pub fn set_drawn(node: &NodeRef) {
    if let Some(element) = node.cast::<Element>() {
        // Refused only for names that are no attribute's.
        let _ = element.set_attribute("data-drawn", "");
    }
}

/// Sets an attribute of the `html` element.
pub fn set_root(attribute: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Refused only for names that are no attribute's.
        let _ = root.set_attribute(attribute, value);
    }
}

/// An attribute of the `html` element.
pub fn root(attribute: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(attribute)
}

/// Moves the focus to the element of an id, if it is there.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Returns whether anything in the page has the focus.
pub fn is_focused() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|element| element.tag_name() != "BODY")
}

/// Scrolls a list just so far that the element of an id is seen in it.
pub fn reveal(list: &str, item: &str) {
    let Some(document) = document() else { return };
    let (Some(list), Some(item)) = (document.get_element_by_id(list), document.get_element_by_id(item)) else { return };
    let (frame, row) = (list.get_bounding_client_rect(), item.get_bounding_client_rect());
    if row.top() < frame.top() {
        list.set_scroll_top(list.scroll_top() - (frame.top() - row.top()).ceil() as i32);
    } else if row.bottom() > frame.bottom() {
        list.set_scroll_top(list.scroll_top() + (row.bottom() - frame.bottom()).ceil() as i32);
    }
}

/// Scrolls the page just so far that an element is seen.
pub fn bring_into_sight(node: &NodeRef) {
    if let Some(element) = node.cast::<Element>() {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls a list so that the element of an id stands in its middle, unless it is seen already.
pub fn centre(list: &str, item: &str) {
    let Some(document) = document() else { return };
    let (Some(list), Some(item)) = (document.get_element_by_id(list), document.get_element_by_id(item)) else { return };
    let (frame, row) = (list.get_bounding_client_rect(), item.get_bounding_client_rect());
    // What sticks to the list's top hides a row's height of it.
    if row.top() < frame.top() + row.height() || row.bottom() > frame.bottom() {
        let middle = row.top() + row.height() / 2.0 - frame.top() - frame.height() / 2.0;
        list.set_scroll_top(list.scroll_top() + middle as i32);
    }
}

/// Goes to the address of a hash, as a link would.
pub fn go(hash: &str) {
    if let Some(window) = window() {
        // Refused only where there is nowhere to go.
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to a part of the page by its address, from the `#` on, unless it is there.
pub fn visit(to: &str) {
    if hash() != to {
        go(to);
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // Refused only to a page that is being left.
        let _ = window.location().reload();
    }
}

/// The distance, in px, by which the window is scrolled.
pub fn scrolled() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the window to `top`, in px, and the contents of the element of an id to their top.
pub fn scroll_page(top: f64, inside: &str) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
    if let Some(element) = document().and_then(|document| document.get_element_by_id(inside)) {
        element.set_scroll_top(0);
    }
}

/// Gives an element a height in px. The page's policy forbids styles in markup, not this.
pub fn set_height(node: &NodeRef, px: f64) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // Refused only for a property that does not exist.
        let _ = element.style().set_property("height", &format!("{px:.0}px"));
    }
}

/// Gives an element a variable of the style sheet, or takes it away.
pub fn set_variable(node: &NodeRef, name: &str, value: Option<f64>) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // Refused only for a name that is none.
        let _ = match value {
            Some(value) => element.style().set_property(name, &format!("{value:.4}")),
            None => element.style().remove_property(name).map(drop),
        };
    }
}

/// Scrolls the contents of an element to `top` px from their top.
pub fn scroll_to(node: &NodeRef, top: f64) {
    if let Some(element) = node.cast::<Element>() {
        element.set_scroll_top(top.max(0.0) as i32);
    }
}

/// Opens (as a modal) or closes the `dialog` element of an id.
pub fn set_dialog(id: &str, open: bool) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let Some(dialog) = element.and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok()) else {
        return;
    };
    if open && !dialog.open() {
        // Refused only when it is open already.
        let _ = dialog.show_modal();
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Selects all of the text of the field of an id.
pub fn select_all(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(field) = element.and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        field.select();
    }
}

/// Puts a text on the clipboard.
pub async fn copy(text: &str) -> Result<(), WebError> {
    let window = window().ok_or_else(|| WebError::Refused("no window".into()))?;
    let clipboard = window.navigator().clipboard();
    // Missing on pages that are not served securely, whatever its type says.
    if clipboard.is_undefined() {
        return Err(WebError::Refused("no clipboard".into()));
    }
    let promise = clipboard.write_text(text);
    wasm_bindgen_futures::JsFuture::from(promise).await?;
    Ok(())
}

/// The text of the field or choice that an event comes from; empty for anything else.
pub fn field_text(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(field) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        field.value()
    } else if let Some(field) = target.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        field.value()
    } else {
        target.dyn_ref::<web_sys::HtmlSelectElement>().map(|field| field.value()).unwrap_or_default()
    }
}

/// The text in the field of an id; `None` if there is no such field.
pub fn typed_in(id: &str) -> Option<String> {
    let field = document()?.get_element_by_id(id)?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    Some(field.value())
}

/// Takes the text out of the field of an id, which is empty then; `None` if there is no such field.
pub fn take_field(id: &str) -> Option<String> {
    let field = document()?.get_element_by_id(id)?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    let text = field.value();
    field.set_value("");
    Some(text)
}

/// Mounts a component in the element of an id, in place of what stands there, in a task of its own: making an instance of
/// the program was one. Panics if the page has no such element.
pub fn mount<C: yew::BaseComponent<Properties = ()>>(id: &'static str) {
    wasm_bindgen_futures::spawn_local(async move {
        breathe().await;
        let element = document().and_then(|document| document.get_element_by_id(id));
        let element = element.expect("index.html has the element that the page is mounted in");
        yew::Renderer::<C>::with_root(element).render();
    });
}
