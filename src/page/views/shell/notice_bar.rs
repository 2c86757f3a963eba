use yew::prelude::*;

use crate::engine::LONGEST_SOURCE;
use crate::i18n::{Lang, count, refused_file};
use crate::page::effects::page_store::Store;
use crate::page::model::action::WorkspaceAction;
use crate::page::model::files::FileError;
use crate::page::model::link::LinkFault;
use crate::page::model::python::source_files::MAX_FILES;
use crate::page::model::python::{LeftOutReason, TakenAccount};
use crate::page::model::state::Notice;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// A notice at the lower edge, until it is closed. Read out politely.
#[component]
pub fn NoticeBar(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let told = store.workspace.notice.as_ref().map(|notice| match notice {
        Notice::Hidden => plain(lang.pick("Paused while this tab was hidden.", "Пауза: вкладка была скрыта.")),
        Notice::Storage => plain(lang.pick(
            "This browser keeps no settings for this page; language and colours last until you leave.",
            "Браузер не хранит настройки этой страницы: язык и цвета действуют, пока вы здесь.",
        )),
        Notice::NotCopied => plain(lang.pick(
            "The clipboard is not allowed here: select the text and copy it.",
            "Буфер обмена недоступен: выделите текст и скопируйте его.",
        )),
        Notice::Link(LinkFault::Damaged) => plain(lang.pick(
            "This link was cut or altered on its way: what it was to show cannot be read. Ask for it again, as a file if it is long.",
            "Ссылка по дороге обрезана или изменена: прочитать её содержимое нельзя. Попросите прислать её ещё раз, а если она длинная — файлом.",
        )),
        Notice::Link(LinkFault::Newer) => plain(lang.pick(
            "This link was made by a later version of Loopline. Reload the page to get that version.",
            "Ссылка сделана более новой версией Loopline. Перезагрузите страницу, чтобы её получить.",
        )),
        Notice::Link(LinkFault::Unread) => plain(lang.pick(
            "The part of the page that opens links could not be loaded. Check the connection, then reload.",
            "Не загрузилась часть страницы, которая открывает ссылки. Проверьте соединение и перезагрузите страницу.",
        )),
        Notice::OtherVersion => plain(lang.pick(
            "This link was made by another version of Loopline: the moment that it points at may be another one here.",
            "Ссылка сделана другой версией Loopline: момент, на который она указывает, может здесь оказаться другим.",
        )),
        Notice::Engine(why) => (
            lang.pick(
                "The demo did not run: its engine could not be loaded. Check the connection, then run it again.",
                "Демо не запустилось: не удалось загрузить его движок. Проверьте соединение и запустите ещё раз.",
            )
            .to_string(),
            Some(why.clone()),
        ),
        Notice::File(why) => trouble(why, lang),
        Notice::Taken(account) => (taken(account, lang), None),
    });
    let close = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(WorkspaceAction::Notice(None)))
    };
    let bad = match &store.workspace.notice {
        Some(Notice::File(_) | Notice::Engine(_) | Notice::Link(_)) => true,
        Some(Notice::Taken(account)) => account.files == 0,
        Some(_) | None => false,
    };
    html! {
        <div class="notice-place" role="status">
            if let Some((text, detail)) = told {
                <p class={classes!("notice", bad.then_some("trouble"))}>
                    <span>
                        { text }
                        if let Some(detail) = detail { { " " }<code class="muted" lang="en">{ detail }</code> }
                    </span>
                    <button type="button" class="plain-button" onclick={close}>{ lang.pick("Close", "Закрыть") }</button>
                </p>
            }
        </div>
    }
}

/// A sentence, and what exactly went wrong where that is known in English only.
type Text = (String, Option<String>);

/// A sentence without a detail.
fn plain(text: &str) -> Text {
    (text.to_string(), None)
}

/// The sentences for a folder or an archive that was taken as the program.
fn taken(account: &TakenAccount, lang: Lang) -> String {
    let TakenAccount { name, files, main, left_out } = account;
    let files = count(*files, lang);
    let mut said = match main {
        _ if account.files == 0 => lang.pick(
            format!("Nothing in “{name}” can be a file of a program."),
            format!("В «{name}» нет ничего, что могло бы стать файлом программы."),
        ),
        Some(main) => lang.pick(
            format!("“{name}” is the program now; {main} is what runs. Files: {files}."),
            format!("Теперь программа — это «{name}»: запускается {main}, файлов {files}."),
        ),
        None => lang.pick(
            format!("The files of “{name}” stand beside the program now: none of them is clearly the one to run. Files: {files}."),
            format!("Файлы из «{name}» теперь стоят рядом с программой ({files}): какой из них запускать, непонятно."),
        ),
    };
    for (i, (why, path, count)) in left_out.iter().enumerate() {
        said.push_str(if i == 0 { lang.pick(" Left out: ", " Не взято: ") } else { "; " });
        said.push_str(&left_out_words(*why, path, *count, lang));
    }
    if !left_out.is_empty() {
        said.push('.');
    }
    said
}

