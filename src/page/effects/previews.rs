//! The previews of demos that the document brings: miniatures and the room for lanes, known without running anything.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::demos::Demo;
use crate::timeline::preview::{self, LaneRows};
use crate::timeline::stamp::TaskStamp;
use crate::web::dom;

/// The id of the element that holds the text of the previews.
const ELEMENT_ID: &str = "previews";

/// The previews of all demos.
type Previews = HashMap<String, (LaneRows, Rc<Vec<TaskStamp>>)>;

thread_local! {
    /// The previews of the document, once they are read: they do not change.
    static PREVIEWS: OnceCell<Previews> = const { OnceCell::new() };
}

fn with<T>(demo: &Demo, look: impl FnOnce(&(LaneRows, Rc<Vec<TaskStamp>>)) -> T) -> Option<T> {
    PREVIEWS.with(|known| known.get_or_init(read).get(demo.id).map(look))
}

fn read() -> Previews {
    let text = dom::text_of(ELEMENT_ID).unwrap_or_default();
    preview::read(&text).into_iter().map(|(id, preview)| (id, (preview.rows, Rc::new(preview.miniature)))).collect()
}

/// The miniature of a demo with its own parameters.
pub fn miniature(demo: &Demo) -> Option<Rc<Vec<TaskStamp>>> {
    with(demo, |(_, miniature)| miniature.clone())
}

/// The room for the lanes of a demo with its own parameters.
pub(super) fn lane_rows(demo: &Demo) -> Option<LaneRows> {
    with(demo, |(rows, _)| *rows)
}
