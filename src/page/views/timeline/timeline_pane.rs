//! The pane of one record's timeline: picture, minimap, filter.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::latency_grips::{latency_grips, latency_note, use_host_table};
use super::note_row::NoteRow;
use super::search_row::SearchRow;
use super::step_menu::step_status;
use super::stretch_grips::stretch_grips;
use super::stretch_panel::StretchPanel;
use super::task_filter::task_filter;
use super::timeline_gestures::{on_minimap, on_picture};
use super::timeline_view::{Dragged, LaneCache, TimelineView, end_of, head_of};
use super::wait_grips::{use_changeable_waits, use_wait_grips};
use crate::i18n::TimelineWords;
use crate::page::effects::colours::palette;
use crate::page::effects::lane_rows::use_lane_rows;
use crate::page::effects::page_store::{Store, use_view_orders};
use crate::page::model::action::MoveAction;
use crate::page::model::effect::{ViewOrder, Zoom};
use crate::page::model::moving::{SeenPart, StretchAction};
use crate::page::model::state::{Analysis, Axis};
use crate::page::views::parts::paint_scheduler::use_painter;
use crate::timeline::lanes::RowFilter;
use crate::timeline::layout::{self, Playhead, View};
use crate::timeline::minimap;
use crate::timeline::preview::LaneRows;
use crate::timeline::scale::Scale;
use crate::web::canvas::Painter;
use crate::web::surface::Surface;
use crate::web::{after, dom};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The factor by which a zoom button or key enlarges the picture.
const ZOOM_FACTOR: f64 = 1.6;

/// The strip at the picture's right edge, in px, in which the playhead already turns the picture by a page.
const PAGE_TURN_EDGE_PX: f64 = 12.0;

/// The share of the picture before the playhead after a page was turned.
const PAGE_TURN_LEAD: f64 = 0.12;

/// The pane's elements.
#[derive(Clone, PartialEq, Default)]
struct TimelineElements {
    canvas: NodeRef,
    /// The element that scrolls the lanes.
    scroller: NodeRef,
    /// Below the canvas, as high as the lanes that are out of sight.
    spacer: NodeRef,
    minimap: NodeRef,
}

/// The pane's own state, and the lanes kept from one drawing to the next.
#[derive(Clone)]
struct PaneState {
    view: UseStateHandle<TimelineView>,
    cache: Rc<RefCell<LaneCache>>,
    elements: TimelineElements,
}

impl PaneState {
    /// Shows all of the record again, from its first lane.
    fn fit(&self) {
        // The browser would have to lay out all of a page that has just come.
        if self.view.scroll_px > 0.0 {
            dom::scroll_to(&self.elements.scroller, 0.0);
        }
        self.view.set(TimelineView {
            zoomed: None,
            scroll_px: 0.0,
            choice: RowFilter::default(),
            ..(*self.view).clone()
        });
    }
}

