use yew::prelude::*;

use crate::i18n::{self, Lang};
use crate::page::views::parts::marked::Marked;
use crate::reference::{LibraryModules, Text};

/// The table of Python's library: every module, and whether it is there.
pub fn library_page(groups: &[LibraryModules], lang: Lang) -> Html {
    let text = |text: &Text| AttrValue::from(lang.pick(&text.en, &text.ru).clone());
    let row = |group: &LibraryModules| {
        let names = group.modules.iter().map(|name| html! { <li key={&**name}><code>{ name.clone() }</code></li> });
        html! {
            <tr key={&*group.about.en} role="row">
                <th scope="row" role="rowheader" class="about"><Marked text={text(&group.about)} /></th>
                <td role="cell"><ul class="modules">{ for names }</ul></td>
            </tr>
        }
    };
    let sections = groups.chunk_by(|one, other| one.title == other.title).map(|groups| {
        let title = &groups[0].title;
        let count = groups.iter().map(|group| group.modules.len()).sum();
        html! {
            <tbody key={&*title.en} role="rowgroup">
                <tr role="row" class="section">
                    <th scope="rowgroup" role="rowheader" colspan="2">{ text(title) }{ " · " }{ i18n::count(count, lang) }</th>
                </tr>
                { for groups.iter().map(row) }
            </tbody>
        }
    });
    html! {
        <>
            <p class="reference-about" id="table-about">{ lang.pick(
                "Every module of CPython 3.14’s library, and what becomes of it in the Python engine of this page. \
                 One that refuses says what to do instead.",
                "Каждый модуль библиотеки CPython 3.14 и что с ним в движке Python на этой странице. \
                 Отказывая, модуль говорит, что делать вместо него.",
            ) }</p>
            <table class="compared library" role="table" aria-describedby="table-about"
                aria-label={lang.pick("Python’s library", "Библиотека Python")}>
                { for sections }
            </table>
        </>
    }
}
