use yew::platform::spawn_local;
use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::model::embed::Embed;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    /// The link that the frame opens.
    pub address: AttrValue,
    pub lang: Lang,
}

/// The id of the field with the frame's markup.
const FIELD_ID: &str = "frame-markup";

/// The rights that a frame needs: its scripts, its own origin for what they load, and the way to the whole page.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/// The section of the dialog with a frame for another page: the parts that it shows, its markup, and how it looks.
#[component]
pub fn FrameSection(props: &Props) -> Html {
    let Props { address, lang } = props;
    let open = use_state_eq(|| false);
    let embed = use_state_eq(|| Embed::Editor);
    let copied = use_state_eq(|| None::<bool>);
    let source = frame_address(address, *embed, *lang);
    let title = lang.pick("An async program and its timeline", "Асинхронная программа и её временная шкала");
    let markup = markup(&source, title);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |_: Event| open.set(!*open))
    };
    let copy = {
        let (markup, copied) = (markup.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let (markup, copied) = (markup.clone(), copied.clone());
            spawn_local(async move { copied.set(Some(dom::copy(&markup).await.is_ok())) });
        })
    };
    let kinds = Embed::ALL.into_iter().map(|kind| {
        let (chosen, embed, copied) = (*embed == kind, embed.clone(), copied.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            embed.set(kind);
            copied.set(None);
        });
        html! { <button type="button" aria-pressed={chosen.to_string()} {onclick}>{ words(kind, *lang) }</button> }
    });
    let told = match *copied {
        Some(true) => lang.pick("The frame is on the clipboard.", "Рамка скопирована."),
        Some(false) => lang.pick(
            "The clipboard is not allowed here: select the text and copy it.",
            "Буфер обмена недоступен: выделите текст и скопируйте его.",
        ),
        None => "",
    };
    html! {
        <details class="share-frame" {ontoggle}>
            <summary>{ lang.pick("Frame for a page of your own", "Рамка для своей страницы") }</summary>
            if *open {
                <div class="segments" role="group" aria-label={lang.pick("What the frame shows", "Что показывает рамка")}>
                    { for kinds }
                </div>
                <div class="share-row">
                    <input id={FIELD_ID} class="share-field" readonly=true value={markup} aria-label={lang.pick("The frame's markup", "Разметка рамки")}
                        onfocus={Callback::from(|_: FocusEvent| dom::select_all(FIELD_ID))} />
                    <button type="button" class="plain-button share-copy" onclick={copy}>{ lang.pick("Copy", "Скопировать") }</button>
                </div>
                <p class="share-answer" role="status">{ told }</p>
                <iframe key={source.clone()} src={source} {title} loading="lazy"></iframe>
            }
        </details>
    }
}

/// The address of a frame that opens a link.
fn frame_address(link: &str, embed: Embed, lang: Lang) -> String {
    let (base, hash) = link.split_once('#').unwrap_or((link, "/"));
    format!("{base}?embed={}&lang={}#{hash}", embed.word(), lang.pick("en", "ru"))
}

/// The markup of a frame. An address has no quotes.
fn markup(source: &str, title: &str) -> String {
    let source = source.replace('&', "&amp;");
    format!(
        "<iframe src=\"{source}\" title=\"{title}\" width=\"100%\" height=\"520\" loading=\"lazy\" sandbox=\"{SANDBOX}\" \
         allow=\"clipboard-write\" style=\"border:0\"></iframe>"
    )
}

fn words(embed: Embed, lang: Lang) -> &'static str {
    match embed {
        Embed::Editor => lang.pick("Program and timeline", "Программа и шкала"),
        Embed::Timeline => lang.pick("Timeline", "Шкала"),
        Embed::Console => lang.pick("Timeline and output", "Шкала и вывод"),
    }
}
