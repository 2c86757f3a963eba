//! Markdown of what is shown, for questions, answers and notes: the program, its output, the way to see it run.

use std::fmt::Write;

use crate::page::model::files::FileFormat;
use crate::page::model::state::State;
use crate::trace::EventKind;

/// The most lines of output: who reads on opens the link.
const MOST_LINES: usize = 100;

/// The program, its output as far as the playhead, the name of its saved picture, and a link to all of it at this address.
pub fn markdown(state: &State, address: &str) -> String {
    let lang = state.settings.lang;
    let mut text = String::new();
    for (name, language, code) in files(state) {
        if let Some(name) = name {
            let _ = writeln!(text, "`{name}`\n");
        }
        fenced(&mut text, language, &code);
    }
    let output = output(state);
    if !output.is_empty() {
        let _ = writeln!(text, "{}\n", lang.pick("Output:", "Вывод:"));
        let shown = output.len().min(MOST_LINES);
        fenced(&mut text, "text", &output[..shown].join("\n"));
        if output.len() > shown {
            let more = output.len() - shown;
            let _ = writeln!(
                text,
                "{}\n",
                lang.pick(format!("… and {more} lines more."), format!("… и ещё строк: {more}."))
            );
        }
        let picture = state.file_name(FileFormat::Svg);
        let _ = writeln!(text, "![{}]({picture})\n", lang.pick("The timeline of the run", "Временная шкала запуска"));
    }
    let invitation = lang.pick("Run it and see every step in Loopline", "Запустить и увидеть каждый шаг в Loopline");
    let _ = writeln!(text, "[{invitation}]({address})");
    text
}

/// The files of the program: a name where there are several, the language, the text.
fn files(state: &State) -> Vec<(Option<String>, &'static str, String)> {
    if let (Some(script), Some(draft)) = (state.script(), state.python.draft()) {
        let several = !draft.beside.is_empty();
        let main = (several.then(|| script.file()), "python", draft.text.to_string());
        let beside = draft.beside.iter().map(|file| {
            let language = if file.path.ends_with(".py") { "python" } else { "text" };
            (Some(file.path.to_string()), language, file.text.to_string())
        });
        return std::iter::once(main).chain(beside).collect();
    }
    let listing = state.demo().and_then(|demo| state.listings.get(demo)).and_then(|listing| listing.as_ref().ok());
    listing.map(|text| (None, "rust", text.to_string())).into_iter().collect()
}

/// The lines that the program has written by the moment that is shown.
fn output(state: &State) -> Vec<String> {
    let Some(record) = &state.run.record else { return Vec::new() };
    let trace = record.trace.borrow();
    let events = trace.events().take(state.playback.playhead.min(record.len));
    let written = events.filter_map(|(_, event)| match event.kind {
        EventKind::Output { text, .. } => Some(trace.text(text).to_string()),
        _ => None,
    });
    written.collect()
}

/// A block of code in a fence longer than any in it.
fn fenced(text: &mut String, language: &str, code: &str) {
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let _ = writeln!(text, "{fence}{language}\n{}\n{fence}\n", code.trim_end());
}

#[cfg(test)]
mod tests {
    use super::fenced;

    #[test]
    fn a_fence_is_longer_than_any_in_the_code() {
        let mut text = String::new();
        fenced(&mut text, "python", "x = '````'\n\n");
        assert_eq!(text, "`````python\nx = '````'\n`````\n\n");
    }
}
