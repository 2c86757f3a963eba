//! Several runs side by side: which ones a page compares, and their records.

use std::rc::Rc;

use super::route::Route;
use super::state::Record;
use crate::demos::{Args, Demo, Words, find};

/// One of the runs that are compared.
#[derive(Clone, Debug)]
pub struct ComparedSide {
    /// The side's name.
    pub title: Words,
    /// The demo that runs.
    pub demo: &'static Demo,
    /// With what.
    pub args: Args,
}

/// Demos without variants that are shown beside each other.
const TOGETHER: [&str; 2] = ["http-sequential", "http-gather"];

/// Returns whether a demo has something to be compared with.
pub fn comparable(demo: &Demo) -> bool {
    // The Python engine runs one program at a time.
    (demo.variants.len() > 1 && demo.in_python().is_none()) || TOGETHER.contains(&demo.id)
}

/// The runs that a page compares: each variant of its demo with the page's parameters; the demos that belong together;
/// on the front page the first three ways to do Alice's errands.
pub fn sides(route: &Route, args: Option<&Args>) -> Vec<ComparedSide> {
    match (route, args) {
        (Route::Demo(demo), Some(args)) if demo.variants.is_empty() => {
            let shared = args.changed(demo);
            let together = TOGETHER.iter().filter_map(|id| find(id));
            let sides = together.map(|demo| {
                let mut args = Args::defaults(demo);
                for (name, value) in &shared {
                    // One without this parameter keeps its own.
                    let _ = args.set(demo, name, value);
                }
                ComparedSide { title: demo.title, demo, args }
            });
            sides.collect()
        }
        (Route::Demo(demo), Some(args)) => variants(demo, args, demo.variants.len()),
        (Route::Front, _) => find("errands").map_or_else(Vec::new, |demo| variants(demo, &Args::defaults(demo), 3)),
        _ => Vec::new(),
    }
}

fn variants(demo: &'static Demo, args: &Args, count: usize) -> Vec<ComparedSide> {
    let variants = demo.variants.iter().enumerate().take(count);
    let sides = variants.map(|(i, variant)| ComparedSide {
        title: variant.title,
        demo,
        args: args.clone().with_variant(demo, i),
    });
    sides.collect()
}

/// The records of runs that are compared. Equal when they are the very same.
#[derive(Clone, Debug)]
pub struct Compared(Rc<Vec<(ComparedSide, Record)>>);

impl PartialEq for Compared {
    fn eq(&self, other: &Compared) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Compared {
    /// The comparison of runs; `None` if there are none.
    pub fn of(runs: Vec<(ComparedSide, Record)>) -> Option<Compared> {
        (!runs.is_empty()).then(|| Compared(Rc::new(runs)))
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[(ComparedSide, Record)] {
        &self.0
    }

    /// The record that takes longest: the playhead moves along it.
    pub fn longest(&self) -> &Record {
        let end = |record: &Record| (record.trace.borrow().end_time(), record.len);
        let mut longest = &self.0[0].1;
        for (_, record) in &self.0[1..] {
            if end(record) > end(longest) {
                longest = record;
            }
        }
        longest
    }
}
