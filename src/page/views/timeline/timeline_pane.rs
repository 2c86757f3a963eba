use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::transport::Zoom;
use crate::clock::Micros;
use crate::demos;
use crate::i18n::{self, TimelineWords};
use crate::page::derived::picture::palette;
use crate::page::effects::store::{Store, use_view_orders};
use crate::page::model::effect::ViewOrder;
use crate::page::model::python::PythonAction;
use crate::page::model::state::{Action, Axis, State};
use crate::page::views::parts::field::text_of;
use crate::page::views::parts::painting::use_painter;
use crate::reading::spans::{FinalState, Spans};
use crate::timeline::lanes::{ChildRows, EndingFilter, Lane, Lanes, Row, RowFilter, RowStyle};
use crate::timeline::layout::{self, Playhead, View};
use crate::timeline::minimap;
use crate::trace::{SharedTrace, Trace};
use crate::web::dom;
use crate::web::surface::{Gesture, Surface};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The last zoom asked for, with a count that tells two alike apart.
    pub zoom: (u32, Option<Zoom>),
}

/// Narrower pictures have their lanes' names above the bars.
const NARROW: f64 = 520.0;
/// From this many tasks on they can be filtered.
const MANY: usize = 9;

/// How the reader looks at the record: nobody else needs it.
#[derive(Clone, Debug, PartialEq, Default)]
struct Look {
    /// The canvas' size in px and the device's pixels a px.
    size: (f64, f64),
    ratio: f64,
    /// `None` as long as all of the record is shown.
    view: Option<View>,
    scroll: f64,
    /// Where a drag moves: the playhead or the picture.
    scrubbing: bool,
    choice: RowFilter,
}

impl Look {
    fn narrow(&self) -> bool {
        self.size.0 < NARROW
    }

    fn viewed(&self, view: Option<View>) -> Look {
        Look { view, ..self.clone() }
    }
}

fn view(look: &Look, state: &State) -> View {
    let steps = state.axis() == Axis::Steps;
    let end = end_of(state, steps);
    let kept = look.view.clone().filter(|view| view.steps == steps);
    let fit = View::fit(end, steps, look.size, look.narrow());
    View { scroll: look.scroll, width: look.size.0, height: look.size.1, lit: state.lights(), ..kept.unwrap_or(fit) }
}

fn end_of(state: &State, steps: bool) -> f64 {
    // Before the first run: an axis of five seconds, or twenty steps.
    let unrun = if steps { 20.0 } else { 5e6 };
    state.record.as_ref().map_or(unrun, |record| layout::end(&record.trace.borrow(), steps))
}

/// Where the playhead lies on the axis, in units.
fn head_of(state: &State, steps: bool) -> f64 {
    Playhead { count: state.playhead, at: state.at }.unit(steps)
}

/// What is drawn with, kept from one drawing to the next.
#[derive(Default)]
struct Kept {
    /// The record that the lanes are of.
    trace: SharedTrace,
    lanes: Lanes,
}

impl Kept {
    /// Brings the lanes up to what is to be shown, and tells how high all of it is.
    fn follow(&mut self, state: &State, look: &Look) -> f64 {
        let record = state.record.clone().unwrap_or_default();
        if !Rc::ptr_eq(&self.trace, &record.trace) {
            (self.trace, self.lanes) = (record.trace.clone(), Lanes::default());
        }
        let room = RowStyle { above: look.narrow(), dense: false };
        self.lanes.update(&record.trace.borrow(), &record.spans(), &look.choice, room);
        layout::full_height(&self.lanes)
    }
}

