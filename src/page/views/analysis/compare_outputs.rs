//! The outputs of two runs, line by line.

use yew::prelude::*;

use crate::i18n::{Lang, count, plural};
use crate::page::derived::kept_run_words::title;
use crate::page::model::comparing::RunFindings;
use crate::reading::differences::LineRow;
use crate::trace::{Seq, Text};

/// The most rows that are shown; of longer outputs the rest is counted.
const MAX_ROWS: usize = 300;

/// The equal lines that stand around a difference; more of them are counted.
const CONTEXT: usize = 2;

/// A row of the table, or equal lines that are passed over.
enum ShownRow {
    Row(LineRow),
    Passed(usize),
}

/// The lines of both outputs, those that are equal beside each other.
pub fn outputs(found: &RunFindings, lang: Lang) -> Html {
    let different = found.rows.iter().filter(|row| !matches!(row, LineRow::Both(..))).count();
    let lines = |n: usize| {
        let word = plural(n, lang, ["line", "lines"], ["строка", "строки", "строк"]);
        format!("{}\u{a0}{word}", count(n, lang))
    };
    let heading = lang.pick("Outputs", "Вывод");
    if different == 0 {
        let same = match found.rows.len() {
            0 => lang.pick("neither prints anything".to_string(), "оба запуска ничего не выводят".to_string()),
            n => lang.pick(format!("the same, {}", lines(n)), format!("одинаковый, {}", lines(n))),
        };
        return html! { <p>{ format!("{heading}: {same}.") }</p> };
    }
    let shown = shown(&found.rows);
    let rest = shown.len().saturating_sub(MAX_ROWS);
    html! {
        <section class="compare-outputs">
            <table>
                <caption>{ lang.pick(format!("{heading}, line by line"), format!("{heading} по строкам")) }</caption>
                <thead><tr>
                    <th scope="col"><span class="unseen">{ lang.pick("Relation", "Отношение") }</span></th>
                    { for found.pair.runs.iter().map(|run| html! { <th scope="col">{ title(run, lang) }</th> }) }
                </tr></thead>
                <tbody>{ for shown.iter().take(MAX_ROWS).map(|row| match row {
                    ShownRow::Row(row) => line(found, *row, lang),
                    ShownRow::Passed(n) => html! {
                        <tr><td></td><td colspan="2" class="muted">{ lang.pick(format!("{} the same", lines(*n)), format!("{} без различий", lines(*n))) }</td></tr>
                    },
                }) }</tbody>
            </table>
            if rest > 0 {
                <p class="muted">{ lang.pick(format!("and {} more rows", count(rest, lang)), format!("и ещё строк таблицы: {}", count(rest, lang))) }</p>
            }
        </section>
    }
}

/// The rows that are shown: all that differ, with a few equal ones around them.
fn shown(rows: &[LineRow]) -> Vec<ShownRow> {
    let equal = |row: &LineRow| matches!(row, LineRow::Both(..));
    let mut shown = Vec::new();
    for run in rows.chunk_by(|row, next| equal(row) == equal(next)) {
        let (is_first, is_last) =
            (std::ptr::eq(run, &rows[..run.len()]), run.as_ptr_range().end == rows.as_ptr_range().end);
        let (before, after) = (if is_first { 0 } else { CONTEXT }, if is_last { 0 } else { CONTEXT });
        if !equal(&run[0]) || run.len() <= before + after + 1 {
            shown.extend(run.iter().copied().map(ShownRow::Row));
            continue;
        }
        shown.extend(run[..before].iter().copied().map(ShownRow::Row));
        shown.push(ShownRow::Passed(run.len() - before - after));
        shown.extend(run[run.len() - after..].iter().copied().map(ShownRow::Row));
    }
    shown
}

fn line(found: &RunFindings, row: LineRow, lang: Lang) -> Html {
    let text = |side: usize, line: usize| {
        let (_, text): (Seq, Text) = found.outputs[side][line];
        html! { <td>{ found.pair.runs[side].record.trace.borrow().text(text).to_string() }</td> }
    };
    let none = || html! { <td></td> };
    let place = |line: usize| count(line + 1, lang);
    let (class, sign, words, first, second) = match row {
        LineRow::Both(line, other) => {
            ("both", "", lang.pick("the same", "одинаково").to_string(), text(0, line), text(1, other))
        }
        LineRow::OnlyFirst(line) => {
            ("only-first", "−", lang.pick("only above", "только сверху").into(), text(0, line), none())
        }
        LineRow::OnlySecond(other) => {
            ("only-second", "+", lang.pick("only below", "только снизу").into(), none(), text(1, other))
        }
        LineRow::MovedFrom(line, other) => {
            let words = lang.pick(format!("line {} below", place(other)), format!("снизу это строка {}", place(other)));
            ("moved", "↕", words, text(0, line), none())
        }
        LineRow::MovedTo(line, other) => {
            let words = lang.pick(format!("line {} above", place(line)), format!("сверху это строка {}", place(line)));
            ("moved", "↕", words, none(), text(1, other))
        }
    };
    html! {
        <tr {class}>
            <td class="sign" title={words.clone()}><span aria-hidden="true">{ sign }</span><span class="unseen">{ words }</span></td>
            { first }{ second }
        </tr>
    }
}
