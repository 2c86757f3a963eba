//! The programs' texts, which the page fetches when it shows them.

use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::state::{Action, State};
use crate::demos::Demo;
use crate::page::effects::session::Store;
use crate::web;

/// Why a text is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It could not be fetched.
    Unreachable,
    /// What came is not what was compiled: the site has a newer version than this page.
    Outdated,
}

/// A program's text, or why it is not there.
pub type Listing = Result<Rc<str>, Missing>;

/// The listings that were asked for, by the demos' ids; not there while they are on their way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listings(Rc<Vec<(&'static str, Listing)>>);

impl Listings {
    /// A demo's, if its fetch has ended.
    pub fn get(&self, demo: &Demo) -> Option<&Listing> {
        self.0.iter().find(|(id, _)| *id == demo.id).map(|(_, listing)| listing)
    }

    /// `None` has it fetched again.
    fn set(&mut self, demo: &Demo, listing: Option<Listing>) {
        let all = Rc::make_mut(&mut self.0);
        all.retain(|(id, _)| *id != demo.id);
        all.extend(listing.map(|listing| (demo.id, listing)));
    }
}

impl State {
    /// The text of a demo's file has come, or has not.
    pub(in crate::page) fn fetched(&mut self, demo: &Demo, text: Option<&str>) {
        let listing = match text.map(|text| demo.source.listing(text)) {
            Some(Some(listing)) => Ok(listing.into()),
            Some(None) => Err(Missing::Outdated),
            None => Err(Missing::Unreachable),
        };
        self.listings.set(demo, Some(listing));
    }

    /// What has failed is fetched again.
    pub(in crate::page) fn fetch_again(&mut self) {
        if let Some(demo) = self.program()
            && matches!(self.listings.get(demo), Some(Err(_)))
        {
            self.listings.set(demo, None);
        }
    }
}

/// Fetches the listing of the program that is shown, once. Called by the root component.
#[hook]
pub fn use_listing(store: &Store) {
    let demo = store.program().filter(|demo| store.listings.get(demo).is_none());
    let dispatcher = store.dispatcher();
    use_effect_with(demo.map(|demo| demo.id), move |_| {
        let Some(demo) = demo else { return };
        spawn_local(async move {
            // Served as it lies among the sources: see `index.html`.
            let text = web::text(demo.file.trim_start_matches("src/")).await.ok();
            dispatcher.dispatch(Action::Fetched(demo, text.map(Rc::from)));
        });
    });
}
