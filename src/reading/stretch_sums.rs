//! Sums over a stretch of time: how long each task ran, was ready, and waited for what.

use super::spans::{Activity, Span, Spans};
use crate::clock::Micros;
use crate::trace::{TaskId, WaitKind};

/// The part of a stretch of time that a task spent in each state. All parts together are as long as the stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskSums {
    /// The task.
    pub task: TaskId,
    /// The time in which a step of the task ran.
    pub running: Micros,
    /// The time in which the task was ready.
    pub ready: Micros,
    /// The time in which the task waited, by the kind of operation; the kinds in which it did.
    pub waiting: Vec<(WaitKind, Micros)>,
    /// The time before the task was created and after its end.
    pub absent: Micros,
}

impl TaskSums {
    /// The time in which the task waited for anything.
    pub fn waited(&self) -> Micros {
        self.waiting.iter().fold(Micros::ZERO, |sum, (_, time)| sum + *time)
    }
}

/// Returns the sums of each task that lives within the stretch, in order of creation.
///
/// The sums of a task equal the length of the stretch:
///
/// ```
/// use loopline::clock::Micros;
/// use loopline::reading::{stretch_sums, RecordAnalysis};
/// use loopline::runtime::{run_exact, sleep};
///
/// let run = run_exact(|| async { sleep(1.0).await });
/// let analysis = RecordAnalysis::new(&run.trace());
/// let sums = stretch_sums(&analysis.spans, Micros(250_000), Micros(1_500_000));
/// assert_eq!((sums[0].waited(), sums[0].absent), (Micros(750_000), Micros(500_000)));
/// ```
pub fn stretch_sums(spans: &Spans, from: Micros, to: Micros) -> Vec<TaskSums> {
    let to = to.max(from);
    let living = spans.tasks.iter().filter(|task| {
        let end = task.ended.map_or(to, |(at, _)| at.t);
        task.created.t < to && end > from
    });
    living
        .map(|task| {
            let mut sums = TaskSums {
                task: task.task,
                running: Micros::ZERO,
                ready: Micros::ZERO,
                waiting: Vec::new(),
                absent: to - from,
            };
            let first = task.spans.partition_point(|span| span.to.is_some_and(|end| end.t <= from));
            for span in task.spans[first..].iter().take_while(|span| span.from.t < to) {
                sums.add(span, within(span, from, to));
            }
            sums
        })
        .collect()
}

impl TaskSums {
    fn add(&mut self, span: &Span, time: Micros) {
        if time == Micros::ZERO {
            return;
        }
        self.absent = self.absent - time;
        match span.doing {
            Activity::Running => self.running = self.running + time,
            Activity::Ready | Activity::Paused(_) => self.ready = self.ready + time,
            Activity::Waiting(on) => add_wait(&mut self.waiting, on.kind, time),
        }
    }
}

/// Adds the time of a wait to the sums by kind, the longest of which stand first. They are few: a list is the smallest code.
pub fn add_wait(sums: &mut Vec<(WaitKind, Micros)>, kind: WaitKind, time: Micros) {
    let before = sums.iter().position(|(other, _)| *other == kind).map_or(Micros::ZERO, |place| sums.remove(place).1);
    let sum = before + time;
    let place = sums.iter().position(|(_, other)| *other < sum).unwrap_or(sums.len());
    sums.insert(place, (kind, sum));
}

/// The part of a span that lies within a stretch.
fn within(span: &Span, from: Micros, to: Micros) -> Micros {
    let (begin, end) = (span.from.t.max(from), span.to.map_or(to, |end| end.t).min(to));
    if end > begin { end - begin } else { Micros::ZERO }
}