/// The picture of the record, with the playhead, above the whole record in small.
#[component]
pub fn TimelinePane(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let view = use_state_eq(TimelineView::default);
    let cache = use_mut_ref(LaneCache::default);
    let elements = use_memo((), |()| TimelineElements::default());
    let state = PaneState { view: view.clone(), cache: cache.clone(), elements: (*elements).clone() };
    let height = cache.borrow_mut().follow(store, &view);
    use_gestures(store, &state);
    use_fresh_view(store, &state);
    use_lane_in_sight(store, &state);
    use_zoom(store, &state);
    use_seen_part(store, &state);
    use_page_turns(store, &state);
    use_drawing(store, &state);
    let hosts = use_host_table(store);
    let waits = use_changeable_waits(store, store.run.record.as_ref());
    let wait_grips = use_wait_grips(store, &waits, &view.layout(store), &cache.borrow().lanes);
    use_effect_with((height, view.canvas.size_px.1), {
        let spacer = state.elements.spacer.clone();
        move |(height, seen)| dom::set_height(&spacer, (height - seen).max(0.0))
    });

    let LaneRows { beside, above } = use_lane_rows(store);
    let label = lang.pick(
        "Timeline: a lane for each task. The Events pane tells the same in words.",
        "Временная шкала: дорожка на каждую задачу. Панель «События» говорит то же словами.",
    );
    let TimelineElements { canvas, scroller, spacer, minimap } = state.elements;
    html! {
        <>
            <div class={format!("timeline rows-{beside} above-{above}")}>
                // Scrolled by the browser itself: wheel, finger, keys and a bar that says how many lanes there are.
                <div id="lanes" class="timeline-scroller" ref={scroller} tabindex="0" role="group" aria-label={lang.pick("Lanes", "Дорожки")}>
                    <canvas ref={canvas} role="img" aria-label={label}></canvas>
                    <div ref={spacer}></div>
                </div>
                { step_status(store) }
                { stretch_grips(store, &view.layout(store)) }
                if store.analysis() == Analysis::WhatIf {
                    { wait_grips }
                } else {
                    { latency_grips(store, (*hosts).as_ref(), &view.layout(store), &cache.borrow().lanes) }
                }
                if store.run.record.is_none() {
                    <p class="timeline-empty muted">{ match store.python.running {
                        true => lang.pick("Running", "Выполняется"),
                        false => lang.pick("Not run yet", "Ещё не запущено"),
                    } }</p>
                }
            </div>
            { latency_note(store) }
            <canvas ref={minimap} class="minimap" role="img" aria-label={lang.pick(
                "The whole record in small, with the part that is seen", "Вся запись в малом виде и видимая её часть")}></canvas>
            if let Some(at) = store.moving.notes.edited { <NoteRow key={at} store={store.clone()} {at} /> }
            if let Some(stretch) = store.moving.stretch { <StretchPanel store={store.clone()} {stretch} /> }
            if store.moving.finding.open { <SearchRow store={store.clone()} /> }
            { task_filter(store, &view, cache.borrow().lanes.tasks()) }
        </>
    }
}

/// Watches the size of both canvases, and the gestures on them.
#[hook]
fn use_gestures(store: &Store, state: &PaneState) {
    let latest = use_mut_ref(|| None::<(Store, UseStateHandle<TimelineView>)>);
    latest.replace(Some((store.clone(), state.view.clone())));
    let PaneState { cache, elements, .. } = state.clone();
    use_effect_with((), move |()| {
        let TimelineElements { canvas, scroller, minimap, .. } = elements;
        let (minimap_latest, minimap_cache) = (latest.clone(), cache.clone());
        let picture = Surface::watch(&canvas, Some(&scroller), move |gesture| {
            let now = latest.borrow().clone();
            if let Some((store, view)) = now {
                on_picture(&store, &view, &cache, gesture);
            }
        });
        let minimap = Surface::watch(&minimap, None, move |gesture| {
            let now = minimap_latest.borrow().clone();
            if let Some((store, view)) = now {
                on_minimap(&store, &view, &minimap_cache, &scroller, gesture);
            }
        });
        move || drop((picture, minimap))
    });
}

/// Shows all of another demo or run, from its first lane.
#[hook]
fn use_fresh_view(store: &Store, state: &PaneState) {
    let on_demo = state.clone();
    use_effect_with(store.demo().map(|demo| demo.id), move |_| on_demo.fit());
    let on_run = state.clone();
    use_view_orders(store, move |order| match order {
        ViewOrder::FitTimeline => on_run.fit(),
        ViewOrder::ZoomTimeline(_) | ViewOrder::ShowLane(_) => {}
        ViewOrder::ReplaceText | ViewOrder::ShowLine(_) | ViewOrder::EnterLine(_) => {}
    });
}

/// Scrolls to the lane of a task that is to be seen.
#[hook]
fn use_lane_in_sight(store: &Store, state: &PaneState) {
    let PaneState { view, cache, elements } = state.clone();
    let record = store.run.record.clone();
    use_view_orders(store, move |order| {
        let ViewOrder::ShowLane(task) = order else { return };
        let place = record.as_ref().and_then(|record| record.spans().place(task));
        let Some(lane) = place.and_then(|place| cache.borrow().lanes.of(place)) else { return };
        let room = view.canvas.size_px.1 - layout::AXIS_HEIGHT;
        if lane.top < view.scroll_px || lane.top + lane.height > view.scroll_px + room {
            dom::scroll_to(&elements.scroller, lane.top + lane.height / 2.0 - room / 2.0);
        }
        dom::bring_into_sight(&elements.canvas);
    });
}