/// The picture of the record, with the playhead.
#[component]
pub fn Timeline(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let look = use_state_eq(Look::default);
    let (canvas, scroller, room, strip) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let (picture, small) = (use_painter(&canvas), use_painter(&strip));
    let kept = use_mut_ref(Kept::default);
    let latest = use_mut_ref(|| None::<(Store, UseStateHandle<Look>)>);
    latest.replace(Some((store.clone(), look.clone())));
    let height = kept.borrow_mut().follow(store, &look);

    // Size and gestures of both canvases.
    {
        let (canvas, scroller, strip, latest, kept) =
            (canvas.clone(), scroller.clone(), strip.clone(), latest.clone(), kept.clone());
        use_effect_with((), move |()| {
            let (of_strip, strip_kept) = (latest.clone(), kept.clone());
            let picture = Surface::watch(&canvas, Some(&scroller), move |gesture| {
                let now = latest.borrow().clone();
                if let Some((store, look)) = now {
                    on_picture(&store, &look, &kept, gesture);
                }
            });
            let minimap = Surface::watch(&strip, None, move |gesture| {
                let now = of_strip.borrow().clone();
                if let Some((store, look)) = now {
                    on_minimap(&store, &look, &strip_kept, &scroller, gesture);
                }
            });
            move || drop((picture, minimap))
        });
    }

    // Another demo is looked at afresh.
    {
        let (look, scroller) = (look.clone(), scroller.clone());
        use_effect_with(store.demo().map(|demo| demo.id), move |_| fit(&look, &scroller));
    }

    // So is another run; and a task's lane is brought into sight.
    {
        let (look, kept, scroller, canvas) = (look.clone(), kept.clone(), scroller.clone(), canvas.clone());
        let record = store.record.clone();
        use_view_orders(store, move |order| match order {
            ViewOrder::FitTimeline => fit(&look, &scroller),
            ViewOrder::ShowLane(task) => {
                let place = record.as_ref().and_then(|record| record.spans().place(task));
                let Some(lane) = place.and_then(|place| kept.borrow().lanes.of(place)) else { return };
                let room = look.size.1 - layout::AXIS_HEIGHT;
                if lane.top < look.scroll || lane.top + lane.height > look.scroll + room {
                    dom::scroll_to(&scroller, lane.top + lane.height / 2.0 - room / 2.0);
                }
                dom::bring_into_sight(&canvas);
            }
            ViewOrder::ReplaceText | ViewOrder::ShowLine(_) | ViewOrder::EnterLine(_) => {}
        });
    }

    // Zoom by buttons and keys.
    {
        let (look, store) = (look.clone(), store.clone());
        use_effect_with(props.zoom, move |(_, zoom)| {
            let Some(zoom) = zoom else { return };
            let view = view(&look, &store);
            // About the playhead where it is in sight, else about the middle.
            let head = view.scale.x(head_of(&store, view.steps));
            let seen = view.scale.left_px..view.scale.left_px + view.scale.width_px;
            let x = if seen.contains(&head) { head } else { view.scale.left_px + view.scale.width_px / 2.0 };
            let end = end_of(&store, view.steps);
            look.set(look.viewed(match zoom {
                Zoom::In => Some(View { scale: view.scale.zoomed(1.6, x, end), ..view }),
                Zoom::Out => Some(View { scale: view.scale.zoomed(1.0 / 1.6, x, end), ..view }),
                Zoom::Fit => None,
            }));
        });
    }

    // A playhead that leaves the picture turns it by a page.
    {
        let (look, store) = (look.clone(), store.clone());
        use_effect_with((store.playhead, store.at), move |_| {
            let Some(view) = look.view.clone() else { return };
            let x = view.scale.x(head_of(&store, view.steps));
            let (left, width) = (view.scale.left_px, view.scale.width_px);
            if view.steps == (store.axis() == Axis::Steps) && !look.scrubbing && (x < left || x > left + width - 12.0) {
                let scale = view.scale.panned(left + width * 0.12 - x, end_of(&store, view.steps));
                look.set(look.viewed(Some(View { scale, ..view })));
            }
        });
    }

    // Drawing, whenever what is drawn has changed.
    {
        let (look, store, kept) = (look.clone(), store.clone(), kept.clone());
        use_effect(move || {
            let palette = palette(store.theme);
            let view = view(&look, &store);
            let record = store.record.clone().unwrap_or_default();
            let (trace, spans) = (record.trace.borrow(), record.spans());
            let lanes = &kept.borrow().lanes;
            let playhead = store.record.as_ref().map(|_| Playhead { count: store.playhead, at: store.at });
            let ratio = look.ratio.max(1.0);
            if let Some(painter) = picture.borrow_mut().as_mut() {
                let words = TimelineWords(store.lang);
                painter.draw(&layout::layout(&trace, &spans, lanes, &view, playhead, &words), palette, ratio);
            }
            if let Some(painter) = small.borrow_mut().as_mut() {
                let scene = match store.record {
                    Some(_) => minimap::minimap(&trace, &spans, lanes, &view, playhead),
                    None => minimap::empty(&view),
                };
                painter.draw(&scene, palette, ratio);
            }
        });
    }
    {
        let room = room.clone();
        use_effect_with((height, look.size.1), move |(height, seen)| dom::set_height(&room, (height - seen).max(0.0)));
    }

    let (rows, above) = use_rows(store);
    let label = lang.pick(
        "Timeline: a lane for each task. The Events pane tells the same in words.",
        "Временная шкала: дорожка на каждую задачу. Панель «События» говорит то же словами.",
    );
    html! {
        <>
            <div class={format!("timeline rows-{rows} above-{above}")}>
                // Scrolled by the browser itself: wheel, finger, keys and a bar that says how many lanes there are.
                <div class="timeline-scroller" ref={scroller} tabindex="0" role="group" aria-label={lang.pick("Lanes", "Дорожки")}>
                    <canvas ref={canvas} role="img" aria-label={label}></canvas>
                    <div ref={room}></div>
                </div>
                if store.record.is_none() {
                    <p class="timeline-empty muted">{ match store.python.running {
                        true => lang.pick("Running", "Выполняется"),
                        false => lang.pick("Not run yet", "Ещё не запущено"),
                    } }</p>
                }
            </div>
            <canvas ref={strip} class="minimap" role="img" aria-label={lang.pick(
                "The whole record in small, with the part that is seen", "Вся запись в малом виде и видимая её часть")}></canvas>
            { filter(store, &look, kept.borrow().lanes.tasks()) }
        </>
    }
}

