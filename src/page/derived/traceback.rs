//! Python's own words on what went wrong: the lines of the program that they name.

use crate::trace::{EventKind, Stream, Trace};

/// A part of a line that was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A text that is shown as it is.
    Text(&'a str),
    /// Names a line of the program.
    Line(&'a str, u32),
}

/// Cuts what was printed around the place where it names a line of a file: `File "program.py", line 7, in main`, as in
/// tracebacks, or `program.py:7: `, as in warnings.
pub fn parts<'a>(printed: &'a str, file: &str) -> Vec<Part<'a>> {
    let Some((start, end, line)) = place(printed, file) else { return vec![Part::Text(printed)] };
    let parts = [Part::Text(&printed[..start]), Part::Line(&printed[start..end], line), Part::Text(&printed[end..])];
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

/// The lines of a file where the program's errors say that they arose, each with the error: of every traceback the
/// innermost line of the file.
pub fn mistakes(trace: &Trace, file: &str) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = Vec::new();
    let mut line = None;
    for event in trace.kinds() {
        let EventKind::Output { stream: Stream::Err, text } = event else { continue };
        let text = without_margin(trace.text(*text));
        match place(text, file) {
            Some((.., named)) if text.trim_start().starts_with("File ") => line = Some(named),
            // The error itself stands at the margin, after the frames.
            _ if !text.starts_with([' ', '\t', '+']) && !text.starts_with("Traceback ") => {
                if let Some(line) = line.take()
                    && !text.trim().is_empty()
                    && found.iter().all(|(known, _)| *known != line)
                {
                    found.push((line, text.trim().chars().take(160).collect()));
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

    #[test]
    fn the_place_in_a_traceback_and_in_a_warning_is_found() {
        let printed = "  File \"program.py\", line 12, in main";
        let expected = [Part::Text("  "), Part::Line("File \"program.py\", line 12", 12), Part::Text(", in main")];
        assert_eq!(parts(printed, "program.py"), expected);
        assert_eq!(
            parts("program.py:3: RuntimeWarning: x", "program.py"),
            [Part::Line("program.py:3", 3), Part::Text(": RuntimeWarning: x")]
        );
    }

    #[test]
    fn other_files_and_other_texts_are_texts() {
        for printed in
            ["", "  File \"<frozen asyncio>\", line 1", "File \"program.py\", line x", "at program.py:4", "é"]
        {
            let expected = vec![Part::Text(printed)];
            assert_eq!(parts(printed, "program.py"), expected, "{printed}");
        }
        let huge = "File \"program.py\", line 99999999999999999999";
        assert_eq!(parts(huge, "program.py"), [Part::Text(huge)]);
    }
}
