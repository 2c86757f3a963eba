//! Readiness: the events of files, and the selectors and waits that are told of them.
//!
//! A selector is Linux's `epoll`, with the order in which that reports: a file goes to the end of the selector's list when
//! something happens to it, unless it is in the list. A look takes files from the front, and puts those that are ready to
//! the end again, since they may still be; the next look drops them if they are not.

use std::collections::{BTreeMap, VecDeque};

use super::connections::State;
use super::{Cause, ErrorNumber, Family, Kind, Network, ObjectId};

/// A set of events, as bits of `epoll`.
pub type Events = u32;

/// Something can be read.
pub const IN: Events = 0x1;
/// Room for writing is free.
pub const OUT: Events = 0x4;
/// An error waits, or nobody reads any more.
pub const ERROR: Events = 0x8;
/// Both directions are over.
pub const HANG_UP: Events = 0x10;
/// The peer sends no more.
pub const PEER_ENDED: Events = 0x2000;
/// After an event the file is reported no more until it is modified.
const ONE_SHOT: Events = 1 << 30;
/// A file is reported when something happens, not while it is ready.
const EDGE: Events = 1 << 31;
/// A change of state of which no kind is said.
pub(super) const ANY: Events = 0;
/// The events that are reported unasked.
const UNASKED: Events = ERROR | HANG_UP;

/// A wait that was announced.
#[derive(Debug)]
pub(super) struct Watch {
    pub token: u64,
    pub object: ObjectId,
    pub events: Events,
}

/// A file of a selector.
#[derive(Debug)]
struct Item {
    object: ObjectId,
    events: Events,
    is_listed: bool,
}

/// A selector.
#[derive(Debug, Default)]
pub(super) struct Selector {
    items: BTreeMap<u32, Item>,
    /// The numbers of files that may be ready, in the order in which they are looked at.
    listed: VecDeque<u32>,
}

impl Selector {
    /// Lists a file if it is asked for such events; returns whether it is listed now and was not.
    fn list(&mut self, number: u32, happened: Events) -> bool {
        let Some(item) = self.items.get_mut(&number) else { return false };
        let asked = item.events & !(ONE_SHOT | EDGE);
        let is_asked = asked != 0 && (happened == ANY || happened & (asked | UNASKED) != 0);
        if !is_asked || item.is_listed {
            return false;
        }
        item.is_listed = true;
        self.listed.push_back(number);
        true
    }
}

impl Network {
    /// The events for which a file is ready now.
    ///
    /// # Errors
    /// [`ErrorNumber::BAD_FILE`] if the number is not open.
    pub fn events(&self, number: u32) -> Result<Events, ErrorNumber> {
        Ok(self.events_of(self.find(number)?))
    }

    fn events_of(&self, id: ObjectId) -> Events {
        let Some(object) = self.objects.get(&id) else { return 0 };
        let when = |is: bool, events: Events| if is { events } else { 0 };
        match &object.kind {
            Kind::Stream(stream) => {
                let error = when(stream.error.is_some(), ERROR);
                let (input, output) = (stream.input, stream.output);
                match &stream.state {
                    State::Idle => error | OUT | HANG_UP | when(stream.error.is_some(), IN | PEER_ENDED),
                    State::Listening { queue, .. } => when(!queue.is_empty(), IN),
                    State::Connecting => 0,
                    State::Broken => error | IN | OUT | HANG_UP | PEER_ENDED,
                    State::Connected => {
                        let input = input.and_then(|id| self.channels.get(&id));
                        let output = output.and_then(|id| self.channels.get(&id));
                        let is_at_end = stream.reads_no_more || input.is_none_or(|input| input.is_at_end);
                        // By path, an end that is closed closes both directions.
                        let is_closed = |reader: Option<ObjectId>| stream.family == Family::Unix && reader.is_none();
                        let is_ended = output.is_none_or(|output| output.is_ended || is_closed(output.reader));
                        let has_room = output.is_none_or(|output| output.is_writable() || output.reader.is_none());
                        error
                            | when(is_at_end || input.is_some_and(|input| input.has_received()), IN)
                            | when(is_at_end, PEER_ENDED)
                            | when(is_ended || has_room, OUT)
                            | when(is_at_end && is_ended, HANG_UP)
                    }
                }
            }
            Kind::Datagrams(datagrams) => {
                let error = when(datagrams.error.is_some(), ERROR);
                let is_full = datagrams.peer.is_some_and(|peer| self.is_full(peer));
                error | when(datagrams.has_some(), IN) | when(!is_full, OUT)
            }
            Kind::PipeReader(channel) => {
                let Some(channel) = self.channels.get(channel) else { return HANG_UP };
                when(channel.has_received(), IN) | when(channel.is_at_end, HANG_UP)
            }
            Kind::PipeWriter(channel) => {
                let Some(channel) = self.channels.get(channel) else { return OUT | ERROR };
                when(channel.reader.is_none(), OUT | ERROR) | when(channel.room() >= super::open_files::PAGE, OUT)
            }
            Kind::Selector(selector) => {
                let is_ready =
                    |item: &Item| item.is_listed && self.events_of(item.object) & (item.events | UNASKED) != 0;
                when(selector.items.values().any(is_ready), IN)
            }
        }
    }

    /// Tells selectors and waits that something has happened to an object.
    pub(super) fn notify(&mut self, id: ObjectId, happened: Events) {
        self.attend_later(id);
        if let Some(object) = self.objects.get_mut(&id) {
            let [reading, writing] = &mut object.causes;
            if happened != OUT {
                *reading = self.cause;
            }
            if happened != IN {
                *writing = self.cause;
            }
        }
        for watch in &self.watches {
            let is_asked = happened == ANY || happened & (watch.events | UNASKED) != 0;
            if watch.object == id && is_asked && !self.woken.iter().any(|(woken, _)| *woken == watch.token) {
                self.woken.push((watch.token, self.cause));
            }
        }
        let selected_by = self.objects.get(&id).map(|object| object.selected_by.clone()).unwrap_or_default();
        for (selector, number) in selected_by {
            if self.selector(selector).is_some_and(|selector| selector.list(number, happened)) {
                self.notify(selector, IN);
            }
        }
    }

