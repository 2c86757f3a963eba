//! Files of the reader's device that become files of the program which is edited.

use yew::platform::spawn_local;

use super::page_store::Dispatcher;
use crate::engine::LONGEST_SOURCE;
use crate::page::model::action::{Action, WorkspaceAction};
use crate::page::model::files::FileError;
use crate::page::model::python::source_files::MAX_FILES;
use crate::page::model::python::{LeftOutReason, PythonAction, SourceFile, TakenProgram};
use crate::page::model::state::Notice;
use crate::web::WebError;
use crate::web::device_files::{DroppedEntries, GatheredFiles, LeftOut, Picked};

/// Reads files and brings them to the state, all of them or, if one cannot be read, none.
pub(super) fn take(files: Vec<Picked>, dispatcher: Dispatcher) {
    spawn_local(async move {
        let mut taken = Vec::new();
        for file in files {
            match read(&file).await {
                Ok(text) => taken.push(SourceFile { path: file.name().into(), text: text.into() }),
                Err(why) => {
                    let notice = WorkspaceAction::Notice(Some(Notice::File(why)));
                    return dispatcher.dispatch(notice);
                }
            }
        }
        dispatcher.dispatch(Action::Python(PythonAction::TakeFiles(taken)));
    });
}

/// Reads a folder or an archive of this name and brings its files to the state, as a program of their own.
async fn take_program(
    name: String,
    read: impl Future<Output = Result<GatheredFiles, WebError>>,
    dispatcher: Dispatcher,
) {
    let Ok(GatheredFiles { files, left_out }) = read.await else {
        let why = FileError::NoArchive(name);
        return dispatcher.dispatch(WorkspaceAction::Notice(Some(Notice::File(why))));
    };
    let files = files.into_iter().map(|(path, text)| SourceFile { path: path.into(), text: text.into() }).collect();
    let left_out = left_out.into_iter().map(|(path, why)| (path, reason(why))).collect();
    dispatcher.dispatch(Action::Python(PythonAction::TakeProgram(TakenProgram { name, files, left_out })));
}

fn reason(why: LeftOut) -> LeftOutReason {
    match why {
        LeftOut::Hidden => LeftOutReason::Hidden,
        LeftOut::Binary => LeftOutReason::Binary,
        LeftOut::Large => LeftOutReason::Large,
        LeftOut::Many => LeftOutReason::Many,
        LeftOut::Unreadable => LeftOutReason::Unreadable,
    }
}

/// The most bytes and files of a program, its main one among them.
const MOST: (usize, usize) = (LONGEST_SOURCE, MAX_FILES + 1);

/// Takes the files below folders of the reader's device as a program.
pub(super) fn take_folder(name: String, entries: DroppedEntries, dispatcher: Dispatcher) {
    spawn_local(async move { take_program(name, entries.files(MOST), dispatcher).await });
}

/// Takes the files of a zip archive as a program.
pub(super) fn take_archive(archive: Picked, dispatcher: Dispatcher) {
    spawn_local(async move { take_program(archive.name(), archive.archived(MOST), dispatcher).await });
}

/// The text of a file, as Python reads it: without a byte order mark.
pub(super) async fn read(file: &Picked) -> Result<String, FileError> {
    if file.size() > LONGEST_SOURCE as f64 {
        return Err(FileError::NotOfProgram(file.name()));
    }
    let bytes = file.bytes().await.map_err(|_| FileError::Unreadable(file.name()))?;
    let text = String::from_utf8(bytes).map_err(|_| FileError::NotOfProgram(file.name()))?;
    Ok(text.trim_start_matches('\u{feff}').into())
}
