//! Records that the command line reads: a file, or what a program leaves when it is run for it.

use super::arguments::{CommandError, RecordFormat, RunRequest};
use super::{CommandOutput, Programs, run};
use crate::changes::WaitBook;
use crate::demos::Demo;
use crate::i18n::Lang;
use crate::inspection::InspectedRun;
use crate::trace::file::{TraceFile, read};

/// A record with what its reader calls it.
pub(super) struct LoadedRecord {
    /// The word by which it was asked for.
    pub name: String,
    /// The name of the program's own file in it.
    pub file: String,
    /// The record.
    pub record: TraceFile,
    /// Messages of the run, for standard error.
    pub err: String,
    /// The waits of the run, if they were asked for.
    pub waits: Option<WaitBook>,
    /// The values that were read of the run, if some were asked for.
    pub inspected: Option<InspectedRun>,
}

/// Reads a record (`run.json`), or runs a program (`program.py`) or a demo (`gather`, `errands.parallel` with its variant) for it.
pub(super) fn load(
    catalogue: &[&'static Demo],
    programs: Programs,
    asked: &RunRequest,
    lang: Lang,
) -> Result<LoadedRecord, CommandError> {
    let name = asked.demo.clone();
    let (record, err, waits, inspected) = if name.ends_with(".json") {
        let bytes = std::fs::read(&name).map_err(|error| CommandError::File(name.clone(), error.to_string()))?;
        (read(&bytes).map_err(|why| CommandError::Record(name.clone(), why))?, String::new(), None, None)
    } else {
        let mut asked = RunRequest { format: Some(RecordFormat::Json), ..asked.clone() };
        if let Some((demo, variant)) = name.split_once('.').filter(|_| !asked.is_program()) {
            asked.demo = demo.into();
            asked.params.insert(0, ("variant".into(), variant.into()));
        }
        // The file that `run --format json` would print, so that a record reads the same from either.
        let ran = run(catalogue, programs, asked, lang, None)?;
        let CommandOutput { out, err, .. } = ran.said;
        (read(out.as_bytes()).map_err(|why| CommandError::Record(name.clone(), why))?, err, ran.waits, ran.inspected)
    };
    let id = &record.program.id;
    let file = catalogue.iter().find(|demo| demo.id == id).map_or_else(|| id.clone(), |demo| demo.file.into());
    Ok(LoadedRecord { name, file, record, err, waits, inspected })
}
