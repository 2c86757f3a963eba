use yew::prelude::*;

use crate::demos::Chapter;
use crate::i18n::Lang;
use crate::page::model::progress::{Progress, part};

/// A chapter's heading: its number, its title and, once anything has been seen, how much of it.
pub fn chapter_title(chapter: Chapter, progress: &Progress, lang: Lang) -> Html {
    let title = chapter.title();
    html! {
        <h2 class="chapter-title">
            <span class="chapter-number" aria-hidden="true">
                { if chapter < Chapter::Beyond { (chapter as u8 + 1).to_string() } else { String::new() } }
            </span>
            <span class="chapter-words">{ lang.pick(title.en, title.ru) }</span>
            <span class="chapter-part">
                if progress.any() {
                    <span class="unseen">{ lang.pick(", seen ", ", просмотрено ") }</span>
                    { part(progress.of_chapter(chapter), lang) }
                }
            </span>
        </h2>
    }
}
