//! The page's entry.

fn main() {
    loopline::web::catch_panics();
    loopline::web::mount::<loopline::page::App>("app");
}
