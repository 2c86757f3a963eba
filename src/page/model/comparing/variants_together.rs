//! The variants of a demo side by side: which runs a page compares.

use crate::demos::{Args, Demo, Words, find};
use crate::page::model::route::Route;

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
