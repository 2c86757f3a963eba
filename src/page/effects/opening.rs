//! Opens a file that the reader has given to the page, a slice at a time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::page_store::Dispatcher;
use super::sliced_job::{ENTRIES_PER_LOOK, MAX_SLICE, SlicedJob, in_steps};
use crate::page::model::action::Action;
use crate::page::model::files::{FileAction, FileError, OpenedRecord};
use crate::page::model::moving::{Note, Notes};
use crate::page::model::record::Record;
use crate::trace::file::RecordReader;
use crate::web::device_files::Picked;
use crate::web::{breathe, wall};

/// The size, in bytes, above which files are not read: two million events take half of it.
const MAX_FILE: f64 = 256.0 * 1024.0 * 1024.0;

/// Opens a file, and brings its record, or why there is none, to the state under this ticket.
pub(super) fn open(file: Picked, ticket: u32, dispatcher: Dispatcher) -> SlicedJob {
    SlicedJob::start(move |wanted| async move {
        let report = in_steps(|percent| dispatcher.dispatch(FileAction::Read(ticket, percent)));
        let done = match read(&file, &wanted, report).await {
            Ok(Some(opened)) => FileAction::Opened(ticket, Rc::new(opened)),
            Ok(None) => return,
            Err(why) => FileAction::Refused(ticket, why),
        };
        dispatcher.dispatch(Action::File(done));
    })
}

/// Reads a file. `None` once it is no longer wanted.
async fn read(file: &Picked, wanted: &Cell<bool>, report: impl Fn(f64)) -> Result<Option<OpenedRecord>, FileError> {
    let name = file.name();
    if file.size() > MAX_FILE {
        return Err(FileError::TooBig(name));
    }
    if file.size() == 0.0 {
        return Err(FileError::Empty(name));
    }
    let bytes = file.bytes().await.map_err(|_| FileError::Unreadable(name.clone()))?;
    decode(bytes, name, wanted, report).await
}

/// Reads a record from the bytes of a file of this name. `None` once it is no longer wanted.
pub(super) async fn decode(
    bytes: Vec<u8>,
    name: String,
    wanted: &Cell<bool>,
    report: impl Fn(f64),
) -> Result<Option<OpenedRecord>, FileError> {
    let mut reading = RecordReader::new(bytes);
    let mut record = Record::default();
    loop {
        let began = wall();
        let mut done = false;
        while !done && wall() - began < MAX_SLICE {
            done = reading.step(ENTRIES_PER_LOOK).map_err(|why| FileError::Refused(name.clone(), why))?;
            record.follow(reading.trace());
        }
        if !wanted.get() {
            return Ok(None);
        }
        if done {
            break;
        }
        report(reading.fraction());
        breathe().await;
    }
    let file = reading.finish();
    record.len = file.trace.len();
    record.notes = Notes::of(file.notes.iter().filter_map(|note| Note::new(note.at, &note.text))).all;
    record.trace = Rc::new(RefCell::new(file.trace));
    Ok(Some(OpenedRecord { name, program: file.program, clock: file.clock, record }))
}
