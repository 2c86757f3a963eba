use yew::prelude::*;

use super::console_input::ConsoleInput;
use crate::clock::Micros;
use crate::i18n::visit_text;
use crate::page::derived::end_sentence::ended;
use crate::page::derived::traceback::{Part, parts};
use crate::page::effects::page_store::Store;
use crate::page::model::python::PythonAction;
use crate::page::model::state::{Highlight, Phase, Record};
use crate::page::views::parts::named::Named;
use crate::trace::{EventKind, Limit, Seq, Stream, TaskId, WarningCode};
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The most lines that are drawn: the last ones.
const MAX_LINES: usize = 200;

/// A line of output with its moment and its task.
struct Line {
    seq: usize,
    at: Micros,
    task: Option<(TaskId, String, u8)>,
    text: String,
    class: &'static str,
}

/// The last lines that were printed up to the playhead, each with the task whose step printed it, and how many more
/// there are.
fn lines(record: &Record, playhead: usize) -> (Vec<Line>, usize) {
    let Some(last) = playhead.checked_sub(1) else { return (Vec::new(), 0) };
    let (trace, spans, index) = (record.trace.borrow(), record.spans(), record.index());
    let said = index.said(Seq(last as u32));
    let earlier = said.len().saturating_sub(MAX_LINES);
    let lines = said[earlier..].iter().filter_map(|said| {
        let event = trace.event(said.seq);
        let (text, class) = match event.kind {
            EventKind::Output { stream: Stream::Out, text } => (text, ""),
            EventKind::Output { stream: Stream::Err, text } => (text, "line-error"),
            // The sentence at the end says it, in the reader's language.
            EventKind::Warning { code: WarningCode::Limit, text, .. }
                if Limit::of(trace.text(text)).is_some_and(|limit| limit != Limit::Resumptions) =>
            {
                return None;
            }
            EventKind::Warning { text, .. } => (text, "line-warning"),
            _ => return None,
        };
        let task = said.task.map(|task| (task, spans.names.task(&trace, task, said.seq), record.colour(task)));
        Some(Line { seq: said.seq.0 as usize, at: event.t, task, text: trace.text(text).into(), class })
    });
    (lines.collect(), earlier)
}

/// A line's part in a traceback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TracebackPart {
    /// The first line, which has the time.
    First,
    /// One of the lines below it, which have all the width.
    Rest,
}

/// The part that each line has in a traceback; `None` for other lines, among them errors that the program prints itself.
fn parts_of_tracebacks(lines: &[Line]) -> Vec<Option<TracebackPart>> {
    let mut parts: Vec<Option<TracebackPart>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let before = i.checked_sub(1).filter(|before| parts[*before].is_some()).map(|before| &lines[before]);
        let goes_on = before.is_some_and(|before| before.class == line.class && before.at == line.at);
        // A program with a syntax error has no stack.
        let begins = ["Traceback (", "  + Exception Group Traceback (", "  File \""]
            .iter()
            .any(|first| line.text.starts_with(first));
        parts.push(match line.class {
            "line-error" if goes_on => Some(TracebackPart::Rest),
            "line-error" if begins => Some(TracebackPart::First),
            _ => None,
        });
    }
    parts
}

