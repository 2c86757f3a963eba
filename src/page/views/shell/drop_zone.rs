use yew::prelude::*;

use crate::page::effects::page_store::Store;
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::device_files::{FileDrag, on_files};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The zone where a file may be dropped: the whole page, which says what will become of a file that is above it.
#[component]
pub fn DropZone(props: &Props) -> Html {
    let lang = props.store.settings.lang;
    let edits = props.store.script().is_some();
    let over = use_state_eq(|| false);
    {
        let (over, dispatcher) = (over.setter(), props.store.dispatcher());
        use_effect_with((), move |()| {
            let listeners = on_files(move |dragged| {
                over.set(dragged == FileDrag::Over);
                match dragged {
                    FileDrag::Over | FileDrag::Left => {}
                    FileDrag::Dropped(file) => dispatcher.take_dropped(vec![file]),
                    FileDrag::Folder(name, entries) => dispatcher.take_folder(name, entries),
                    FileDrag::Several(files) => dispatcher.take_dropped(files),
                }
            });
            move || drop(listeners)
        });
    }
    if !*over {
        return html! {};
    }
    html! {
        <div class="drop">
            <div class="drop-words">
                <Icon shape={IconShape::File} />
                if edits {
                    <b>{ lang.pick("Drop files of the program here", "Отпустите файлы программы здесь") }</b>
                    <span>{ lang.pick(
                        "One file of Python becomes the program, several stand beside it; a folder or a zip archive is a program of \
                         its own; a record that Loopline saved is opened, and so is a lesson in Markdown. All of it stays on this device.",
                        "Один файл на Python станет программой, несколько добавятся к ней; папка или архив zip заменят её целиком; \
                         запись, сохранённая в Loopline, откроется. Всё остаётся на этом устройстве.",
                    ) }</span>
                } else {
                    <b>{ lang.pick("Drop the record or the lesson here", "Отпустите файл с записью или уроком здесь") }</b>
                    <span>{ lang.pick(
                        "A JSON file that Loopline saved, or a lesson in Markdown. It is read on this device and goes nowhere.",
                        "JSON, сохранённый в Loopline, или урок в Markdown. Он читается на этом устройстве и никуда не отправляется.",
                    ) }</span>
                }
            </div>
        </div>
    }
}
