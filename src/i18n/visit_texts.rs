//! Lines of a record about visitors of a program's server, in the reader's language. A record has them in English: it is read in
//! either, and whoever recorded it may have read the other.

use super::Lang;

/// The words of ends that are no status.
const ENDS: [(&str, &str); 5] = [
    ("no answer", "нет ответа"),
    ("connection refused", "соединение отклонено"),
    ("not an answer of HTTP", "ответ — не HTTP"),
    ("left before the end", "посетитель ушёл раньше конца"),
    ("connection ended before the answer", "соединение закрыто раньше ответа"),
];

/// Returns a line of a record as the reader reads it: one of a visitor in their language, any other as it is.
pub fn visit_text(line: &str, lang: Lang) -> String {
    translated(line).filter(|_| lang == Lang::Ru).unwrap_or_else(|| line.to_string())
}

/// `visitor: GET / → 200 OK, after 0.0123 s`, or `    (3 lines more)`, in Russian.
fn translated(line: &str) -> Option<String> {
    if let Some(more) = line.strip_prefix("    (").and_then(|rest| rest.strip_suffix(" lines more)")) {
        return more.parse::<usize>().ok().map(|more| format!("    (ещё строк: {more})"));
    }
    let (asked, answered) = line.strip_prefix("visitor: ")?.split_once(" → ")?;
    let (end, time) = answered.rsplit_once(", after ")?;
    let time = time.strip_suffix(" s").filter(|time| time.parse::<f64>().is_ok())?;
    let end = ENDS.iter().find(|(en, _)| *en == end).map_or(end, |(_, ru)| ru);
    Some(format!("посетитель: {asked} → {end}, через {} с", time.replace('.', ",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_visitors_are_in_the_readers_language() {
        let line = "visitor: GET /items → 200 OK, after 0.0123 s";
        assert_eq!(visit_text(line, Lang::En), line);
        assert_eq!(visit_text(line, Lang::Ru), "посетитель: GET /items → 200 OK, через 0,0123 с");
        let line = "visitor: GET / → connection refused, after 0.0000 s";
        assert_eq!(visit_text(line, Lang::Ru), "посетитель: GET / → соединение отклонено, через 0,0000 с");
        assert_eq!(visit_text("    (3 lines more)", Lang::Ru), "    (ещё строк: 3)");
        for own in ["visitor: Ann", "visitor: a → b", "    (many lines more)", "hello, after 3 s"] {
            assert_eq!(visit_text(own, Lang::Ru), own);
        }
    }
}