/// The console: what the program has printed before the playhead, each line with the task that printed it.
#[component]
pub fn Console(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let (mut lines, earlier) =
        store.run.record.as_ref().map(|record| lines(record, store.playback.playhead)).unwrap_or_default();
    // The line that the program asks for: its beginning is printed, and the reader finishes it.
    let asks = store.asked().cloned();
    if let Some(asks) = &asks
        && lines.last().is_some_and(|line| *line.text == **asks)
    {
        lines.pop();
    }
    let last = lines.last().map(|line| format!("line-{}", line.seq));
    use_effect_with(last, |last| {
        if let Some(last) = last {
            dom::reveal("console", last);
        }
    });
    // Tab comes to the last name; up and down go on from there.
    let named: Vec<usize> = lines.iter().filter(|line| line.task.is_some()).map(|line| line.seq).collect();
    let lights = store.lights();
    let tracebacks = if store.script().is_some() { parts_of_tracebacks(&lines) } else { Vec::new() };
    let rows = lines.iter().enumerate().map(|(i, line)| {
        let part = tracebacks.get(i).copied().flatten();
        let goes_on = part == Some(TracebackPart::Rest);
        let who = line.task.as_ref().map(|(task, name, colour)| {
            let what = Highlight::Task(*task);
            let to = lang.pick("to where this was printed", "к тому, как это напечатано");
            html! { <Named dispatcher={store.dispatcher()} {what} lit={lights.contains(&what)} name={name.clone()}
                class={classes!("who", format!("lane-{colour}"))} goes={(line.seq + 1, AttrValue::from(to))}
                id={format!("who-{}", line.seq)} passed_by={named.last() != Some(&line.seq)} /> }
        });
        let lit = line.task.as_ref().is_some_and(|(task, ..)| lights.contains(&Highlight::Task(*task)));
        let class = classes!("console-line", line.class, lit.then_some("lit-line"), goes_on.then_some("goes-on"));
        html! {
            <div key={line.seq} id={format!("line-{}", line.seq)} {class} onkeydown={among(&named, line.seq)}>
                if !goes_on {
                    <time>{ lang.pick(format!("{:.2}", line.at.seconds()), format!("{:.2}", line.at.seconds()).replace('.', ",")) }</time>
                }
                { who.unwrap_or_else(|| match part {
                    // Tracebacks need the room.
                    Some(_) => html! {},
                    None => html! { <span class="who"></span> },
                }) }
                <span class="console-text">{ text(store, &visit_text(&line.text, lang)) }</span>
            </div>
        }
    });
    let empty = match store.run.phase {
        Phase::Idle if store.python.running => lang.pick(
            "The program runs. What it prints stands here when it has ended.",
            "Программа выполняется. Когда она завершится, здесь будет её вывод.",
        ),
        Phase::Idle => lang.pick("Nothing has run yet. Press Run.", "Ещё ничего не запущено. Нажмите «Пуск»."),
        Phase::Running | Phase::Ended(_) => {
            lang.pick("Nothing printed up to here.", "До этого места ничего не выведено.")
        }
    };
    let ended = ended(store).filter(|_| store.playback.playhead >= store.len() && asks.is_none());
    html! {
        <div id="console" class={classes!("console", store.script().map(|_| "console-python"))} tabindex="0" role="log" aria-label={lang.pick("Console", "Консоль")} aria-live="off">
            if lines.is_empty() && ended.is_none() && asks.is_none() { <p class="muted">{ empty }</p> }
            if earlier > 0 {
                <p class="muted">{ lang.pick(format!("… {earlier} lines before"), format!("… ещё строк раньше: {earlier}")) }</p>
            }
            { for rows }
            { for ended.map(|text| html! { <p class="console-end">{ text }</p> }) }
            if let Some(asks) = asks { <ConsoleInput key={store.run.ticket} store={store.clone()} beginning={AttrValue::from(asks)} /> }
        </div>
    }
}

/// A printed text; a line of the program in Python that it names is a button that goes there.
fn text(store: &Store, printed: &str) -> Html {
    let Some(script) = store.script() else { return html! { { printed.to_string() } } };
    let files = store.python.paths(script);
    let parts = parts(printed, &files).into_iter().map(|part| match part {
        Part::Text(text) => html! { { text.to_string() } },
        Part::Address(address) => html! { <a href={address.to_string()}>{ address.to_string() }</a> },
        Part::Line(text, file, line) => {
            let (dispatcher, file) = (store.dispatcher(), files[file].clone());
            let go = move |_: MouseEvent| dispatcher.dispatch(PythonAction::Go(file.clone(), line));
            let onclick = Callback::from(go);
            html! { <button type="button" class="to-line" {onclick}>{ text.to_string() }</button> }
        }
    });
    html! { { for parts } }
}

/// Up and down move the focus among the names.
fn among(named: &[usize], seq: usize) -> Option<Callback<KeyboardEvent>> {
    let at = named.binary_search(&seq).ok()?;
    let (above, below) = (at.checked_sub(1).map(|above| named[above]), named.get(at + 1).copied());
    Some(Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowUp" => above,
            "ArrowDown" => below,
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            dom::focus(&format!("who-{to}"));
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_below_the_first_of_a_traceback_are_its_rest_and_other_errors_are_none_of_it() {
        let line = |text: &str, class| Line { seq: 0, at: Micros::ZERO, task: None, text: text.into(), class };
        let parts = |lines: &[(&str, &'static str)]| {
            let lines: Vec<Line> = lines.iter().map(|(text, class)| line(text, class)).collect();
            parts_of_tracebacks(&lines)
        };
        let (first, rest) = (Some(TracebackPart::First), Some(TracebackPart::Rest));
        let error = "line-error";
        assert_eq!(
            parts(&[("Traceback (most recent call last):", error), ("  File", error), ("E", error)]),
            [first, rest, rest]
        );
        assert_eq!(parts(&[("  File \"p.py\", line 1", error), ("    (", error)]), [first, rest]);
        assert_eq!(parts(&[("    warned", error), ("  again", error), ("Traceback (", "")]), [None, None, None]);
        assert_eq!(parts(&[("Traceback (", error), ("out", ""), ("  err", error)]), [first, None, None]);
    }
}
