//! The file of a demo: the part that is compiled in, and the check that a text is that of the file.

/// The file that is compiled. The texts of all demos would be a tenth of the page's download, so the page fetches a text
/// when it shows the demo. Compiled in are a hash, which tells that text from any other, and the lines that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// FNV-1a of the whole text.
    hash: u64,
    /// Beginning and end of the listing in the text, in bytes.
    listing: (usize, usize),
    before: u32,
    lines: u32,
    #[cfg(not(target_arch = "wasm32"))]
    text: &'static str,
}

impl Source {
    /// The line between the description of a demo and its program.
    const MARK: &'static [u8] = b"// --- the program ---\n";

    /// Makes it of the file's text. Evaluated by the compiler, so that `include_str!` leaves no text in the wasm.
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

    /// Returns the program's part of the file's text; `None` if the text is not what was compiled.
    pub fn listing<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(self.listing.0..self.listing.1).filter(|_| hash(text.as_bytes()) == self.hash)
    }

    /// Returns the number of lines before the listing: line `n` of a site is line `n - before` of what is shown.
    pub fn before(&self) -> u32 {
        self.before
    }

    /// Returns the number of lines of the listing.
    pub fn lines(&self) -> u32 {
        self.lines
    }

    /// Returns the text, which only a native program contains.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn text(&self) -> &'static str {
        self.text
    }
}

/// Returns the place in `bytes` behind the first `mark`; 0 if there is none.
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

/// Returns the number of lines that end between two places.
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