    /// The cause of the latest change for which a file is readable, or writable.
    pub fn cause_of(&self, number: u32, writes: bool) -> Option<Cause> {
        self.objects.get(&self.find(number).ok()?)?.causes[usize::from(writes)]
    }

    fn selector(&mut self, id: ObjectId) -> Option<&mut Selector> {
        match &mut self.objects.get_mut(&id)?.kind {
            Kind::Selector(selector) => Some(selector),
            _ => None,
        }
    }

    /// Opens a selector.
    ///
    /// # Errors
    /// If too many files are open.
    pub fn open_selector(&mut self) -> Result<u32, ErrorNumber> {
        let object = self.object(Kind::Selector(Selector::default()));
        self.open(object)
    }

    /// Has a selector look for events of a file.
    ///
    /// # Errors
    /// If a number is not open, or the selector has the file.
    pub fn select(&mut self, selector: u32, number: u32, events: Events) -> Result<(), ErrorNumber> {
        let (id, object) = (self.find(selector)?, self.find(number)?);
        if id == object {
            return Err(ErrorNumber::INVALID);
        }
        let selector = self.selector(id).ok_or(ErrorNumber::INVALID)?;
        if selector.items.contains_key(&number) {
            return Err(ErrorNumber::EXISTS);
        }
        selector.items.insert(number, Item { object, events, is_listed: false });
        if let Some(object) = self.objects.get_mut(&object) {
            object.selected_by.push((id, number));
        }
        self.list_if_ready(id, object, number);
        Ok(())
    }

    /// Changes the events for which a selector looks.
    ///
    /// # Errors
    /// If a number is not open, or the selector does not have the file.
    pub fn reselect(&mut self, selector: u32, number: u32, events: Events) -> Result<(), ErrorNumber> {
        let (id, object) = (self.find(selector)?, self.find(number)?);
        let selector = self.selector(id).ok_or(ErrorNumber::INVALID)?;
        selector.items.get_mut(&number).ok_or(ErrorNumber::NO_ENTRY)?.events = events;
        self.list_if_ready(id, object, number);
        Ok(())
    }

    /// Has a selector look for a file no more.
    ///
    /// # Errors
    /// If a number is not open, or the selector does not have the file.
    pub fn deselect(&mut self, selector: u32, number: u32) -> Result<(), ErrorNumber> {
        let (id, object) = (self.find(selector)?, self.find(number)?);
        let selector = self.selector(id).ok_or(ErrorNumber::INVALID)?;
        selector.items.remove(&number).ok_or(ErrorNumber::NO_ENTRY)?;
        selector.listed.retain(|listed| *listed != number);
        if let Some(object) = self.objects.get_mut(&object) {
            object.selected_by.retain(|entry| *entry != (id, number));
        }
        Ok(())
    }

    fn list_if_ready(&mut self, selector: ObjectId, object: ObjectId, number: u32) {
        let ready = self.events_of(object);
        if ready != 0 && self.selector(selector).is_some_and(|selector| selector.list(number, ready)) {
            self.notify(selector, IN);
        }
    }

    /// Looks for files that are ready: their numbers and events, `most` of them, in the order of `epoll`.
    ///
    /// # Errors
    /// If the number is not open, or no selector's.
    pub fn look(&mut self, selector: u32, most: usize) -> Result<Vec<(u32, Events)>, ErrorNumber> {
        let id = self.find(selector)?;
        let mut taken = std::mem::take(&mut self.selector(id).ok_or(ErrorNumber::INVALID)?.listed);
        let mut ready = Vec::new();
        while ready.len() < most
            && let Some(number) = taken.pop_front()
        {
            let item = self.selector(id).and_then(|selector| selector.items.get(&number));
            let Some((object, asked)) = item.map(|item| (item.object, item.events)) else { continue };
            let events = self.events_of(object) & (asked | UNASKED) & !(ONE_SHOT | EDGE);
            let Some(selector) = self.selector(id) else { break };
            let Some(item) = selector.items.get_mut(&number) else { continue };
            let stays = events != 0 && asked & (ONE_SHOT | EDGE) == 0;
            item.is_listed = stays;
            if events != 0 && asked & ONE_SHOT != 0 {
                item.events &= ONE_SHOT | EDGE;
            }
            if stays {
                selector.listed.push_back(number);
            }
            if events != 0 {
                ready.push((number, events));
            }
        }
        if let Some(selector) = self.selector(id) {
            while let Some(number) = taken.pop_back() {
                selector.listed.push_front(number);
            }
        }
        Ok(ready)
    }

    /// Takes a selector's files from their objects, or a closed file from the selectors that have it.
    pub(super) fn forget_selected(&mut self, id: ObjectId) {
        if let Some(selector) = self.selector(id) {
            let items: Vec<(u32, ObjectId)> =
                selector.items.iter().map(|(number, item)| (*number, item.object)).collect();
            for (number, object) in items {
                if let Some(object) = self.objects.get_mut(&object) {
                    object.selected_by.retain(|entry| *entry != (id, number));
                }
            }
        }
        let selected_by = self.objects.get(&id).map(|object| object.selected_by.clone()).unwrap_or_default();
        for (selector, number) in selected_by {
            if let Some(selector) = self.selector(selector) {
                selector.items.remove(&number);
                selector.listed.retain(|listed| *listed != number);
            }
        }
    }
}
