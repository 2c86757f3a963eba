//! Reports of visitors of a program's server, as lines.

use std::fmt::Write;

use crate::i18n::Lang;
use crate::network::hosts::{VisitEnd, VisitReport};

/// The most bytes of a body that are printed.
const MOST_BODY: usize = 4096;

/// The lines of all visits; empty without any. Visitors of one visit that are many are summed up.
pub(super) fn visit_lines(reports: &[VisitReport], lang: Lang) -> String {
    if reports.is_empty() {
        return String::new();
    }
    let mut text = lang
        .pick("\nVisits, in seconds of the program's clock:\n", "\nПосещения, в секундах часов программы:\n")
        .to_string();
    for visit in reports.chunk_by(|one, other| one.entry == other.entry) {
        match visit {
            [one] => report(&mut text, one, lang),
            many => load(&mut text, many, lang),
        }
    }
    text
}

fn seconds(report: &VisitReport) -> f64 {
    (report.ended - report.began).seconds()
}

/// The end of a visit, in a few words.
fn end(report: &VisitReport, lang: Lang) -> String {
    match (&report.end, &report.status) {
        (VisitEnd::Answered, Some((status, words))) => format!("{status} {words}"),
        (VisitEnd::Answered | VisitEnd::Interrupted, _) => String::new(),
        (VisitEnd::NeverBegan, _) => lang
            .pick(
                "it has not begun: nothing listened at its port, or the program ended before",
                "не началось: на его порту никто не слушал, или программа завершилась раньше",
            )
            .into(),
        (VisitEnd::Unanswered, _) => lang.pick("no answer", "нет ответа").into(),
        (VisitEnd::Refused, _) => lang.pick("the connection is refused", "соединение отклонено").into(),
        (VisitEnd::Broken, _) => {
            lang.pick("the connection has ended before the answer", "соединение закрыто раньше ответа").into()
        }
        (VisitEnd::Left, _) => lang.pick("the visitor has left", "посетитель ушёл").into(),
        (VisitEnd::NoHttp, _) => lang.pick("the answer is not one of HTTP", "ответ — не HTTP").into(),
    }
}

fn report(text: &mut String, report: &VisitReport, lang: Lang) {
    let began = report.began.seconds();
    // Writing to a `String` cannot fail.
    if report.end == VisitEnd::Interrupted {
        let _ = writeln!(text, "{began:>9.4}  Ctrl+C");
        return;
    }
    let after = lang.pick("after", "через");
    let unit = lang.pick("s", "с");
    let (method, target) = (&report.method, &report.target);
    let _ = writeln!(
        text,
        "{began:>9.4}  {method} {target} → {}, {after} {:.4} {unit}",
        end(report, lang),
        seconds(report)
    );
    let header = |name: &str| report.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
    for (name, value) in ["content-type", "location", "set-cookie"].into_iter().filter_map(header) {
        let _ = writeln!(text, "{:11}{}: {value}", "", name.to_lowercase());
    }
    let is_socket = report.status.as_ref().is_some_and(|(status, _)| *status == 101);
    if is_socket || report.parts.len() > 1 {
        for part in &report.parts {
            let arrow = if part.is_sent { "→" } else { "←" };
            let _ = writeln!(
                text,
                "{:11}{:.4} {arrow} {}",
                "",
                part.at.seconds(),
                shown(&part.data, false, lang).trim_end()
            );
        }
        return;
    }
    let is_json = header("content-type").is_some_and(|(_, value)| value.contains("json"));
    let body = report.body();
    for line in shown(&body, is_json, lang).lines() {
        let _ = writeln!(text, "{:11}{line}", "");
    }
    if String::from_utf8_lossy(&body).contains("swagger-ui") {
        let _ = writeln!(
            text,
            "{:11}{}",
            "",
            lang.pick(
                "(This page draws itself by scripts of another site, which nothing here fetches; what it would show is at /openapi.json.)",
                "(Эта страница рисует себя скриптами с другого сайта, которые здесь не загружаются; то же описание — по адресу /openapi.json.)",
            )
        );
    }
}

