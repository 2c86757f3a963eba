//! Printing: elements that are on the page only while it is printed.

use web_sys::{DomParser, Element, SupportedType};
use yew::NodeRef;

use super::dom::{Listener, document, window};

/// Calls back before the page is printed (`true`) and after (`false`). What it does to the page at once is printed.
pub fn on_print(callback: impl Fn(bool) + Clone + 'static) -> Vec<Listener> {
    let Some(window) = window() else { return Vec::new() };
    let kinds = [("beforeprint", true), ("afterprint", false)];
    let listeners = kinds.into_iter().filter_map(|(kind, before)| {
        let callback = callback.clone();
        Listener::on(&window, kind, move |_| callback(before))
    });
    listeners.collect()
}

/// Puts an SVG document in an element of the page that is empty otherwise. As XML: nothing in it can become anything
/// else. Nothing happens if it is none.
pub fn put_svg(node: &NodeRef, svg: &str) {
    let (Some(element), Some(document)) = (node.cast::<Element>(), document()) else { return };
    let parsed =
        DomParser::new().ok().and_then(|parser| parser.parse_from_string(svg, SupportedType::ImageSvgXml).ok());
    let Some(root) = parsed.and_then(|parsed| parsed.document_element()) else { return };
    if root.tag_name() == "svg"
        && let Ok(copy) = document.import_node_with_deep(&root, true)
    {
        element.replace_children_with_node_1(&copy);
    }
}

/// Puts a text in an element of the page that is empty otherwise.
pub fn put_text(node: &NodeRef, text: &str) {
    if let Some(element) = node.cast::<Element>() {
        element.set_text_content(Some(text).filter(|text| !text.is_empty()));
    }
}
