//! Previews: facts of a demo's record that are known before the demo is run, the rows that its lanes need and its miniature.
//! They are made when the page is built, and stand in the document (`static/build/demo-engine.mjs`).

use serde_json::{Map, Value, json};

use super::lanes::{Lanes, RowFilter, RowStyle};
use super::layout;
use super::stamp::{TaskStamp, miniature};
use crate::reading::spans::{FinalState, Spans};
use crate::trace::Trace;

/// The most events of a demo that are looked at.
pub const MAX_EVENTS: usize = 5000;

/// The height of a row of the style sheet's steps, in px. The page's policy allows no inline styles.
const ROW_PX: f64 = 40.0;

/// The fewest and the most rows for which the style sheet has a height.
pub const ROWS: (u32, u32) = (6, 12);

/// The parts of the whole that a miniature is written in: a fifth of the unit that it is drawn in.
const SHARE_PARTS: f32 = 1000.0;

/// The final states in the order of their numbers in the text.
const FINAL_STATES: [FinalState; 4] =
    [FinalState::Finished, FinalState::Failed, FinalState::Cancelled, FinalState::Left];

/// Rows of 40 px that lanes need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneRows {
    /// With the names beside the bars.
    pub beside: u32,
    /// With the names above the bars, where the picture is narrow.
    pub above: u32,
}

impl LaneRows {
    /// The room where nothing is known.
    pub const FEWEST: LaneRows = LaneRows { beside: ROWS.0, above: ROWS.0 };

    /// The rows that a record needs.
    pub fn of(trace: &Trace, spans: &Spans) -> LaneRows {
        let rows = |above| {
            let room = RowStyle { above, ..RowStyle::default() };
            let height = layout::full_height(&Lanes::new(trace, spans, &RowFilter::default(), room));
            ((height / ROW_PX).ceil() as u32).clamp(ROWS.0, ROWS.1)
        };
        LaneRows { beside: rows(false), above: rows(true) }
    }
}

/// The preview of a demo.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The rows that its lanes need.
    pub rows: LaneRows,
    /// The lives of its first tasks.
    pub miniature: Vec<TaskStamp>,
}

impl Preview {
    /// The preview of a record.
    pub fn of(trace: &Trace) -> Preview {
        let spans = Spans::new(trace);
        Preview { rows: LaneRows::of(trace, &spans), miniature: miniature(trace, &spans) }
    }
}

/// Returns the text of previews, each with the id of its demo.
pub fn write<'a>(previews: impl Iterator<Item = (&'a str, Preview)>) -> String {
    let parts = |share: f32| (share * SHARE_PARTS).round() as u32;
    let life = |life: TaskStamp| {
        let ending = life.ending.and_then(|ending| FINAL_STATES.iter().position(|state| *state == ending));
        let steps: Vec<u32> = life.steps.iter().copied().map(parts).collect();
        json!([life.lane, parts(life.from), parts(life.to), ending, steps])
    };
    let all = previews.map(|(id, Preview { rows, miniature })| {
        let lives: Vec<Value> = miniature.into_iter().map(life).collect();
        (id.to_string(), json!([rows.beside, rows.above, lives]))
    });
    Value::Object(all.collect::<Map<_, _>>()).to_string()
}

/// Reads the previews of a text that [`write`] has made. Leaves out what is none.
pub fn read(text: &str) -> Vec<(String, Preview)> {
    let all = serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    all.into_iter().filter_map(|(id, preview)| Some((id, read_preview(&preview)?))).collect()
}

fn read_preview(preview: &Value) -> Option<Preview> {
    let rows = |place: usize| Some((preview[place].as_u64()? as u32).clamp(ROWS.0, ROWS.1));
    let rows = LaneRows { beside: rows(0)?, above: rows(1)? };
    let miniature = preview[2].as_array()?.iter().map(read_life).collect::<Option<Vec<_>>>()?;
    Some(Preview { rows, miniature })
}

fn read_life(life: &Value) -> Option<TaskStamp> {
    let share = |value: &Value| Some((value.as_f64()? as f32 / SHARE_PARTS).clamp(0.0, 1.0));
    Some(TaskStamp {
        lane: u8::try_from(life[0].as_u64()?).ok()?,
        from: share(&life[1])?,
        to: share(&life[2])?,
        ending: life[3].as_u64().and_then(|place| FINAL_STATES.get(place as usize).copied()),
        steps: life[4].as_array()?.iter().map(share).collect::<Option<Vec<_>>>()?,
    })
}
