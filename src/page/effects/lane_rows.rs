//! The room that a demo's lanes will need, known from a run on the virtual clock: nothing on the page jumps when the demo
//! runs live.

use yew::prelude::*;

use super::store::Store;
use crate::demos::{self, Args};
use crate::page::model::files::Opened;
use crate::reading::spans::Spans;
use crate::timeline::lanes::{Lanes, RowFilter, RowStyle};
use crate::timeline::layout;
use crate::trace::Trace;

/// The most events that are recorded to learn which lanes a demo has.
const MAX_EVENTS: usize = 5000;

/// The height of a row of the style sheet's steps, in px. The page's policy allows no inline styles.
const ROW_PX: f64 = 40.0;

/// The fewest and the most rows for which the style sheet has a height.
const ROWS: (u32, u32) = (6, 12);

/// Rows of 40 px that the lanes need: with their names beside the bars, and above them, where the picture is narrow.
pub type LaneRows = (u32, u32);

/// The rows that the shown demo or record needs. A demo is run for them when it comes or its parameters change, after
/// rendering and before the browser paints.
#[hook]
pub fn use_lane_rows(store: &Store) -> LaneRows {
    let rows = use_state_eq(|| (ROWS.0, ROWS.0));
    {
        let rows = rows.setter();
        let shown = (store.demo().map(|demo| demo.id), store.args.clone(), store.opened().cloned());
        use_effect_with(shown, move |(id, args, opened)| rows.set(rows_of(*id, args.as_ref(), opened.as_deref())));
    }
    *rows
}

/// The rows of an opened record, else of a demo with its parameters; the fewest where there is neither.
fn rows_of(demo: Option<&str>, args: Option<&Args>, opened: Option<&Opened>) -> LaneRows {
    if let Some(opened) = opened {
        return rows_in(&opened.record.trace.borrow(), &opened.record.spans());
    }
    let (Some(demo), Some(args)) = (demo.and_then(demos::find), args) else { return (ROWS.0, ROWS.0) };
    let run = demos::run_up_to(demo, args.clone(), MAX_EVENTS);
    let trace = run.trace();
    rows_in(&trace, &Spans::new(&trace))
}

fn rows_in(trace: &Trace, spans: &Spans) -> LaneRows {
    let rows = |above| {
        let room = RowStyle { above, ..RowStyle::default() };
        let height = layout::full_height(&Lanes::new(trace, spans, &RowFilter::default(), room));
        ((height / ROW_PX).ceil() as u32).clamp(ROWS.0, ROWS.1)
    };
    (rows(false), rows(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_has_the_rows_of_its_record_before_it_runs() {
        for id in ["errands", "bounded-queue", "many", "hello"] {
            let demo = demos::find(id).expect("the demo is in the catalogue");
            let args = Args::defaults(demo);
            let run = demos::run_to_end(demo, args.clone());
            let spans = Spans::new(&run.trace());
            assert_eq!(rows_of(Some(id), Some(&args), None), rows_in(&run.trace(), &spans), "{id}");
        }
    }

    #[test]
    fn more_tasks_need_more_rows_up_to_the_most_of_the_style_sheet() {
        let demo = demos::find("semaphore").expect("the demo is in the catalogue");
        let rows = |parsers: &str| {
            let mut args = Args::defaults(demo);
            args.set(demo, "parsers", parsers).expect("within the parameter's limits");
            rows_of(Some(demo.id), Some(&args), None)
        };
        let (few, many) = (rows("2"), rows("12"));
        assert!(ROWS.0 <= few.0 && few.0 < many.0 && many.0 <= ROWS.1, "{few:?} {many:?}");
        assert!(few.1 >= few.0, "names above the bars need as much room or more");
        assert_eq!(rows_of(None, None, None), (ROWS.0, ROWS.0));
    }
}