/// The words for files that are left out for one reason, of which one has this path.
fn left_out_words(why: LeftOutReason, path: &str, number: usize, lang: Lang) -> String {
    let more = number - 1;
    let which = match more {
        0 => path.to_string(),
        _ => lang.pick(format!("{path} and {more} more"), format!("{path} и ещё {more}")),
    };
    let why = match why {
        LeftOutReason::Hidden => {
            lang.pick("hidden or made by tools", "скрытое или созданное инструментами").to_string()
        }
        LeftOutReason::Binary => lang.pick("no text in UTF-8", "не текст в UTF-8").to_string(),
        LeftOutReason::Large => {
            let most = LONGEST_SOURCE / 1024;
            lang.pick(
                format!("no room: a program has at most {most}\u{a0}KB in all"),
                format!("нет места: в программе не больше {most}\u{a0}КБ"),
            )
        }
        LeftOutReason::Many => lang.pick(
            format!("no room: a program has at most {MAX_FILES} files beside its own"),
            format!("нет места: кроме главного файла в программе не больше {MAX_FILES}"),
        ),
        LeftOutReason::Unreadable => lang.pick("cannot be read", "не читается").to_string(),
        LeftOutReason::Path => lang.pick("a name that no file here can have", "недопустимое имя").to_string(),
    };
    format!("{which} ({why})")
}

/// The sentence for a file that was not opened or not saved.
fn trouble(why: &FileError, lang: Lang) -> Text {
    match why {
        FileError::Refused(name, why) => refused_file(name, why, lang),
        FileError::TooBig(name) => (
            lang.pick(
                format!("“{name}” is too large: the page reads files of up to 256\u{a0}MB."),
                format!("Файл «{name}» слишком велик: страница читает файлы до 256\u{a0}МБ."),
            ),
            None,
        ),
        FileError::Empty(name) => (
            lang.pick(format!("“{name}” is empty: there is no record in it."), format!("Файл «{name}» пуст: записи в нём нет.")),
            None,
        ),
        FileError::Folder(name) => (
            lang.pick(
                format!("“{name}” is a folder or an archive. A record is a file; a program is dropped on the page “Your own program”."),
                format!("«{name}» — папка или архив. Запись — это файл; программу перетаскивают на страницу «Своя программа»."),
            ),
            None,
        ),
        FileError::NoArchive(name) => (
            lang.pick(
                format!("“{name}” is no zip archive that can be read, or has more than 64\u{a0}MB."),
                format!("«{name}» — не zip-архив, который можно прочитать, или он больше 64\u{a0}МБ."),
            ),
            None,
        ),
        FileError::Several(count) => (
            lang.pick(
                format!("That was {count} files at once. Drop one: the page shows one record at a time."),
                format!("Файлов сразу: {count}. Перетащите один: страница показывает одну запись за раз."),
            ),
            None,
        ),
        FileError::NotOfProgram(name) => (
            lang.pick(
                format!("“{name}” cannot be a file of the program: such files are texts in UTF-8 of at most 512\u{a0}KB in all."),
                format!("«{name}» не может быть файлом программы: это должен быть текст в UTF-8, всего не больше 512\u{a0}КБ."),
            ),
            None,
        ),
        FileError::Unreadable(name) => (
            lang.pick(
                format!("The browser could not read “{name}”. It may have been moved, or it may not be open to you."),
                format!("Браузер не смог прочитать «{name}»: возможно, файл перемещён или доступ к нему закрыт."),
            ),
            None,
        ),
        FileError::TooTall => plain(lang.pick(
            "There are too many lanes for a PNG: browsers draw no more than 16,384 pixels in height. SVG has room for all.",
            "Для PNG слишком много дорожек: браузеры рисуют не выше 16 384 пикселей. В SVG поместится всё.",
        )),
        FileError::TooTallForVideo => plain(lang.pick(
            "There are too many lanes to be read in a video. A moving picture in SVG has room for all.",
            "Для видео слишком много дорожек: их было бы не прочитать. В анимации SVG поместится всё.",
        )),
        FileError::NoVideo => plain(lang.pick(
            "This browser makes no videos. A moving picture in SVG shows the same.",
            "Этот браузер не умеет создавать видео. Анимация SVG показывает то же самое.",
        )),
        FileError::NotSaved => plain(lang.pick(
            "The browser did not let the page save the file.",
            "Браузер не дал странице сохранить файл.",
        )),
    }
}
