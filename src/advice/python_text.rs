//! What the lines of a Python program say, as far as a glance at each tells it.

/// For each line the head of the innermost loop around it, within its function.
pub(crate) fn loops<'a>(lines: &[&'a str]) -> Vec<Option<&'a str>> {
    // What is open around a line: its margin, and its head if it is a loop.
    let mut open: Vec<(usize, Option<&str>)> = Vec::new();
    let around = lines.iter().map(|line| {
        if line.trim().is_empty() {
            return None;
        }
        let (margin, head) = (indent(line), line.trim_start());
        open.retain(|(outer, _)| *outer < margin);
        let around = open.last().and_then(|(_, head)| *head);
        if ["for ", "while ", "async for "].iter().any(|word| head.starts_with(word)) {
            open.push((margin, Some(*line)));
        } else if head.starts_with("def ") || head.starts_with("async def ") {
            open.push((margin, None));
        }
        around
    });
    around.collect()
}

/// The margin of a line.
pub(crate) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a line sleeps and lets nobody else run.
pub(crate) fn sleeps(line: &str) -> bool {
    let code = line.split('#').next().unwrap_or_default();
    code.contains("time.sleep(") || (mentions(code, "sleep") && code.contains("sleep(") && !code.contains("await "))
}

/// Whether a line begins with the making of a task that only the loop knows of.
pub(crate) fn makes_task(line: &str) -> bool {
    let line = line.trim_start();
    let owners = ["", "asyncio.", "loop.", "asyncio.get_running_loop().", "asyncio.get_event_loop()."];
    let calls = ["create_task(", "ensure_future("];
    owners
        .iter()
        .any(|owner| line.strip_prefix(owner).is_some_and(|rest| calls.iter().any(|call| rest.starts_with(call))))
}

/// What a line awaits, up to its arguments.
pub(crate) fn awaited(line: &str) -> Option<&str> {
    let (_, call) = line.split_once("await ")?;
    call.split_once('(').map(|(name, _)| name)
}

/// The names to which a line gives something.
pub(crate) fn assigned(line: &str) -> Vec<&str> {
    let Some((left, right)) = line.split_once('=') else { return Vec::new() };
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | ',' | ' ' | '*' | '.' | '[' | ']' | '+' | '-');
    if right.starts_with('=') || !left.chars().all(is_plain) {
        return Vec::new();
    }
    left.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty()).collect()
}

/// What stands behind the equals sign of an assignment; else all of it.
pub(crate) fn right_of(line: &str) -> &str {
    match assigned(line).is_empty() {
        true => line,
        false => line.split_once('=').map_or(line, |(_, right)| right),
    }
}

/// Whether a name stands in a text as a word of its own.
pub(crate) fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name)
}