/// So many events are enough to know how many rows a demo will have.
const PREVIEW: usize = 5000;

/// How many rows the demo will have with these parameters, known from an instant run: nothing jumps when it runs live.
/// In steps of 40 px, so that the style sheet can have the heights: the policy of the page allows no inline styles. The
/// second is for a picture so narrow that names stand above their bars.
#[hook]
fn use_rows(store: &Store) -> (u32, u32) {
    let rows = |trace: &Trace, spans: &Spans| {
        let rows = |above| {
            let room = RowStyle { above, ..RowStyle::default() };
            let height = layout::full_height(&Lanes::new(trace, spans, &RowFilter::default(), room));
            ((height / 40.0).ceil() as u32).clamp(6, 12)
        };
        (rows(false), rows(true))
    };
    let wanted = (store.demo().map(|demo| demo.id), store.args.clone(), store.opened().cloned());
    *use_memo(wanted, move |(id, args, opened)| {
        if let Some(opened) = opened {
            return rows(&opened.record.trace.borrow(), &opened.record.spans());
        }
        let (Some(demo), Some(args)) = (id.and_then(demos::find), args.clone()) else { return (6, 6) };
        let run = demos::run_up_to(demo, args, PREVIEW);
        let trace = run.trace();
        rows(&trace, &Spans::new(&trace))
    })
}

/// Shows all of the record again, from its first lane.
fn fit(look: &UseStateHandle<Look>, scroller: &NodeRef) {
    // The browser would have to lay out all of a page that has just come.
    if look.scroll > 0.0 {
        dom::scroll_to(scroller, 0.0);
    }
    look.set(Look { view: None, scroll: 0.0, choice: RowFilter::default(), ..(**look).clone() });
}

/// The filter of many tasks, and how many it lets through.
fn filter(store: &Store, look: &UseStateHandle<Look>, shown: usize) -> Html {
    let lang = store.lang;
    let tasks = store.record.as_ref().map_or(0, |record| record.spans().tasks.len());
    if tasks < MANY {
        return html! {};
    }
    let name = {
        let look = look.clone();
        Callback::from(move |event: InputEvent| {
            let choice = RowFilter { name: text_of(&event).trim().to_lowercase(), ..look.choice.clone() };
            look.set(Look { choice, ..(*look).clone() });
        })
    };
    let which = {
        let look = look.clone();
        Callback::from(move |event: Event| {
            let id = text_of(&event);
            let which =
                STANDS.iter().find(|(other, ..)| *other == id).map_or(EndingFilter::All, |(_, which, ..)| *which);
            look.set(Look { choice: RowFilter { which, ..look.choice.clone() }, ..(*look).clone() });
        })
    };
    let options = STANDS.iter().map(|(id, which, en, ru)| {
        html! { <option value={*id} selected={*which == look.choice.which}>{ lang.pick(*en, *ru) }</option> }
    });
    let found = look.choice.filters().then(|| {
        let (shown, all) = (i18n::count(shown, lang), i18n::count(tasks, lang));
        lang.pick(format!("{shown} of {all} tasks"), format!("{shown} из {all} задач"))
    });
    html! {
        <div class="task-filter">
            <input type="search" value={look.choice.name.clone()} oninput={name}
                aria-label={lang.pick("Tasks by name", "Задачи по имени")} placeholder={lang.pick("Task name", "Имя задачи")} />
            <select onchange={which} aria-label={lang.pick("Tasks by state", "Задачи по состоянию")}>{ for options }</select>
            <span class="muted" role="status">{ found.unwrap_or_default() }</span>
        </div>
    }
}

const STANDS: [(&str, EndingFilter, &str, &str); 6] = [
    ("all", EndingFilter::All, "all tasks", "все задачи"),
    ("finished", EndingFilter::Ended(FinalState::Finished), "finished", "завершённые"),
    ("failed", EndingFilter::Ended(FinalState::Failed), "failed", "с ошибкой"),
    ("cancelled", EndingFilter::Ended(FinalState::Cancelled), "cancelled", "отменённые"),
    ("left", EndingFilter::Ended(FinalState::Left), "left unfinished", "брошенные"),
    ("going", EndingFilter::Going, "still going", "ещё идут"),
];

