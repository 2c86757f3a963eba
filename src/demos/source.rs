//! A demo's own file: what of it is compiled in, and how its text is known again.

/// The very file that is compiled. The texts of all demos would be a tenth of the page's download, so the page fetches
/// one when it shows it. Compiled in is what tells that text from any other, and which lines of it are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// FNV-1a of the whole text.
    hash: u64,
    /// Where in the text the listing begins and ends, in bytes.
    listing: (usize, usize),
    before: u32,
    lines: u32,
    #[cfg(not(target_arch = "wasm32"))]
    text: &'static str,
}

impl Source {
    /// The line that parts what describes a demo from its program, which follows.
    const MARK: &'static [u8] = b"// --- the program ---\n";

    /// Reckoned by the compiler: `include_str!` of the demo's own file leaves no text behind.
    pub const fn of(text: &'static str) -> Source {
        let bytes = text.as_bytes();
        let mut begin = after(bytes, Self::MARK);
        while begin < bytes.len() && bytes[begin] == b'\n' {
            begin += 1;
        }
        let mut end = bytes.len();
        while end > begin && bytes[end - 1].is_ascii_whitespace() {
            end -= 1;
        }
        Source {
            hash: hash(bytes),
            listing: (begin, end),
            before: lines(bytes, 0, begin),
            lines: lines(bytes, begin, end) + 1,
            #[cfg(not(target_arch = "wasm32"))]
            text,
        }
    }

    /// The program's part of the file's text; `None` if the text is not what was compiled.
    pub fn listing<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(self.listing.0..self.listing.1).filter(|_| hash(text.as_bytes()) == self.hash)
    }

    /// How many lines of the file come before the listing: line `n` of a site is line `n - before` of what is shown.
    pub fn before(&self) -> u32 {
        self.before
    }

    /// How many lines the listing has.
    pub fn lines(&self) -> u32 {
        self.lines
    }

    /// The text, which only a native program carries.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn text(&self) -> &'static str {
        self.text
    }
}

/// Where `bytes` goes on after the first `mark`; its beginning if it has none.
const fn after(bytes: &[u8], mark: &[u8]) -> usize {
    let mut at = 0;
    while at + mark.len() <= bytes.len() {
        let mut same = 0;
        while same < mark.len() && bytes[at + same] == mark[same] {
            same += 1;
        }
        if same == mark.len() {
            return at + same;
        }
        at += 1;
    }
    0
}

/// How many lines end between two places.
const fn lines(bytes: &[u8], mut from: usize, to: usize) -> u32 {
    let mut count = 0;
    while from < to {
        count += (bytes[from] == b'\n') as u32;
        from += 1;
    }
    count
}

const fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}
