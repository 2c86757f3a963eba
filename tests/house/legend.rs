//! The legend of the tests, `tests/README.md`, names every folder and file that stands beside it, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Entries that npm and cargo look for at this place.
const TOOLS: &[&str] = &["README.md", "package.json", "package-lock.json", "node_modules"];

/// The names in the first column of the first table: `folder/` or `file.rs`, in backticks.
fn named(legend: &str) -> BTreeSet<String> {
    let rows = legend.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let cells = rows.take_while(|line| line.starts_with('|')).filter_map(|row| row.split('|').nth(1));
    // In backticks stands every second part.
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(String::from).collect()
}

/// Differences between the legend and the entries, each as a sentence.
fn faults(legend: &str, entries: &BTreeSet<String>) -> Vec<String> {
    let named = named(legend);
    let missing = entries.difference(&named).map(|name| format!("{name} is not in the legend"));
    missing.chain(named.difference(entries).map(|name| format!("{name} is gone"))).collect()
}

#[test]
fn the_legend_names_every_folder_of_the_tests() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let entries = fs::read_dir(&folder).expect("the tests can be read").map(|entry| {
        let path = entry.expect("the tests can be read").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        if path.is_dir() && name != "node_modules" { format!("{name}/") } else { name }
    });
    let entries = entries.filter(|name| !TOOLS.contains(&name.as_str())).collect();
    let legend = fs::read_to_string(folder.join("README.md")).expect("the legend is there");
    assert_eq!(faults(&legend, &entries), [""; 0]);
}

#[test]
fn a_folder_that_the_legend_lacks_or_that_is_gone_is_found() {
    let legend = "# Tests\n\n| folder | what |\n|---|---|\n| `a/` | `x/` |\n| `b.rs`, `c.rs` | y |\n\n| | |\n|---|---|\n| `d/` | z |\n";
    let entries = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
    assert_eq!(faults(legend, &entries(&["a/", "b.rs", "c.rs"])), [""; 0]);
    assert_eq!(faults(legend, &entries(&["a/", "b.rs", "e/"])), ["e/ is not in the legend", "c.rs is gone"]);
}
