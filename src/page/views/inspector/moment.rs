//! The moment that the inspector shows, and the parts that its sections are made of.

use yew::prelude::*;

use crate::clock::Micros;
use crate::i18n::{self, Lang, SentencePart};
use crate::page::effects::page_store::Store;
use crate::page::model::action::PlaybackAction;
use crate::page::model::state::Highlight;
use crate::page::views::parts::named::Named;
use crate::reading::spans::Spans;
use crate::reading::{Index, LoopState};
use crate::timeline::layout::colour;
use crate::trace::{ConnectionId, FutureId, GeneratorId, ResourceId, Seq, Site, Stack, TaskId, Text, Trace};

/// A moment of the record, and the page that shows it.
pub struct Moment<'a> {
    pub store: &'a Store,
    pub lang: Lang,
    pub trace: &'a Trace,
    pub spans: &'a Spans,
    pub index: &'a Index,
    pub state: &'a LoopState,
    /// The last event before the playhead.
    pub seq: Seq,
    /// The tasks, resources and futures that are lit up.
    pub lights: &'a [Highlight],
}

/// Parts of a line, with room between them where it does not break.
pub fn spaced<const N: usize>(parts: [Option<Html>; N]) -> Html {
    let parts = parts.into_iter().flatten().enumerate().map(|(i, part)| {
        html! { <>{ if i > 0 { "\u{2002}" } else { "" } }{ part }</> }
    });
    parts.collect()
}

/// Words that matter less.
pub fn aside(words: impl Into<AttrValue>) -> Html {
    html! { <span class="aside">{ words.into() }</span> }
}

/// A state by its shape, as the timeline draws it. The word stands beside it.
pub fn shape(class: &'static str) -> Html {
    html! { <span class={classes!("state", class)}></span> }
}

/// The playhead just after an event.
pub fn after(seq: Seq) -> usize {
    seq.0 as usize + 1
}

