//! Output of `explain`: the explanation of a run, for people, or as JSON.

use serde_json::{Value, json};

use super::record_source::LoadedRecord;
use crate::advice::{Advice, advise};
use crate::i18n::{Lang, PathWords, RunExplanation};
use crate::reading::RecordAnalysis;
use crate::reading::critical_path::{LineShare, PathPart, PathScope, PathWait, RunPath, Slack};
use crate::trace::Site;

/// Explains a run: as text, or as JSON.
pub(super) fn explanation(loaded: &LoadedRecord, as_json: bool, lang: Lang) -> String {
    let (trace, program) = (&loaded.record.trace, &loaded.record.program);
    let RecordAnalysis { spans, index, .. } = &RecordAnalysis::new(trace);
    let advice = program.source.as_deref().map_or_else(Vec::new, |source| advise(trace, &loaded.file, source));
    let explained = RunExplanation {
        words: PathWords { trace, spans, file: &loaded.file, before: 0, lang },
        index,
        found: &RunPath::new(trace, spans, PathScope::Run),
        program: (&program.id, &program.args),
        advice: &advice,
        strange: RunExplanation::first_strange(trace),
    };
    if as_json {
        // Writing a value cannot fail.
        return serde_json::to_string_pretty(&json(&explained)).unwrap_or_default() + "\n";
    }
    explained.text()
}

fn json(explained: &RunExplanation) -> Value {
    let site = |site: Option<Site>| {
        let site = site.map(|site| explained.words.trace.site(site));
        site.map_or(Value::Null, |site| json!({ "file": explained.words.trace.text(site.file), "line": site.line }))
    };
    let wait = |wait: &PathWait| {
        json!({
            "task": explained.words.name(wait.task), "reason": wait.on.kind.word(), "at": site(wait.site),
            "from_us": wait.from.0, "to_us": wait.to.0, "ended_by": wait.by.map(|by| explained.words.name(by)),
        })
    };
    let part = |part: &PathPart| {
        json!({
            "from_us": part.from.0, "to_us": part.to.0, "length_us": part.length().0,
            "reason": explained.words.reason(part.reason), "task": part.task.map(|task| explained.words.name(task)),
            "thread": part.thread, "at": site(part.site), "events": [part.began.0, part.ended.0],
            "waits": part.waits.iter().map(wait).collect::<Vec<_>>(),
        })
    };
    let line = |share: &LineShare| json!({ "at": site(Some(share.site)), "path_us": share.path.0, "waiting_us": share.waiting.0 });
    let slack = |slack: &Slack| json!({ "task": explained.words.name(slack.task), "slack_us": slack.slack.0 });
    let advice = |advice: &Advice| {
        let [what, cure] = explained.advice_words(advice);
        json!({ "line": advice.hint.line, "event": advice.hint.seq.0, "what": what, "cure": cure })
    };
    let strange = explained.strange.map(|seq| {
        let t = explained.words.trace.event(seq).t.0;
        json!({ "event": seq.0, "t_us": t, "at": site(explained.line_at(seq)), "what": explained.place_and_sentence(seq) })
    });
    json!({
        "program": explained.program.0,
        "tasks": explained.words.spans.tasks.len(),
        "events": explained.words.trace.len(),
        "elapsed_us": explained.found.path.elapsed().0,
        "summary": explained.summary(),
        "path": explained.found.path.parts.iter().map(part).collect::<Vec<_>>(),
        "lines": explained.found.lines.iter().map(line).collect::<Vec<_>>(),
        "slack": explained.found.slacks.iter().map(slack).collect::<Vec<_>>(),
        "advice": explained.advice.iter().map(advice).collect::<Vec<_>>(),
        "first_strange": strange,
    })
}
