//! Frames: a program's page as it stands in a page of somebody else's.

/// The parts of a program's page that a frame shows, beside its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embed {
    /// The program and the timeline.
    Editor,
    /// The timeline alone.
    Timeline,
    /// The timeline and the output.
    Console,
}

impl Embed {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Embed; 3] = [Embed::Editor, Embed::Timeline, Embed::Console];

    /// The value of `embed` in an address, before the `#`.
    pub fn word(self) -> &'static str {
        match self {
            Embed::Editor => "1",
            Embed::Timeline => "timeline",
            Embed::Console => "console",
        }
    }

    /// The frame of such a value; that with the program for any that there is none of.
    pub fn of(word: &str) -> Embed {
        Embed::ALL.into_iter().find(|embed| embed.word() == word).unwrap_or(Embed::Editor)
    }

    /// Returns whether the program is shown.
    pub fn has_code(self) -> bool {
        self == Embed::Editor
    }

    /// Returns whether the output is shown.
    pub fn has_console(self) -> bool {
        self == Embed::Console
    }
}
