//! Files of the reader's device that become files of the program which is edited.

use yew::platform::spawn_local;

use super::page_store::Dispatcher;
use crate::engine::LONGEST_SOURCE;
use crate::page::model::action::{Action, WorkspaceAction};
use crate::page::model::files::FileError;
use crate::page::model::python::{PythonAction, SourceFile};
use crate::page::model::state::Notice;
use crate::web::device_files::Picked;

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

/// The text of a file, as Python reads it: without a byte order mark.
async fn read(file: &Picked) -> Result<String, FileError> {
    if file.size() > LONGEST_SOURCE as f64 {
        return Err(FileError::NotOfProgram(file.name()));
    }
    let bytes = file.bytes().await.map_err(|_| FileError::Unreadable(file.name()))?;
    let text = String::from_utf8(bytes).map_err(|_| FileError::NotOfProgram(file.name()))?;
    Ok(text.trim_start_matches('\u{feff}').into())
}