impl Moment<'_> {
    /// The loop time of the playhead, which also stands between events.
    pub fn now(&self) -> Micros {
        self.store.playback.at.max(self.state.t)
    }

    /// A text of the record.
    pub fn text(&self, text: Text) -> String {
        self.trace.text(text).to_string()
    }

    /// The loop time of an event.
    pub fn time(&self, seq: Seq) -> String {
        i18n::seconds(self.trace.event(seq).t, self.lang)
    }

    /// A task's name at this moment.
    pub fn name_of(&self, task: TaskId) -> String {
        self.spans.names.task(self.trace, task, self.seq)
    }

    /// A task's name, which goes to an event.
    pub fn task(&self, task: TaskId, goes: Option<(Seq, &'static str)>) -> Html {
        let class = format!("lane-{}", self.spans.place(task).map_or(0, colour));
        self.named(Highlight::Task(task), self.name_of(task), classes!("of-task", class), goes)
    }

    /// A resource's name, likewise.
    pub fn resource(&self, resource: ResourceId, goes: Option<(Seq, &'static str)>) -> Html {
        let name = self.spans.names.resource(self.trace, resource);
        self.named(Highlight::Resource(resource), name, classes!("of-resource"), goes)
    }

    /// A connection's number, likewise.
    pub fn connection(&self, connection: ConnectionId, goes: Option<(Seq, &'static str)>) -> Html {
        let name = self.lang.pick(format!("connection {}", connection.0), format!("соединение {}", connection.0));
        self.named(Highlight::Connection(connection), name, classes!("of-resource"), goes)
    }

    /// A future's name, likewise.
    pub fn future(&self, future: FutureId, name: String, goes: Option<(Seq, &'static str)>) -> Html {
        html! { <code>{ self.named(Highlight::Future(future), name, classes!(), goes) }</code> }
    }

    /// A generator's name, likewise.
    pub fn generator(&self, generator: GeneratorId, name: String, goes: Option<(Seq, &'static str)>) -> Html {
        match self.spans.generator_place(generator) {
            Some(place) => html! { <code>{ self.named(Highlight::Generator(place), name, classes!(), goes) }</code> },
            None => html! { <code>{ name }</code> },
        }
    }

    /// A name that lights up what it stands for.
    fn named(&self, what: Highlight, name: String, class: Classes, goes: Option<(Seq, &'static str)>) -> Html {
        let goes = goes.map(|(seq, label)| (after(seq), AttrValue::from(label)));
        let lit = self.lights.contains(&what);
        html! { <Named dispatcher={self.store.dispatcher()} {what} {lit} {name} {class} {goes} /> }
    }

    /// Names in a line, after each other.
    pub fn line(&self, tasks: &[TaskId]) -> Html {
        let names = tasks.iter().enumerate().map(|(i, task)| {
            html! { <>{ if i > 0 { ", " } else { "" } }{ self.task(*task, None) }</> }
        });
        names.collect()
    }

    /// A text that goes to an event.
    pub fn goes(&self, seq: Seq, text: String, label: &'static str) -> Html {
        let store = self.store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| store.dispatch(PlaybackAction::Seek(after(seq))));
        html! {
            <button type="button" class="moment" title={label} aria-label={format!("{text}: {label}")} {onclick}>{ text }</button>
        }
    }

    /// "since" and the time of the event with which a stretch began; a click goes there.
    pub fn since(&self, seq: Seq) -> Html {
        let time = self.time(seq);
        let text = self.lang.pick(format!("since {time}"), format!("от {time}"));
        self.goes(seq, text, self.lang.pick("to where it began", "к началу"))
    }

    /// "at" and the time of an event; a click goes there.
    pub fn at(&self, seq: Seq, label: &'static str) -> Html {
        let time = self.time(seq);
        self.goes(seq, self.lang.pick(format!("at {time}"), format!("в {time}")), label)
    }

    /// Words with names in them.
    pub fn words(&self, pieces: &[SentencePart]) -> Html {
        let parts = pieces.iter().map(|piece| match piece {
            SentencePart::Plain(text) => html! { { text.clone() } },
            SentencePart::Task(_, task) => self.task(*task, None),
            SentencePart::Resource(_, resource) => self.resource(*resource, None),
            SentencePart::Future(name, future) => self.future(*future, name.clone(), None),
            SentencePart::Generator(name, generator) => self.generator(*generator, name.clone(), None),
            SentencePart::Code(text) => html! { <code>{ text.clone() }</code> },
        });
        parts.collect()
    }

    /// The line of the demo's program at which a stack stands.
    pub fn line_of(&self, stack: Stack) -> Option<u32> {
        self.line_at(self.trace.stack(stack).first()?.site)
    }

    /// The line of the demo's program that a site is.
    pub fn line_at(&self, site: Site) -> Option<u32> {
        let (demo, site) = (self.store.demo()?, self.trace.site(site));
        (self.trace.text(site.file) == demo.file).then(|| site.line.saturating_sub(demo.source.before()))
    }

    /// "line 12", if there is a line.
    pub fn line_words(&self, line: Option<u32>) -> Option<Html> {
        let line = line?;
        Some(aside(self.lang.pick(format!("line {line}"), format!("строка {line}"))))
    }

    /// "and 994 more", unless there are none.
    pub fn more(&self, more: usize) -> Html {
        if more == 0 {
            return Html::default();
        }
        let n = i18n::count(more, self.lang);
        html! { <p class="more">{ self.lang.pick(format!("and {n} more"), format!("и ещё {n}")) }</p> }
    }

    /// A section with its heading; `aside` stands behind the title.
    pub fn section(&self, id: &'static str, title: &'static str, aside: Html, body: Html) -> Html {
        let heading = format!("inspector-{id}");
        html! {
            <section class={format!("inspected inspected-{id}")} aria-labelledby={heading.clone()}>
                <h3 id={heading}>{ title }{ aside }</h3>
                { body }
            </section>
        }
    }

    /// A count behind a title; nothing for none.
    pub fn count(&self, count: usize) -> Html {
        if count == 0 {
            return Html::default();
        }
        html! { <span class="count">{ i18n::count(count, self.lang) }</span> }
    }

    /// A sentence in a section that has nothing to show.
    pub fn nothing(&self, words: impl Into<AttrValue>) -> Html {
        html! { <p class="nothing">{ words.into() }</p> }
    }
}