/// A body as text: JSON in several lines, bytes that are no text by their number.
fn shown(body: &[u8], is_json: bool, lang: Lang) -> String {
    match std::str::from_utf8(body) {
        Ok(text) if is_json => cut(&indented(text), lang),
        Ok(text) => cut(text, lang),
        Err(_) => format!("({} {})", body.len(), lang.pick("bytes", "байт")),
    }
}

/// A text of JSON in several lines. Fields keep the order in which they were sent, which reading them would lose.
fn indented(text: &str) -> String {
    let (mut lines, mut depth, mut is_in_text, mut is_escaped) = (String::new(), 0_usize, false, false);
    let line = |lines: &mut String, depth: usize| {
        lines.push('\n');
        lines.push_str(&"  ".repeat(depth));
    };
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if is_in_text {
            lines.push(letter);
            is_in_text = is_escaped || letter != '"';
            is_escaped = letter == '\\' && !is_escaped;
            continue;
        }
        match letter {
            '"' => {
                is_in_text = true;
                lines.push(letter);
            }
            '{' | '[' => {
                lines.push(letter);
                while letters.next_if(|next| next.is_whitespace()).is_some() {}
                if let Some(end) = letters.next_if(|next| matches!(next, '}' | ']')) {
                    lines.push(end);
                } else {
                    depth += 1;
                    line(&mut lines, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut lines, depth);
                lines.push(letter);
            }
            ',' => {
                lines.push(letter);
                line(&mut lines, depth);
            }
            ':' => lines.push_str(": "),
            letter if letter.is_whitespace() => {}
            letter => lines.push(letter),
        }
    }
    lines
}

fn cut(text: &str, lang: Lang) -> String {
    if text.len() <= MOST_BODY {
        return text.to_string();
    }
    let end = (0..=MOST_BODY).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let more = text.len() - end;
    lang.pick(format!("{}\n({more} bytes more)", &text[..end]), format!("{}\n(и ещё {more} байт)", &text[..end]))
}

/// A visit of many: how many ended how, and how long the answers took.
fn load(text: &mut String, many: &[VisitReport], lang: Lang) {
    let first = &many[0];
    let began = many.iter().map(|report| report.began).min().unwrap_or_default();
    let ended = many.iter().map(|report| report.ended).max().unwrap_or_default();
    let _ = writeln!(
        text,
        "{:>9.4}  {} {} × {} → {} {:.4}",
        began.seconds(),
        first.method,
        first.target,
        many.len(),
        lang.pick("over at", "закончены в"),
        ended.seconds(),
    );
    let mut ends: Vec<(String, usize)> = Vec::new();
    for report in many {
        let end = end(report, lang);
        match ends.iter_mut().find(|(known, _)| *known == end) {
            Some((_, count)) => *count += 1,
            None => ends.push((end, 1)),
        }
    }
    for (end, count) in ends {
        let _ = writeln!(text, "{:11}{count} × {end}", "");
    }
    let mut times: Vec<f64> = many.iter().filter(|report| report.end == VisitEnd::Answered).map(seconds).collect();
    times.sort_by(f64::total_cmp);
    if let (Some(least), Some(most)) = (times.first(), times.last()) {
        let median = times[times.len() / 2];
        let words = lang.pick(["fastest", "median", "slowest"], ["быстрее всех", "медиана", "дольше всех"]);
        let _ = writeln!(text, "{:11}{} {least:.4}, {} {median:.4}, {} {most:.4}", "", words[0], words[1], words[2]);
    }
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn json_is_indented_and_keeps_its_order() {
        let text = r#"{"b":[1, {"x" : "a,\"{"}],"a":{},"c":[ ]}"#;
        let lines = "{\n  \"b\": [\n    1,\n    {\n      \"x\": \"a,\\\"{\"\n    }\n  ],\n  \"a\": {},\n  \"c\": []\n}";
        assert_eq!(indented(text), lines);
        assert_eq!(serde_json::from_str::<serde_json::Value>(lines).ok(), serde_json::from_str(text).ok());
    }
}
