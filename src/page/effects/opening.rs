//! Reads the file that the state asks for, a slice at a time, so that the page answers meanwhile.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::store::{Dispatcher, Store};
use crate::clock::Micros;
use crate::page::model::files::{FileAction, Opened, Opening, Trouble};
use crate::page::model::state::{Action, Record};
use crate::trace::file::RecordReader;
use crate::web::{breathe, wall};

/// Larger files are not read: two million events take half of it.
const MOST: f64 = 256.0 * 1024.0 * 1024.0;
/// The longest slice of reading or writing, and below it the entries that are dealt with between two looks at the clock.
pub(in crate::page) const SLICE: Micros = Micros::from_millis(8);
pub(in crate::page) const ENTRIES: usize = 250;

/// Opens what is asked for. Called once, by the root component.
#[hook]
pub fn use_opening(store: &Store) {
    let dispatcher = store.dispatcher();
    let opening = store.files.opening.clone();
    use_effect_with(opening.as_ref().map(|opening| opening.ticket), move |_| {
        let wanted = Rc::new(Cell::new(true));
        if let Some(opening) = opening {
            spawn_local(open(opening, dispatcher, wanted.clone()));
        }
        move || wanted.set(false)
    });
}

async fn open(opening: Opening, dispatcher: Dispatcher, wanted: Rc<Cell<bool>>) {
    let ticket = opening.ticket;
    let tell = sparingly(|percent| dispatcher.dispatch(Action::File(FileAction::Read(ticket, percent))));
    let done = match read(&opening, &wanted, tell).await {
        Ok(Some(opened)) => FileAction::Opened(ticket, Rc::new(opened)),
        Ok(None) => return,
        Err(why) => FileAction::Refused(ticket, why),
    };
    dispatcher.dispatch(Action::File(done));
}

/// Tells how far something is, but not every percent: a picture of each would take longer than the work.
pub(in crate::page) fn sparingly(tell: impl Fn(u8)) -> impl Fn(f64) {
    let told = Cell::new(0);
    move |fraction| {
        let percent = (fraction * 100.0) as u8;
        if percent >= told.get() + 4 {
            told.set(percent);
            tell(percent);
        }
    }
}

/// `None` once it is no more wanted.
async fn read(opening: &Opening, wanted: &Cell<bool>, tell: impl Fn(f64)) -> Result<Option<Opened>, Trouble> {
    let name = opening.picked.name();
    if opening.picked.size() > MOST {
        return Err(Trouble::TooBig(name));
    }
    if opening.picked.size() == 0.0 {
        return Err(Trouble::Empty(name));
    }
    let bytes = opening.picked.bytes().await.map_err(|_| Trouble::Unreadable(name.clone()))?;
    decode(bytes, name, wanted, tell).await
}

/// Reads a record from the bytes of a file of this name. `None` once it is no more wanted.
pub(in crate::page) async fn decode(
    bytes: Vec<u8>,
    name: String,
    wanted: &Cell<bool>,
    tell: impl Fn(f64),
) -> Result<Option<Opened>, Trouble> {
    let mut reading = RecordReader::new(bytes);
    let mut record = Record::default();
    loop {
        let began = wall();
        let mut done = false;
        while !done && wall() - began < SLICE {
            done = reading.step(ENTRIES).map_err(|why| Trouble::Refused(name.clone(), why))?;
            record.follow(reading.trace());
        }
        if !wanted.get() {
            return Ok(None);
        }
        if done {
            break;
        }
        tell(reading.fraction());
        breathe().await;
    }
    let file = reading.finish();
    record.len = file.trace.len();
    record.trace = Rc::new(RefCell::new(file.trace));
    Ok(Some(Opened { name, program: file.program, clock: file.clock, record }))
}
