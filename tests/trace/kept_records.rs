//! Records that a script has kept in a folder: they are read, and keep the laws.

use loopline::reading::laws;
use loopline::trace::file::read;

/// The variable with the folder; without one there is nothing to check.
const FOLDER: &str = "LOOPLINE_RECORDS";

#[test]
fn kept_records_keep_the_laws() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut records = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        let file = read(&std::fs::read(&path).expect("its bytes")).expect("a record");
        if let Err(broken) = laws::check(&file.trace) {
            panic!("{}: {broken}", path.display());
        }
        records += 1;
    }
    assert!(records > 0, "the folder has records");
}
