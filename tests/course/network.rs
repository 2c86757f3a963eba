//! Chapter "Network and neighbours".

use super::*;

#[test]
fn requests_together_take_as_long_as_the_slowest() {
    let lines = output("http-gather", &[]);
    assert_eq!(lines.len(), 7);
    assert_eq!(lines[..3], ["0.00 GET data/users.json", "0.00 GET data/posts.json", "0.00 GET data/todos.json"]);
}
