//! The lines of the program, with their shares of the critical path and of all waiting.

use yew::prelude::*;

use super::why_pane::{bar, more};
use crate::clock::Micros;
use crate::i18n::PathWords;
use crate::reading::critical_path::{LineShare, RunPath};

/// The most lines that are shown.
const LINES_SHOWN: usize = 30;

/// The table, the greatest share of the path first.
pub fn line_table(words: &PathWords, found: &RunPath) -> Html {
    let lang = words.lang;
    if found.lines.is_empty() {
        return Html::default();
    }
    let (elapsed, waiting) = (found.path.elapsed(), found.waiting());
    let percent = |part: Micros, all: Micros| match part {
        Micros::ZERO => "–".to_string(),
        part => lang.pick(format!("{}%", part.percent_of(all)), format!("{}\u{a0}%", part.percent_of(all))),
    };
    let row = |share: &LineShare| {
        html! {
            <tr>
                <th scope="row">{ words.line(share.site) }</th>
                <td>if share.path > Micros::ZERO { { bar(Micros::ZERO, share.path, elapsed) } }</td>
                <td class="number">{ percent(share.path, elapsed) }</td>
                <td class="number">{ percent(share.waiting, waiting) }</td>
            </tr>
        }
    };
    html! {
        <section aria-labelledby="why-lines">
            <h3 id="why-lines">{ lang.pick("By line", "По строкам") }</h3>
            <table class="line-table">
                <thead><tr>
                    <th scope="col">{ lang.pick("Line", "Строка") }</th>
                    <th scope="col" colspan="2">{ lang.pick("Of the path", "От пути") }</th>
                    <th scope="col">{ lang.pick("Of all waiting", "От всех ожиданий") }</th>
                </tr></thead>
                <tbody>{ for found.lines.iter().take(LINES_SHOWN).map(row) }</tbody>
            </table>
            { more(found.lines.len().saturating_sub(LINES_SHOWN), lang) }
        </section>
    }
}
