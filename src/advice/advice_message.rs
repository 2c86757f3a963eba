//! Advice as JSON, in which an engine sends it to the page. It is read with distrust: what is no advice is `None`.

use serde_json::{Value, json};

use super::cures::Cure;
use super::hints::{Hint, HintKind};
use super::{Advice, Outdated};
use crate::clock::Micros;
use crate::trace::Seq;

/// Writes advice.
pub fn write(advice: &[Advice]) -> Value {
    advice
        .iter()
        .map(|Advice { hint, cure }| json!({ "hint": write_hint(hint), "cure": cure.as_ref().map(write_cure) }))
        .collect()
}

/// Reads advice.
pub fn read(value: &Value) -> Option<Vec<Advice>> {
    let read = |value: &Value| {
        let cure = match &value["cure"] {
            Value::Null => None,
            cure => Some(read_cure(cure)?),
        };
        Some(Advice { hint: read_hint(&value["hint"])?, cure })
    };
    value.as_array()?.iter().map(read).collect()
}

fn write_cure(Cure { source, lines }: &Cure) -> Value {
    json!({ "source": source, "lines": lines })
}

fn read_cure(value: &Value) -> Option<Cure> {
    let lines = value["lines"].as_array()?.iter().map(line);
    Some(Cure { source: text(&value["source"])?, lines: lines.collect::<Option<_>>()? })
}

/// The kind's name, and beside it what the kind has.
fn write_hint(Hint { what, seq, line }: &Hint) -> Value {
    let mut hint = match what {
        HintKind::NeverAwaited(name) => json!({ "kind": "never_awaited", "name": name }),
        HintKind::Destroyed(name) => json!({ "kind": "destroyed", "name": name }),
        HintKind::NeverRetrieved(error) => json!({ "kind": "never_retrieved", "name": error }),
        HintKind::Blocked(held) => json!({ "kind": "blocked", "took": held.0 }),
        HintKind::OneByOne(count, took, together) => {
            json!({ "kind": "one_by_one", "count": count, "took": took.0, "together": together.0 })
        }
        HintKind::NotKept => json!({ "kind": "not_kept" }),
        HintKind::LoopInLoop => json!({ "kind": "loop_in_loop" }),
        HintKind::Deadlock(count) => json!({ "kind": "deadlock", "count": count }),
        HintKind::Outdated(Outdated::EventLoop) => json!({ "kind": "outdated_event_loop" }),
        HintKind::Outdated(Outdated::LoopArgument(name)) => json!({ "kind": "outdated_loop_argument", "name": name }),
        HintKind::Outdated(Outdated::WaitForCoroutines) => json!({ "kind": "outdated_wait" }),
        HintKind::Outdated(Outdated::Decorator) => json!({ "kind": "outdated_decorator" }),
    };
    hint["seq"] = seq.0.into();
    hint["line"] = json!(line);
    hint
}

fn read_hint(value: &Value) -> Option<Hint> {
    let name = || text(&value["name"]);
    let time = |name: &str| value[name].as_u64().map(Micros);
    let count = || usize::try_from(value["count"].as_u64()?).ok();
    let what = match value["kind"].as_str()? {
        "never_awaited" => HintKind::NeverAwaited(name()?),
        "destroyed" => HintKind::Destroyed(name()?),
        "never_retrieved" => HintKind::NeverRetrieved(name()?),
        "blocked" => HintKind::Blocked(time("took")?),
        "one_by_one" => HintKind::OneByOne(count()?, time("took")?, time("together")?),
        "not_kept" => HintKind::NotKept,
        "loop_in_loop" => HintKind::LoopInLoop,
        "deadlock" => HintKind::Deadlock(count()?),
        "outdated_event_loop" => HintKind::Outdated(Outdated::EventLoop),
        "outdated_loop_argument" => HintKind::Outdated(Outdated::LoopArgument(name()?)),
        "outdated_wait" => HintKind::Outdated(Outdated::WaitForCoroutines),
        "outdated_decorator" => HintKind::Outdated(Outdated::Decorator),
        _ => return None,
    };
    let at = match &value["line"] {
        Value::Null => None,
        at => Some(line(at)?),
    };
    Some(Hint { what, seq: Seq(value["seq"].as_u64()?.try_into().ok()?), line: at })
}

fn line(value: &Value) -> Option<u32> {
    value.as_u64()?.try_into().ok()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_hint_arrives_as_it_was_sent() {
        let second = Micros::from_millis(1000);
        let kinds = [
            HintKind::NeverAwaited("main".into()),
            HintKind::Destroyed("Task-2".into()),
            HintKind::NeverRetrieved("ValueError('<b>')".into()),
            HintKind::Blocked(second),
            HintKind::OneByOne(3, second, Micros(1)),
            HintKind::NotKept,
            HintKind::LoopInLoop,
            HintKind::Deadlock(2),
            HintKind::Outdated(Outdated::EventLoop),
            HintKind::Outdated(Outdated::LoopArgument("sleep".into())),
            HintKind::Outdated(Outdated::WaitForCoroutines),
            HintKind::Outdated(Outdated::Decorator),
        ];
        let advice: Vec<Advice> = kinds
            .into_iter()
            .enumerate()
            .map(|(i, what)| Advice {
                hint: Hint { what, seq: Seq(i as u32), line: (i % 2 == 0).then_some(7) },
                cure: (i % 3 == 0).then(|| Cure { source: "await main()\n".into(), lines: vec![1, 2] }),
            })
            .collect();
        assert_eq!(read(&write(&advice)), Some(advice));
    }

    #[test]
    fn what_is_no_advice_is_nothing() {
        let good = json!([{ "hint": { "kind": "deadlock", "count": 2, "seq": 1, "line": null }, "cure": null }]);
        assert!(read(&good).is_some());
        for (name, wrong) in
            [("kind", json!("no_such_kind")), ("count", json!(-1)), ("seq", json!("1")), ("line", json!(1u64 << 40))]
        {
            let mut bad = good.clone();
            bad[0]["hint"][name] = wrong;
            assert_eq!(read(&bad), None, "{bad}");
        }
        let mut bad = good.clone();
        bad[0]["cure"] = json!({ "source": "", "lines": ["1"] });
        assert_eq!(read(&bad), None);
        assert_eq!(read(&json!({})), None);
    }
}
