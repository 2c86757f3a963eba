//! The page's entry.

fn main() {
    loopline::web::catch_panics();
    loopline::web::mount::<loopline::app::Rehearsal, loopline::app::App>("app");
}
