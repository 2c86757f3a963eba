//! Who awaits whom: the tree that the inspector shows.

use loopline::page::derived::await_tree::{Node, Repetition, Tie, Waits, waits};
use loopline::reading::{LoopState, Names, RecordAnalysis};
use loopline::runtime::{
    EventLoop, Lock, Result, TaskGroup, blocking_io, create_task_named, gather, run_exact, sleep, to_thread,
};
use loopline::trace::{EventKind, Seq, Trace, WarningCode};

/// The tree as text: a task a line, its depth in spaces.
fn told(trace: &Trace, names: &Names, tree: &Waits) -> Vec<String> {
    fn tell(trace: &Trace, names: &Names, depth: usize, node: &Node, lines: &mut Vec<String>) {
        let name = names.task(trace, node.task, trace.last().expect("only what is recorded has a name"));
        let tie = if matches!(node.tie, Tie::Holds(_)) { " holds" } else { "" };
        let again = match node.again {
            Repetition::No => "",
            Repetition::Shown => " again",
            Repetition::Circle => " circle",
        };
        lines.push(format!("{}{name}{tie}{again}", "  ".repeat(depth)));
        for below in &node.below {
            tell(trace, names, depth + 1, below, lines);
        }
        if node.more > 0 {
            lines.push(format!("{}+{}", "  ".repeat(depth + 1), node.more));
        }
    }
    let mut lines = Vec::new();
    for root in &tree.roots {
        tell(trace, names, 0, root, &mut lines);
    }
    if tree.more > 0 {
        lines.push(format!("+{}", tree.more));
    }
    lines
}

/// The tree at the last event at or before a moment of loop time, in seconds.
fn at(run: &EventLoop, seconds: f64) -> Vec<String> {
    let trace = run.trace();
    let analysis = RecordAnalysis::new(&trace);
    let count = trace.count_until(loopline::clock::Micros::from_millis((seconds * 1000.0) as u64));
    let state = analysis.index.state_at(&trace, Seq(count as u32 - 1));
    told(&trace, analysis.names(), &waits(&trace, &state))
}

#[test]
fn what_is_awaited_hangs_below_who_awaits_it() {
    let run = run_exact(|| async {
        let leaf = create_task_named(sleep(3.0), "leaf");
        let middle = create_task_named(async move { leaf.await }, "middle");
        create_task_named(sleep(4.0), "apart");
        sleep(1.0).await?;
        gather([middle, create_task_named(sleep(2.0), "part")]).await?;
        Ok(())
    });
    assert_eq!(at(&run, 0.5), ["main", "middle", "  leaf", "apart"]);
    assert_eq!(at(&run, 1.5), ["main", "  middle", "    leaf", "  part", "apart"]);
    assert_eq!(at(&run, 3.5), [""; 0], "what is left is cancelled when main ends");
}

#[test]
fn gathers_of_gathers_groups_and_threads_tell_of_their_tasks() {
    let run = run_exact(|| async {
        let named = |name: &str, seconds| create_task_named(sleep(seconds), name.to_string());
        gather([gather([named("a", 1.0), named("b", 1.0)]), gather([named("c", 1.0)])]).await?;
        TaskGroup::scope(async |group| {
            group.create_task_named(sleep(1.0), "in group");
            create_task_named(sleep(5.0), "beside");
            Ok(())
        })
        .await?;
        to_thread(blocking_io(1.0)).await
    });
    assert_eq!(at(&run, 0.5), ["main", "  a", "  b", "  c"]);
    assert_eq!(at(&run, 1.5), ["main", "  in group", "beside"]);
    assert_eq!(at(&run, 2.5), ["main", "  thread-1", "beside"]);
}

#[test]
fn a_lock_ties_a_task_to_its_holder_and_a_task_is_told_of_once() {
    let run = run_exact(|| async {
        let lock = Lock::named("door");
        let slow = create_task_named(sleep(9.0), "slow");
        let guests = ["first", "second", "third"].map(|name| {
            let (lock, slow) = (lock.clone(), slow.clone());
            let body = async move {
                let _held = lock.lock().await?;
                slow.await
            };
            create_task_named(body, name)
        });
        gather(guests).await?;
        Ok(())
    });
    assert_eq!(
        at(&run, 1.0),
        ["main", "  first", "    slow", "  second", "    first holds again", "  third", "    first holds again"]
    );
}

#[test]
fn tasks_that_wait_in_a_circle_hang_below_one_of_them() {
    let run = run_exact(|| async {
        let locks = [Lock::named("knife"), Lock::named("fork")];
        for (name, mine, other) in [("Alice", 0, 1), ("Bob", 1, 0)] {
            let (mine, other) = (locks[mine].clone(), locks[other].clone());
            let body = async move {
                let _mine = mine.lock().await?;
                sleep(1.0).await?;
                let _other = other.lock().await?;
                Result::Ok(())
            };
            create_task_named(body, name);
        }
        sleep(f64::INFINITY).await
    });
    let trace = run.trace();
    let deadlock = |kind: &EventKind| matches!(kind, EventKind::Warning { code: WarningCode::Deadlock, .. });
    let seq = trace.kinds().iter().position(deadlock).unwrap();
    let analysis = RecordAnalysis::new(&trace);
    let tree = waits(&trace, &analysis.index.state_at(&trace, Seq(seq as u32)));
    assert_eq!(told(&trace, analysis.names(), &tree), ["main", "Alice", "  Bob holds", "    Alice holds circle"]);
}

#[test]
fn a_thousand_tasks_are_cut_and_counted() {
    let run = run_exact(|| async {
        gather((0..1000).map(|i| create_task_named(sleep(1.0), format!("t{i}")))).await?;
        Ok(())
    });
    let lines = at(&run, 0.5);
    assert_eq!((lines.len(), lines[0].as_str(), lines[13].as_str()), (14, "main", "  +988"));
    let run = run_exact(|| async {
        for i in 0..1000 {
            create_task_named(sleep(1.0), format!("t{i}"));
        }
        sleep(2.0).await
    });
    let lines = at(&run, 0.5);
    assert_eq!((lines.len(), lines[12].as_str()), (13, "+989"));
}

#[test]
fn a_chain_of_a_thousand_tasks_is_not_followed_to_its_end() {
    let run = run_exact(|| async {
        let mut last = create_task_named(sleep(1.0), "end");
        for i in 0..1000 {
            last = create_task_named(async move { last.await }, format!("t{i}"));
        }
        last.await
    });
    let lines = at(&run, 0.5);
    assert_eq!(lines[..2], ["main", "  t999"]);
    assert!(lines.len() < 60 && lines.last().unwrap().trim() == "+1", "{lines:?}");
}

#[test]
fn nothing_awaits_nothing() {
    assert_eq!(waits(&Trace::new(), &LoopState::default()), Waits::default());
}
