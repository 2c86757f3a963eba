//! Python's own words on what went wrong: the lines of the program that they name.

use std::rc::Rc;

use crate::page::model::python::Mistake;
use crate::page::model::route::LIBRARY;
use crate::trace::{EventKind, Stream, Trace};

/// A part of a line that was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A text that is shown as it is.
    Text(&'a str),
    /// Names a line of a file of the program, which is the one at this place among its files.
    Line(&'a str, usize, u32),
    /// Is the address of the table of Python's library, which the sentence names that refuses a module.
    Address(&'a str),
}

/// Cuts what was printed around the place where it names a line of one of these files: `File "program.py", line 7, in
/// main`, as in tracebacks, or `program.py:7: `, as in warnings; or the address of the table of the library.
pub fn parts<'a>(printed: &'a str, files: &[Rc<str>]) -> Vec<Part<'a>> {
    let found = files.iter().enumerate().find_map(|(at, file)| Some((at, place(printed, file)?)));
    let (start, named) = match (found, printed.find(LIBRARY)) {
        (Some((file, (start, end, line))), _) => (start, Part::Line(&printed[start..end], file, line)),
        (None, Some(start)) => (start, Part::Address(LIBRARY)),
        (None, None) => return vec![Part::Text(printed)],
    };
    let (Part::Line(text, ..) | Part::Address(text) | Part::Text(text)) = named;
    let parts = [Part::Text(&printed[..start]), named, Part::Text(&printed[start + text.len()..])];
    parts.into_iter().filter(|part| *part != Part::Text("")).collect()
}

fn place(printed: &str, file: &str) -> Option<(usize, usize, u32)> {
    let quoted = format!("File \"{file}\", line ");
    let bare = format!("{file}:");
    let (start, digits) = match printed.find(&quoted) {
        Some(start) => (start, start + quoted.len()),
        None if printed.starts_with(&bare) => (0, bare.len()),
        None => return None,
    };
    let rest = &printed[digits..];
    let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let line = rest[..len].parse().ok()?;
    Some((start, digits + len, line))
}

/// The lines of these files where the program's errors say that they arose, each with the error: of every traceback the
/// innermost line of them.
pub fn mistakes(trace: &Trace, files: &[Rc<str>]) -> Vec<Mistake> {
    let mut found: Vec<Mistake> = Vec::new();
    let mut named: Option<(&str, u32)> = None;
    for event in trace.kinds() {
        let EventKind::Output { stream: Stream::Err, text } = event else { continue };
        let text = without_margin(trace.text(*text));
        let place = files.iter().find_map(|file| Some((&**file, place(text, file)?.2)));
        match place {
            Some(place) if text.trim_start().starts_with("File ") => named = Some(place),
            // The error itself stands at the margin, after the frames.
            _ if !text.starts_with([' ', '\t', '+']) && !text.starts_with("Traceback ") => {
                if let Some((file, line)) = named.take()
                    && !text.trim().is_empty()
                    && found.iter().all(|known| known.file != file || known.line != line)
                {
                    found.push(Mistake { file: file.into(), line, why: text.trim().chars().take(160).collect() });
                }
            }
            _ => {}
        }
    }
    found
}

/// A line of a group's traceback without the rules that stand before it: `    | ValueError: no`.
fn without_margin(line: &str) -> &str {
    match line.trim_start().strip_prefix(['|', '+']) {
        Some(rest) if line.starts_with(' ') => rest.strip_prefix(' ').unwrap_or(rest),
        Some(_) | None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<Rc<str>> {
        ["program.py", "shop/orders.py"].map(Rc::from).to_vec()
    }

    #[test]
    fn a_line_of_a_file_beside_the_program_is_found() {
        let expected = [Part::Line("File \"shop/orders.py\", line 2", 1, 2), Part::Text(", in total")];
        assert_eq!(parts("File \"shop/orders.py\", line 2, in total", &files()), expected);
    }

    #[test]
    fn the_place_in_a_traceback_and_in_a_warning_is_found() {
        let printed = "  File \"program.py\", line 12, in main";
        let expected = [Part::Text("  "), Part::Line("File \"program.py\", line 12", 0, 12), Part::Text(", in main")];
        assert_eq!(parts(printed, &files()), expected);
        assert_eq!(
            parts("program.py:3: RuntimeWarning: x", &files()),
            [Part::Line("program.py:3", 0, 3), Part::Text(": RuntimeWarning: x")]
        );
    }

    #[test]
    fn the_table_of_the_library_is_found() {
        let expected = [Part::Text("All modules: "), Part::Address("#/library")];
        assert_eq!(parts("All modules: #/library", &files()), expected);
    }

    #[test]
    fn other_files_and_other_texts_are_texts() {
        for printed in
            ["", "  File \"<frozen asyncio>\", line 1", "File \"program.py\", line x", "at program.py:4", "é"]
        {
            let expected = vec![Part::Text(printed)];
            assert_eq!(parts(printed, &files()), expected, "{printed}");
        }
        let huge = "File \"program.py\", line 99999999999999999999";
        assert_eq!(parts(huge, &files()), [Part::Text(huge)]);
    }
}
