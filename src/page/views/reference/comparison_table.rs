use yew::prelude::*;

use super::shown_by::ShownBy;
use crate::demos::Words;
use crate::i18n::Lang;
use crate::page::views::parts::marked::Marked;
use crate::reference::{Comparison, TableRow};

#[derive(Properties)]
pub struct Props {
    pub comparison: &'static Comparison,
    pub lang: Lang,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        (self.comparison.id, self.lang) == (other.comparison.id, other.lang)
    }
}

/// A table that compares. Where it is narrow its rows are stacked and each cell bears its column's name; the roles are
/// written out since a browser forgets them when a table is not laid out as one.
#[component]
pub fn ComparisonTable(props: &Props) -> Html {
    let Props { comparison, lang } = props;
    let text = |words: Words| AttrValue::from(lang.pick(words.en, words.ru));
    let columns = comparison.columns;
    let heads = columns.iter().map(|column| html! { <th scope="col" role="columnheader">{ text(*column) }</th> });
    let row = |row: &'static TableRow| {
        let cells = row.cells.iter().zip(columns).map(|(cell, column)| {
            html! {
                <td role="cell">
                    <span class="cell-column" aria-hidden="true">{ text(*column) }</span>
                    if let Some(code) = cell.code { <code class="cell-code">{ code }</code> }
                    <Marked text={text(cell.text)} />
                </td>
            }
        });
        html! {
            <tr key={row.aspect.en} role="row">
                <th scope="row" role="rowheader">
                    <span class="aspect">{ text(row.aspect) }</span>
                    <ShownBy demo={row.demo} lang={*lang} />
                </th>
                { for cells }
            </tr>
        }
    };
    let sections = comparison.sections.iter().map(|section| {
        html! {
            <tbody key={section.title.en} role="rowgroup">
                <tr role="row" class="section">
                    <th scope="rowgroup" role="rowheader" colspan={(columns.len() + 1).to_string()}>
                        { text(section.title) }
                    </th>
                </tr>
                { for section.rows.iter().map(row) }
            </tbody>
        }
    });
    html! {
        <>
            <p class="reference-about" id="table-about"><Marked text={text(comparison.about)} /></p>
            <table class={format!("compared columns-{}", columns.len())} role="table" aria-describedby="table-about"
                aria-label={text(comparison.title)}>
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
