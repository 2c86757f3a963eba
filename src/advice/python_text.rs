//! Line-wise reading of Python source: no parser, only what single lines reveal.

/// For each line, the head of the innermost loop around it within its function.
pub(crate) fn loops<'a>(lines: &[&'a str]) -> Vec<Option<&'a str>> {
    // Blocks around the line: the indentation of each, and its head if it is a loop.
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

/// The number of blanks before the text of a line.
pub(crate) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// True if a line sleeps and lets no other task run.
pub(crate) fn sleeps(line: &str) -> bool {
    let code = line.split('#').next().unwrap_or_default();
    code.contains("time.sleep(") || (mentions(code, "sleep") && code.contains("sleep(") && !code.contains("await "))
}

/// True if a line begins with the creation of a task to which only the loop keeps a reference.
pub(crate) fn makes_task(line: &str) -> bool {
    let line = line.trim_start();
    let owners = ["", "asyncio.", "loop.", "asyncio.get_running_loop().", "asyncio.get_event_loop()."];
    let calls = ["create_task(", "ensure_future("];
    owners
        .iter()
        .any(|owner| line.strip_prefix(owner).is_some_and(|rest| calls.iter().any(|call| rest.starts_with(call))))
}

/// The awaited call on a line, up to its arguments.
pub(crate) fn awaited(line: &str) -> Option<&str> {
    let (_, call) = line.split_once("await ")?;
    call.split_once('(').map(|(name, _)| name)
}

/// The names that a line assigns to.
pub(crate) fn assigned(line: &str) -> Vec<&str> {
    let Some((left, right)) = line.split_once('=') else { return Vec::new() };
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | ',' | ' ' | '*' | '.' | '[' | ']' | '+' | '-');
    if right.starts_with('=') || !left.chars().all(is_plain) {
        return Vec::new();
    }
    left.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty()).collect()
}

/// The right side of an assignment; the whole line if it is none.
pub(crate) fn right_of(line: &str) -> &str {
    match assigned(line).is_empty() {
        true => line,
        false => line.split_once('=').map_or(line, |(_, right)| right),
    }
}

/// True if a name stands in a text as a word of its own.
pub(crate) fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name)
}
