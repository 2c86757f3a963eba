//! Outdated calls: current Python refuses them, here they still work.

/// A call or syntax that Python has removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// A loop was asked for where there was none.
    EventLoop,
    /// The function or class of asyncio of this name was given a `loop`.
    LoopArgument(String),
    /// `asyncio.wait` was given coroutines.
    WaitForCoroutines,
    /// `asyncio.coroutine` was asked for.
    Decorator,
}

impl Outdated {
    /// What a note of a record tells of, and the line: that of a warning of
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

    /// Since which Python 3 it is refused.
    pub fn since(&self) -> u32 {
        match self {
            Outdated::EventLoop => 14,
            Outdated::LoopArgument(_) => 10,
            Outdated::WaitForCoroutines | Outdated::Decorator => 11,
        }
    }
}