/// Zooms by buttons and keys.
#[hook]
fn use_zoom(store: &Store, state: &PaneState) {
    let (view, shown) = (state.view.clone(), store.clone());
    use_view_orders(store, move |order| {
        let ViewOrder::ZoomTimeline(zoom) = order else { return };
        let (store, now) = (&shown, view.layout(&shown));
        // About the playhead where it is in sight, else about the middle.
        let head = now.scale.x(head_of(store, now.steps));
        let seen = now.scale.left_px..now.scale.left_px + now.scale.width_px;
        let x = if seen.contains(&head) { head } else { now.scale.left_px + now.scale.width_px / 2.0 };
        let end = end_of(store, now.steps);
        view.set(view.zoomed_to(match zoom {
            Zoom::In => Some(View { scale: now.scale.zoomed(ZOOM_FACTOR, x, end), ..now }),
            Zoom::Out => Some(View { scale: now.scale.zoomed(1.0 / ZOOM_FACTOR, x, end), ..now }),
            Zoom::Fit => None,
            Zoom::Stretch => store.moving.stretch.map(|stretch| {
                let [from, to] = [stretch.from, stretch.to].map(|end| end.unit(now.steps));
                View { scale: now.scale.showing(from, to, end), ..now }
            }),
            Zoom::Seen => store.moving.seen.filter(|seen| seen.steps == now.steps).map(|seen| {
                let zoom = now.scale.width_px / (seen.to - seen.from).max(1.0);
                View {
                    scale: Scale { origin: seen.from, zoom, ..now.scale }.zoomed(1.0, now.scale.left_px, end),
                    ..now
                }
            }),
        }));
    });
}

/// Tells the state which part of the record is seen, once that has come to rest: a link has it.
#[hook]
fn use_seen_part(store: &Store, state: &PaneState) {
    /// The time without a change, in milliseconds, after which a part is told.
    const REST_MS: u32 = 250;
    let seen = state.view.zoomed.as_ref().map(|view| SeenPart {
        steps: view.steps,
        from: view.scale.origin,
        to: view.scale.end(),
    });
    let dispatcher = store.dispatcher();
    use_effect_with(seen, move |seen| {
        let seen = *seen;
        let timer = after(REST_MS, move || dispatcher.dispatch(MoveAction::Stretch(StretchAction::Seen(seen))));
        move || drop(timer)
    });
}

/// Turns the picture by a page when the playhead leaves it.
#[hook]
fn use_page_turns(store: &Store, state: &PaneState) {
    let (view, store) = (state.view.clone(), store.clone());
    use_effect_with((store.playback.playhead, store.playback.at), move |_| {
        let Some(seen) = view.zoomed.clone() else { return };
        let x = seen.scale.x(head_of(&store, seen.steps));
        let (left, width) = (seen.scale.left_px, seen.scale.width_px);
        let same_axis = seen.steps == (store.axis() == Axis::Steps);
        if same_axis && view.drag != Dragged::Playhead && (x < left || x > left + width - PAGE_TURN_EDGE_PX) {
            let scale = seen.scale.panned(left + width * PAGE_TURN_LEAD - x, end_of(&store, seen.steps));
            view.set(view.zoomed_to(Some(View { scale, ..seen })));
        }
    });
}

/// Draws picture and minimap, whenever what is drawn has changed.
#[hook]
fn use_drawing(store: &Store, state: &PaneState) {
    let (picture, minimap) = (use_painter(&state.elements.canvas), use_painter(&state.elements.minimap));
    let (PaneState { view, cache, .. }, store) = (state.clone(), store.clone());
    use_effect(move || {
        let now = view.layout(&store);
        let record = store.run.record.clone().unwrap_or_default();
        let (trace, spans) = (record.trace.borrow(), record.spans());
        let lanes = &cache.borrow().lanes;
        let playhead =
            store.run.record.as_ref().map(|_| Playhead { count: store.playback.playhead, at: store.playback.at });
        let paint = |painter: &RefCell<Option<Painter>>, scene: &dyn Fn() -> _| {
            if let Some(painter) = painter.borrow_mut().as_mut() {
                painter.draw(&scene(), palette(store.settings.theme), view.canvas.pixel_ratio);
            }
        };
        let words = TimelineWords(store.settings.lang);
        paint(&picture, &|| layout::layout(&trace, &spans, lanes, &now, playhead, &words));
        paint(&minimap, &|| match store.run.record {
            Some(_) => minimap::minimap(&trace, &spans, lanes, &now, playhead),
            None => minimap::empty(&now),
        });
    });
}
