//! Ways to move in a record: steps to the next event of a kind, stops at lines of the program, the search, a
//! selected stretch, notes.

mod finding;
mod notes;
mod steps;
mod stops;
mod stretch;

use std::rc::Rc;

pub use finding::{FindAction, Finding, RecordSearch};
pub use notes::{Note, NoteAction, Notes};
pub use steps::{Arrival, StepKind, WaitLength};
pub use stops::Stops;
pub use stretch::{Place, SeenPart, Stretch, StretchAction};

use crate::trace::TaskId;

/// The ways to move in the record that the reader has set up. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moving {
    /// The lines at which playback stops. They are kept while the page is open.
    pub stops: Stops,
    /// The task whose lane the reader has chosen.
    pub task: Option<TaskId>,
    /// The length of the waits that steps go to.
    pub wait: WaitLength,
    /// The search in the record.
    pub finding: Finding,
    /// The stretch that is selected.
    pub stretch: Option<Stretch>,
    /// The part of the axis that the timeline shows; `None` is all of the record.
    pub seen: Option<SeenPart>,
    /// The notes at moments of the record.
    pub notes: Notes,
    /// The outcome of the last step, until the playhead is moved in another way.
    pub arrived: Option<Arrival>,
}

/// An action on the ways to move.
#[derive(Clone, Debug)]
pub enum MoveAction {
    /// Go to the next event of this kind, or to the previous one.
    Step(StepKind, bool),
    /// Choose a task, or none any more.
    Choose(Option<TaskId>),
    /// Go to waits of this length.
    WaitLength(WaitLength),
    /// Set a stop at this line of a file, or take it away; `None` is the file that the editor shows.
    Stop(Option<Rc<str>>, u32),
    /// The file that the editor shows has its stops at these lines now: it was edited.
    Stops(Vec<u32>),
    /// An action on the notes.
    Note(NoteAction),
    /// An action on the stretch.
    Stretch(StretchAction),
    /// An action on the search.
    Find(FindAction),
}
