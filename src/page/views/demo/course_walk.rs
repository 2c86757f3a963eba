use yew::prelude::*;

use crate::demos::{Demo, find, neighbours};
use crate::i18n::Lang;
use crate::page::model::route::Page;
use crate::page::views::parts::icon::{Icon, IconShape};

#[derive(Properties)]
pub struct Props {
    pub demo: &'static Demo,
    pub lang: Lang,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        (self.demo.id, self.lang) == (other.demo.id, other.lang)
    }
}

/// The ways on from a demo: back and on in the course, and to the demos that are near to it.
#[component]
pub fn CourseWalk(props: &Props) -> Html {
    let Props { demo, lang } = *props;
    let (previous, next) = neighbours(demo);
    let title = |demo: &Demo| lang.pick(demo.title.en, demo.title.ru);
    let step = |to: &'static Demo, label: [&str; 2]| {
        let chapter = to.chapter.title();
        let label = match to.chapter == demo.chapter {
            true => label[0].to_string(),
            false => format!("{}: {}", label[1], lang.pick(chapter.en, chapter.ru)),
        };
        html! {
            <span class="walk-words">
                <span class="walk-label">{ label }</span>
                <span class="walk-title">{ title(to) }</span>
            </span>
        }
    };
    let back = previous.map(|to| {
        let label = lang.pick(["Previous", "Previous chapter"], ["Предыдущее", "Предыдущая глава"]);
        html! {
            <a class="walk-step" rel="prev" href={format!("#/demo/{}", to.id)} title={title(to)}>
                <Icon shape={IconShape::Back} />{ step(to, label) }
            </a>
        }
    });
    let on = next.map(|to| {
        let label = lang.pick(["Next", "Next chapter"], ["Следующее", "Следующая глава"]);
        html! {
            <a class="walk-step walk-next" rel="next" href={format!("#/demo/{}", to.id)} title={title(to)}>
                { step(to, label) }<Icon shape={IconShape::Forward} />
            </a>
        }
    });
    let end = || {
        let page = Page::Reading;
        html! {
            <a class="walk-step walk-next" href={page.href()}>
                <span class="walk-words">
                    <span class="walk-label">{ lang.pick("The course ends here", "Здесь курс заканчивается") }</span>
                    <span class="walk-title">{ lang.pick(page.title().en, page.title().ru) }</span>
                </span>
                <Icon shape={IconShape::Forward} />
            </a>
        }
    };
    // Those that stand beside it already are not named twice.
    let beside = [previous, next].map(|demo| demo.map(|demo| demo.id));
    let also = demo.see_also.iter().filter(|id| !beside.contains(&Some(**id))).filter_map(|id| find(id));
    let also: Vec<Html> = also
        .map(|demo| html! { <li key={demo.id}><a href={format!("#/demo/{}", demo.id)}>{ title(demo) }</a></li> })
        .collect();
    html! {
        <nav class="walk" aria-label={lang.pick("On from here", "Куда дальше")}>
            <div class="walk-side">{ back.unwrap_or_default() }</div>
            <div class="walk-also">
                if !also.is_empty() {
                    <span class="walk-label" id="walk-also">{ lang.pick("Look next", "Посмотрите ещё") }</span>
                    <ul aria-labelledby="walk-also">{ for also }</ul>
                }
            </div>
            <div class="walk-side">{ on.unwrap_or_else(|| if previous.is_some() { end() } else { Html::default() }) }</div>
        </nav>
    }
}