fn seek(store: &Store, steps: bool, unit: f64) {
    let unit = unit.max(0.0);
    store.dispatch(match steps {
        true => Action::Seek(unit.round() as usize),
        false => Action::SeekTime(Micros(unit as u64)),
    });
}

fn on_picture(store: &Store, look: &UseStateHandle<Look>, kept: &Rc<RefCell<Kept>>, gesture: Gesture) {
    let now = view(look, store);
    let end = end_of(store, now.steps);
    let scaled = |scale| look.set(look.viewed(Some(View { scale, ..now.clone() })));
    match gesture {
        Gesture::Resized { size, ratio } => look.set(Look { size, ratio, view: None, ..(**look).clone() }),
        Gesture::ScrolledTo { y } => look.set(Look { scroll: y, ..(**look).clone() }),
        Gesture::Zoomed { x, factor, dx } => scaled(now.scale.zoomed(factor, x, end).panned(dx, end)),
        Gesture::Panned { dx } => scaled(now.scale.panned(-dx, end)),
        Gesture::Pressed { x, y } => {
            let on_head = (now.scale.x(head_of(store, now.steps)) - x).abs() < 10.0;
            let scrubbing = y < layout::AXIS_HEIGHT || on_head;
            look.set(Look { scrubbing, ..(**look).clone() });
            if scrubbing {
                seek(store, now.steps, now.scale.unit(x));
            }
        }
        Gesture::Dragged { x, .. } if look.scrubbing => seek(store, now.steps, now.scale.unit(x)),
        Gesture::Dragged { dx, .. } => scaled(now.scale.panned(dx, end)),
        Gesture::Clicked { x, y } => {
            if let Some(choice) = folded(store, look, &kept.borrow().lanes, &now, (x, y)) {
                look.set(Look { choice, ..(**look).clone() });
            } else if x >= View::left(now.narrow) {
                seek(store, now.steps, now.scale.unit(x));
                if let Some(lane) = lane_at(&kept.borrow().lanes, &now, y) {
                    store.dispatch(Action::Python(PythonAction::Look(lane.row)));
                }
            }
        }
        Gesture::Hovered { y, .. } => light(store, lane_at(&kept.borrow().lanes, &now, y).map(|lane| lane.row)),
        Gesture::Left => light(store, None),
        Gesture::LookChanged => look.set(Look { ratio: look.ratio + 1e-9, ..(**look).clone() }),
    }
}

fn lane_at(lanes: &Lanes, view: &View, y: f64) -> Option<Lane> {
    let below_axis = y >= layout::AXIS_HEIGHT;
    let y = y - layout::AXIS_HEIGHT + view.scroll;
    lanes.between(y, y + 1.0).first().copied().filter(|_| below_axis)
}

/// Lights up what the row under the pointer shows.
fn light(store: &Store, row: Option<Row>) {
    let record = store.record.as_ref();
    let lit = record.zip(row).and_then(|(record, row)| layout::lit(&record.spans(), row));
    // Every move of the pointer comes here.
    if lit != store.lit {
        store.dispatch(Action::Light(lit));
    }
}

/// The choice after a click on the name of a task that has children: hides or shows them.
fn folded(store: &Store, look: &Look, lanes: &Lanes, view: &View, (x, y): (f64, f64)) -> Option<RowFilter> {
    let y = y - layout::AXIS_HEIGHT + view.scroll;
    let lane = lanes.between(y, y + 1.0).first()?;
    let on_name = if view.narrow { y - lane.top < 22.0 } else { x < layout::NAMES_WIDTH };
    let Row::Task { place, below, .. } = lane.row else { return None };
    if !on_name || below == ChildRows::Nothing {
        return None;
    }
    let task = store.record.as_ref()?.spans().tasks[place].task;
    let mut choice = look.choice.clone();
    if !choice.collapsed.remove(&task) {
        choice.collapsed.insert(task);
    }
    Some(choice)
}

/// The part that is seen follows the pointer.
fn on_minimap(
    store: &Store,
    look: &UseStateHandle<Look>,
    kept: &Rc<RefCell<Kept>>,
    scroller: &NodeRef,
    gesture: Gesture,
) {
    let (Gesture::Pressed { x, y } | Gesture::Dragged { x, y, .. }) = gesture else { return };
    let Some(record) = &store.record else { return };
    let now = view(look, store);
    let unit = minimap::scale(&record.trace.borrow(), &now).unit(x);
    let height = kept.borrow().lanes.height();
    dom::scroll_to(scroller, y / minimap::MINIMAP_HEIGHT * height - (now.height - layout::AXIS_HEIGHT) / 2.0);
    if look.view.is_some() {
        let middle = now.scale.x(unit) - now.scale.left_px - now.scale.width_px / 2.0;
        look.set(look.viewed(Some(View { scale: now.scale.panned(-middle, end_of(store, now.steps)), ..now })));
    } else {
        seek(store, now.steps, unit);
    }
}
