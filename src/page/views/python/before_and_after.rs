//! Two runs of a program under each other: before a hint was followed, and after.

use yew::prelude::*;

use crate::export::svg_element;
use crate::i18n::{Lang, TimelineWords};
use crate::page::model::record::Record;
use crate::timeline::palette::TOKENS;
use crate::timeline::stacked::{self, ComparedRun};

/// The most events of a run that is drawn: a longer one has more lanes than stand side by side, and takes long to draw.
const MAX_EVENTS: usize = 2_000;

/// The widths in px for which the picture is laid out, wide and, with names above the bars, narrow: static/python.css shows
/// the one that has room.
const WIDTHS_PX: [f64; 2] = [560.0, 330.0];

#[derive(PartialEq, Properties)]
pub struct Props {
    /// The run before and the run after.
    pub runs: [Record; 2],
    pub lang: Lang,
}

/// The picture of both runs on one axis; nothing if one of them is long.
#[component]
pub fn BeforeAndAfter(props: &Props) -> Html {
    let picture = use_memo((props.runs.clone(), props.lang), |(runs, lang)| picture(runs, *lang));
    let Some(([wide, narrow], told)) = &*picture else { return Html::default() };
    html! {
        <div class="before-and-after" role="img" aria-label={told.clone()}>
            <div class="wide">{ Html::from_html_unchecked(wide.clone().into()) }</div>
            <div class="narrow">{ Html::from_html_unchecked(narrow.clone().into()) }</div>
        </div>
    }
}

/// The picture in both widths, and what it shows in words.
fn picture(runs: &[Record; 2], lang: Lang) -> Option<([String; 2], String)> {
    if runs.iter().any(|run| !(1..=MAX_EVENTS).contains(&run.len)) {
        return None;
    }
    let titles = [lang.pick("Before", "До"), lang.pick("After", "После")];
    let [first, second] = runs;
    let traces = [first.trace.borrow(), second.trace.borrow()];
    let spans = [first.spans(), second.spans()];
    let [before, after] = [0, 1].map(|i| ComparedRun::new(titles[i], &traces[i], &spans[i]));
    let (runs, words) = ([before, after], TimelineWords(lang));
    let drawn = WIDTHS_PX.map(|width| {
        let scene = stacked::compare(&runs, (width, width < WIDTHS_PX[0]), None, None, &words);
        svg_element(&scene, &TOKENS, &format!("before-and-after-{width}"))
    });
    let told = runs.map(|run| stacked::told(&run, &words)).join("; ");
    Some((drawn, told))
}
