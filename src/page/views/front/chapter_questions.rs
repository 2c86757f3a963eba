use yew::prelude::*;

use crate::demos::{Chapter, questions_of};
use crate::i18n::Lang;
use crate::page::model::progress::{Progress, part};

/// The number of a chapter's questions that are answered, as the way to the first that is not. Nothing for a chapter without.
pub fn chapter_questions(chapter: Chapter, progress: &Progress, lang: Lang) -> Html {
    let (done, total) = progress.questions(chapter);
    let open = questions_of(chapter).find(|question| !progress.has_answered(&question.name()));
    let text = format!("{}: {}", lang.pick("Questions", "Вопросы"), part((done, total), lang));
    let to = open.or_else(|| questions_of(chapter).next());
    let Some(to) = to else { return html! {} };
    let title = match open {
        Some(_) => lang.pick("To the next question of the chapter", "К следующему вопросу главы"),
        None => lang.pick("All are answered; to the first", "Все отвечены; к первому"),
    };
    let chapter = lang.pick(chapter.title().en, chapter.title().ru);
    html! {
        <a class={classes!("chapter-questions", open.is_none().then_some("all-answered"))} href={to.href()} {title}
            aria-label={format!("{text}. {title}: {chapter}")}>{ text }</a>
    }
}
