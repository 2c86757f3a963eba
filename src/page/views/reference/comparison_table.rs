use yew::prelude::*;

use super::shown_by::shown_by;
use crate::i18n::Lang;
use crate::page::views::parts::marked::Marked;
use crate::reference::{Comparison, TableName, TableRow, Text};

/// A table that compares. Where it is narrow its rows are stacked and each cell bears its column's name; the roles are
/// written out since a browser forgets them when a table is not laid out as one.
pub fn comparison_table(name: &TableName, comparison: &Comparison, lang: Lang) -> Html {
    let text = |text: &Text| AttrValue::from(lang.pick(&text.en, &text.ru).clone());
    let columns = &comparison.columns;
    let heads = columns.iter().map(|column| html! { <th scope="col" role="columnheader">{ text(column) }</th> });
    let row = |row: &TableRow| {
        let cells = row.cells.iter().zip(columns).map(|(cell, column)| {
            html! {
                <td role="cell">
                    <span class="cell-column" aria-hidden="true">{ text(column) }</span>
                    if let Some(code) = &cell.code { <code class="cell-code">{ code.clone() }</code> }
                    <Marked text={text(&cell.text)} />
                </td>
            }
        });
        html! {
            <tr key={&*row.aspect.en} role="row">
                <th scope="row" role="rowheader">
                    <span class="aspect">{ text(&row.aspect) }</span>
                    { shown_by(&row.demo, lang) }
                </th>
                { for cells }
            </tr>
        }
    };
    let sections = comparison.sections.iter().map(|section| {
        html! {
            <tbody key={&*section.title.en} role="rowgroup">
                <tr role="row" class="section">
                    <th scope="rowgroup" role="rowheader" colspan={(columns.len() + 1).to_string()}>
                        { text(&section.title) }
                    </th>
                </tr>
                { for section.rows.iter().map(row) }
            </tbody>
        }
    });
    html! {
        <>
            <p class="reference-about" id="table-about"><Marked text={text(&comparison.about)} /></p>
            <table class={format!("compared columns-{}", columns.len())} role="table" aria-describedby="table-about"
                aria-label={lang.pick(name.title.en, name.title.ru)}>
                <thead role="rowgroup">
                    <tr role="row">
                        <td role="cell"></td>
                        { for heads }
                    </tr>
                </thead>
                { for sections }
            </table>
        </>
    }
}
