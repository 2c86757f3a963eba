use std::rc::Rc;

use yew::prelude::*;

use super::code::{code_line, use_line_in_sight};
use crate::page::derived::standing::standing;
use crate::page::effects::page_store::Store;
use crate::page::views::parts::paint_scheduler::{Pane, use_throttled};
use crate::trace::file::ProgramInfo;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The files of the program whose record is opened, in tabs, with the tasks that stand at their lines. They are not edited:
/// the record is of what they were.
#[component]
pub fn RecordFiles(props: &Props) -> Html {
    let store = use_throttled(&props.store, Pane::Program);
    let shown = use_state_eq(|| 0_usize);
    {
        let shown = shown.setter();
        use_effect_with(store.opened().cloned(), move |_| shown.set(0));
    }
    use_line_in_sight(&store);
    let Some(opened) = store.opened() else { return html! {} };
    let (lang, files) = (store.settings.lang, files(&opened.program));
    let at = (*shown).min(files.len().saturating_sub(1));
    let Some((path, text)) = files.get(at).copied() else { return html! {} };
    let tabs = files.iter().enumerate().map(|(place, (path, _))| {
        let shown = shown.setter();
        let onclick = Callback::from(move |_: MouseEvent| shown.set(place));
        html! {
            <li key={*path}>
                <button type="button" class="tab" aria-pressed={(place == at).to_string()} {onclick}>{ path.to_string() }</button>
            </li>
        }
    });
    let (standing, lights) = (standing(&store, path, 0), store.lights());
    let (shares, part) = (store.line_shares(path, 0), store.path_line_in(path, 0));
    let file: Rc<str> = path.into();
    let lines = (1_u32..).zip(text.lines()).map(|(number, line)| {
        code_line(
            &store,
            &lights,
            (&file, 0),
            (number, html! { { line.to_string() } }),
            standing.get(&number),
            part == Some(number),
            &shares,
        )
    });
    html! {
        <section class="pane code-pane record-files" aria-labelledby="code-title">
            <div class="pane-head"><h2 id="code-title">{ lang.pick("Files of the record", "Файлы записи") }</h2></div>
            <div class="file-tabs">
                <ul aria-label={lang.pick("Files of the program", "Файлы программы")}>{ for tabs }</ul>
            </div>
            <div id="code" class="code" tabindex="0" role="region" aria-label={path.to_string()}>{ for lines }</div>
        </section>
    }
}

/// Path and text of each file that a record has kept, the main one first.
fn files(program: &ProgramInfo) -> Vec<(&str, &str)> {
    let main = program.source.as_deref().map(|text| (program.id.as_str(), text));
    main.into_iter().chain(program.files.iter().map(|file| (file.name.as_str(), file.text.as_str()))).collect()
}
