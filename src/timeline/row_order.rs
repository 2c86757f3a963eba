//! The order of the rows: tasks below those that have created them, with what libraries do folded away, then connections by
//! host, sockets of datagrams, and resources.

use super::lanes::{ChildRows, Row, RowFilter};
use crate::reading::spans::Spans;
use crate::trace::Trace;

/// The tasks as they are nested in the picture, by place.
struct TaskTree {
    /// The task below which each stands: the one that has created it, or the next above that has a row.
    above: Vec<Option<usize>>,
    /// True for a task of a library that is folded away.
    is_folded: Vec<bool>,
}

impl TaskTree {
    fn new(spans: &Spans, choice: &RowFilter) -> TaskTree {
        // What a library does in callbacks has no parent: it stands below the program's first task.
        let first = spans.tasks.iter().position(|task| task.parent.is_none() && !task.is_of_library);
        // Whoever looks for tasks finds those of libraries, too.
        let shows_all = choice.shows_libraries || choice.filters();
        let mut tree = TaskTree { above: Vec::new(), is_folded: Vec::new() };
        for (place, task) in spans.tasks.iter().enumerate() {
            let own = task.parent.map_or(first.filter(|_| task.is_of_library), |parent| spans.place(parent));
            let mut parent = own.filter(|parent| *parent < place);
            while let Some(hidden) = parent.filter(|parent| tree.is_folded[*parent]) {
                parent = tree.above[hidden];
            }
            let is_opened = parent.is_none_or(|parent| choice.opened.contains(&spans.tasks[parent].task));
            tree.above.push(parent);
            tree.is_folded.push(task.is_of_library && !shows_all && !is_opened);
        }
        tree
    }
}

/// The rows of a record, from top to bottom.
pub(super) fn rows(trace: &Trace, spans: &Spans, choice: &RowFilter) -> Vec<Row> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); spans.tasks.len()];
    let mut roots = Vec::new();
    let TaskTree { above, is_folded } = TaskTree::new(spans, choice);
    let mut folded = vec![0u32; spans.tasks.len()];
    for (place, parent) in above.iter().enumerate() {
        match *parent {
            Some(parent) if is_folded[place] => folded[parent] += 1,
            Some(parent) => children[parent].push(place),
            None => roots.push(place),
        }
    }
    let mut passes: Vec<bool> = spans.tasks.iter().map(|task| choice.lets(trace, spans, task)).collect();
    // Children come after their parents: going backwards, every task that is shown marks its parent as shown.
    for place in (0..passes.len()).rev() {
        if passes[place]
            && let Some(parent) = above[place]
        {
            passes[parent] = true;
        }
    }
    let mut below = vec![0u32; spans.tasks.len()];
    let mut generators: Vec<Vec<usize>> = vec![Vec::new(); spans.tasks.len()];
    // Generators that were made outside any task come last.
    let mut orphans = Vec::new();
    for (i, line) in spans.generators.iter().enumerate() {
        match line.task.and_then(|task| spans.place(task)) {
            Some(task) => {
                generators[task].push(i);
                below[task] += 1;
            }
            None => orphans.push(Row::Generator { place: i, depth: 0 }),
        }
    }
    for place in (0..passes.len()).rev() {
        if passes[place]
            && let Some(parent) = above[place]
            && !is_folded[place]
        {
            below[parent] += below[place] + 1;
        }
    }
    let mut rows = vec![Row::Loop];
    // Last in, first out: a stack that holds children in reverse gives them in order.
    let mut stack: Vec<(usize, u32)> = roots.into_iter().rev().map(|place| (place, 0)).collect();
    while let Some((place, depth)) = stack.pop() {
        if !passes[place] {
            continue;
        }
        let collapsed = choice.collapsed.contains(&spans.tasks[place].task);
        let under = match (below[place], collapsed) {
            (0, _) if folded[place] == 0 => ChildRows::Nothing,
            (count, true) => ChildRows::Hidden(count + folded[place]),
            (_, false) if folded[place] > 0 => ChildRows::LibraryHidden(folded[place]),
            (_, false) => ChildRows::Shown,
        };
        rows.push(Row::Task { place, depth, below: under });
        if !collapsed {
            rows.extend(generators[place].iter().map(|line| Row::Generator { place: *line, depth: depth + 1 }));
            stack.extend(children[place].iter().rev().map(|child| (*child, depth + 1)));
        }
    }
    rows.extend(orphans);
    rows.extend(connections(spans));
    rows.extend((0..spans.connections.datagrams.sockets.len()).map(Row::Socket));
    rows.extend((0..spans.resources.len()).filter(|i| !spans.resources[*i].states.is_empty()).map(Row::Resource));
    rows
}

/// The rows of connections: those with one host under its name, if there are several.
fn connections(spans: &Spans) -> impl Iterator<Item = Row> {
    spans.connections.hosts.iter().enumerate().flat_map(|(place, host)| {
        let is_below_host = host.lines.len() > 1;
        let head = is_below_host.then_some(Row::Host(place));
        head.into_iter().chain(host.lines.iter().map(move |place| Row::Connection { place: *place, is_below_host }))
    })
}
