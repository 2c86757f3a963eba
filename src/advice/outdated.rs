//! Outdated calls: current Python refuses them, here they still work.

/// A call or syntax that Python has removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// `get_event_loop` where no loop exists.
    EventLoop,
    /// A `loop` argument to the function or class of asyncio of this name.
    LoopArgument(String),
    /// Coroutines as arguments of `asyncio.wait`.
    WaitForCoroutines,
    /// `asyncio.coroutine`, the decorator.
    Decorator,
}

impl Outdated {
    /// Reads a note of a record that reports an outdated call, with its line: the text of a warning of
    /// `src/python/library/modules/_loopline_outdated.py`, as in
    /// "program.py:7: DeprecationWarning: ...".
    pub fn read(note: &str) -> Option<(Outdated, u32)> {
        let (place, said) = note.split_once(": DeprecationWarning: ")?;
        let (_, line) = place.rsplit_once(':')?;
        let (what, _) = said.split_once(" since Python ")?;
        let outdated = match what {
            "asyncio.get_event_loop() without a loop is refused" => Outdated::EventLoop,
            "coroutines in asyncio.wait are refused" => Outdated::WaitForCoroutines,
            "asyncio.coroutine is gone" => Outdated::Decorator,
            _ => {
                let name = what.strip_prefix("the argument loop of asyncio.")?.strip_suffix(" is refused")?;
                Outdated::LoopArgument(name.into())
            }
        };
        Some((outdated, line.parse().ok()?))
    }

    /// Minor version of Python 3 that first refuses the call.
    pub fn since(&self) -> u32 {
        match self {
            Outdated::EventLoop => 14,
            Outdated::LoopArgument(_) => 10,
            Outdated::WaitForCoroutines | Outdated::Decorator => 11,
        }
    }
}
