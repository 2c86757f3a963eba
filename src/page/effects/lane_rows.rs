//! The room that a demo's lanes will need, known before the demo is run live: nothing on the page jumps when it is.

use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::demo_run::job;
use super::page_store::Store;
use super::previews;
use super::session::whole;
use crate::demos::{Args, find};
use crate::timeline::preview::{LaneRows, MAX_EVENTS};

/// The rows that the shown demo or record needs. Those of a demo with its own parameters are known; with others the demo is
/// run for them on the exact clock, as soon as its engine is there.
#[hook]
pub fn use_lane_rows(store: &Store) -> LaneRows {
    let rows = use_state_eq(|| LaneRows::FEWEST);
    let shown = (store.lesson().map(|demo| demo.id), store.address.args.clone(), store.opened().cloned());
    {
        let (rows, dispatcher) = (rows.setter(), store.dispatcher());
        use_effect_with(shown, move |(id, args, opened)| {
            let wanted = Rc::new(std::cell::Cell::new(true));
            let ends = wanted.clone();
            if let Some(opened) = opened {
                rows.set(LaneRows::of(&opened.record.trace.borrow(), &opened.record.spans()));
            } else if let (Some(demo), Some(args)) = (id.and_then(find), args) {
                if *args == Args::defaults(demo) {
                    rows.set(previews::lane_rows(demo).unwrap_or(LaneRows::FEWEST));
                } else if let Some(engine) = dispatcher.demo_engine() {
                    let job = job(demo, args, MAX_EVENTS);
                    spawn_local(async move {
                        let recorded = engine.record(job).await.and_then(|batch| whole(&batch));
                        // Without an engine there is nothing to make room for, and who runs the demo is told.
                        if let Some(record) = recorded.ok().filter(|_| wanted.get()) {
                            rows.set(LaneRows::of(&record.trace.borrow(), &record.spans()));
                        }
                    });
                }
            } else if let Some(demo) = id.and_then(find) {
                // One in Python, as it was recorded: whoever changes its program may need other room.
                rows.set(previews::lane_rows(demo).unwrap_or(LaneRows::FEWEST));
            } else {
                rows.set(LaneRows::FEWEST);
            }
            move || ends.set(false)
        });
    }
    *rows
}
