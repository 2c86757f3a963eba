//! The programs' texts, which the page fetches when it shows them.

use std::rc::Rc;

use super::state::State;
use crate::demos::Demo;

/// Why a text is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The text could not be fetched.
    Unreachable,
    /// The text is not the one that was compiled: the site has a newer version than this page.
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

/// An action on the texts of programs.
#[derive(Clone, Debug)]
pub enum ListingAction {
    /// The text of a demo's file has been fetched, or could not be.
    Fetched(&'static Demo, Option<Rc<str>>),
    /// Fetch the text that could not be fetched again.
    FetchAgain,
}

impl State {
    pub(in crate::page) fn apply_to_listings(&mut self, action: ListingAction) {
        match action {
            ListingAction::Fetched(demo, text) => self.fetched(demo, text.as_deref()),
            ListingAction::FetchAgain => self.fetch_again(),
        }
    }

    /// The text of a demo's file has come, or has not.
    fn fetched(&mut self, demo: &Demo, text: Option<&str>) {
        let listing = match text.map(|text| demo.source.listing(text)) {
            Some(Some(listing)) => Ok(listing.into()),
            Some(None) => Err(Missing::Outdated),
            None => Err(Missing::Unreachable),
        };
        self.listings.set(demo, Some(listing));
    }

    /// Forgets texts that could not be fetched, so that they are fetched again.
    fn fetch_again(&mut self) {
        if let Some(demo) = self.program()
            && matches!(self.listings.get(demo), Some(Err(_)))
        {
            self.listings.set(demo, None);
        }
    }
}
