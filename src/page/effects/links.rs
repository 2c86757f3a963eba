//! Links: those that are opened, and those that are made for what is shown.

use std::rc::Rc;

use yew::platform::spawn_local;

use super::page_store::{Dispatcher, Store};
use crate::engine::Timing;
use crate::page::model::action::WorkspaceAction;
use crate::page::model::link::{LONGEST_TEXT, Link, LinkAction, LinkFault, LinkedView, made_here, packed, parameter};
use crate::page::model::python::{Draft, Script};
use crate::page::model::state::Notice;
use crate::web::link_text::{pack, unpack};
use crate::web::{WebError, dom};

/// Unpacks a link, the value of its parameter, and brings it, or why it does not open, to the state. `main` is the name of
/// its program's main file.
pub(super) fn open(value: Rc<str>, main: String, dispatcher: Dispatcher) {
    spawn_local(async move {
        let opened = opened(&value, &main).await;
        dispatcher.dispatch(LinkAction::Opened(value, opened));
    });
}

async fn opened(value: &str, main: &str) -> Result<Link, LinkFault> {
    let text = unpack(packed(value)?, LONGEST_TEXT).await.map_err(|_| LinkFault::Unread)?;
    text.and_then(|text| Link::read(&text, main)).ok_or(LinkFault::Damaged)
}

/// Goes to a program in the workspace, as a link would show it: no draft of the reader's gives way to it. With a number of
/// events the playhead stands behind them once the program has run, exactly, so that they are the same.
pub fn show_program(text: Rc<str>, playhead: Option<usize>, dispatcher: Dispatcher) {
    let timing = playhead.map(|_| Timing::Exact);
    let (program, view) = (Some(Draft::alone(text)), LinkedView { playhead, timing, ..LinkedView::default() });
    let link = Link { made_by: made_here(), program, view, notes: Rc::default() };
    spawn_local(async move {
        match pack(&link.write()).await {
            Ok(packed) => dom::go(&format!("{}?{}", Script::Own.href(), parameter(&packed))),
            Err(_) => dispatcher.dispatch(WorkspaceAction::Notice(Some(Notice::Link(LinkFault::Unread)))),
        }
    });
}

/// Makes the address that shows what is shown: with the way in which it is shown if `with_view`, in this language if
/// `with_lang`. `None` where there is nothing to be linked, or its text has not come.
///
/// # Errors
/// If the module that packs links could not be loaded.
pub async fn address(store: &Store, with_view: bool, with_lang: bool) -> Result<Option<String>, WebError> {
    let (Some(link), Some(page)) = (store.link(with_view, with_lang), store.linked_page()) else { return Ok(None) };
    let base = dom::base_address();
    if link.is_plain() {
        return Ok(Some(format!("{base}{page}")));
    }
    let sign = if page.contains('?') { '&' } else { '?' };
    Ok(Some(format!("{base}{page}{sign}{}", parameter(&pack(&link.write()).await?))))
}
