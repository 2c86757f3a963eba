//! The part of Markdown that lessons are written in: headings, paragraphs, lists, fences, `code`, *emphasis*, links.
//!
//! The text is read by hand and not by pulldown-cmark, whose parser is 77 KB to download even for this (without default features,
//! optimised for size), a tenth of the page. What is not of this part, HTML above all, stands as the text that it is. Reading
//! takes time in proportion to the text, whatever it is: no mark is looked for twice where it is known not to be.

/// A block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a level from 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list: the number with which it begins, if it is numbered, and its items.
    List(Option<u32>, Vec<Vec<Inline>>),
    /// A text between fences.
    Fence(Fence),
}

/// A text between fences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    /// The words behind the opening fence.
    pub info: String,
    /// The lines between the fences, each with its end.
    pub text: String,
    /// The line of the opening fence, from 1.
    pub line: u32,
    /// False if the text ends before the fence is closed.
    pub closed: bool,
}

/// A part of a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Code.
    Code(String),
    /// Strong text.
    Strong(Vec<Inline>),
    /// Emphasised text.
    Emphasis(Vec<Inline>),
    /// A link of the web or of this page, and its words.
    Link(String, Vec<Inline>),
}

/// The deepest level of marks within marks.
const DEEPEST: u8 = 4;

/// Reads a text into its blocks.
pub fn read_blocks(text: &str) -> Vec<Block> {
    let mut reader = BlockReader::default();
    for (number, line) in text.lines().enumerate() {
        reader.line(line.trim_end_matches('\r'), number as u32 + 1);
    }
    reader.end()
}

#[derive(Default)]
struct BlockReader {
    done: Vec<Block>,
    /// The lines of the paragraph, or of the list's last item, that goes on.
    open: String,
    /// The list that goes on: its first number, and its items but the last.
    list: Option<(Option<u32>, Vec<Vec<Inline>>)>,
    /// The fence that is open, with its mark and how many there are of it.
    fence: Option<(Fence, char, usize)>,
}

impl BlockReader {
    fn line(&mut self, line: &str, number: u32) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let text = line.trim();
        let run = |mark: char| text.chars().take_while(|c| *c == mark).count();
        if let Some((fence, mark, length)) = &mut self.fence {
            let closes = indent < 4 && run(*mark) >= *length && text.trim_start_matches(*mark).is_empty();
            if closes {
                fence.closed = true;
                self.close_fence();
            } else {
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            return;
        }
        let mark = text.chars().next().unwrap_or(' ');
        if matches!(mark, '`' | '~') && indent < 4 && run(mark) >= 3 && !text.trim_start_matches(mark).contains('`') {
            self.flush();
            let info = text.trim_start_matches(mark).trim().to_string();
            self.fence = Some((Fence { info, line: number, ..Fence::default() }, mark, run(mark)));
        } else if text.is_empty() {
            self.flush();
        } else if let Some(level) = (1..=6).find(|level| run('#') == *level && text[*level..].starts_with(' ')) {
            self.flush();
            self.done.push(Block::Heading(level as u8, read_inlines(text[level..].trim())));
        } else if let Some((first, item)) = item(text) {
            if self.list.as_ref().is_some_and(|(is, _)| is.is_some() == first.is_some()) {
                self.close_item();
            } else {
                self.flush();
                self.list = Some((first, Vec::new()));
            }
            self.open.push_str(item);
        } else {
            if !self.open.is_empty() {
                self.open.push('\n');
            }
            self.open.push_str(text);
        }
    }

    fn close_item(&mut self) {
        let text = std::mem::take(&mut self.open);
        if let Some((_, items)) = &mut self.list {
            items.push(read_inlines(&text));
        }
    }

    /// Ends the paragraph or list that goes on.
    fn flush(&mut self) {
        if self.list.is_some() {
            self.close_item();
            self.done.extend(self.list.take().map(|(first, items)| Block::List(first, items)));
        } else if !self.open.is_empty() {
            let text = std::mem::take(&mut self.open);
            self.done.push(Block::Paragraph(read_inlines(&text)));
        }
    }

    fn close_fence(&mut self) {
        self.done.extend(self.fence.take().map(|(fence, ..)| Block::Fence(fence)));
    }

    fn end(mut self) -> Vec<Block> {
        self.flush();
        self.close_fence();
        self.done
    }
}

/// The number of a list's item, if it has one, and its text.
fn item(text: &str) -> Option<(Option<u32>, &str)> {
    if let Some(item) = ["- ", "* ", "+ "].iter().find_map(|mark| text.strip_prefix(mark)) {
        return Some((None, item.trim_start()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let item = text[digits..].strip_prefix(". ").or_else(|| text[digits..].strip_prefix(") "))?;
    Some((Some(text[..digits].parse().ok()?), item.trim_start()))
}

/// Reads a text into its parts.
pub fn read_inlines(text: &str) -> Vec<Inline> {
    InlineReader::of(text, 0)
}

struct InlineReader<'a> {
    text: &'a str,
    depth: u8,
    done: Vec<Inline>,
    plain: String,
    /// The marks of which it is known that none closes behind here.
    unclosed: Vec<&'a str>,
}

impl<'a> InlineReader<'a> {
    fn of(text: &'a str, depth: u8) -> Vec<Inline> {
        let mut reader = InlineReader { text, depth, done: Vec::new(), plain: String::new(), unclosed: Vec::new() };
        let mut at = 0;
        while let Some(mark) = text[at..].chars().next() {
            let next = match mark {
                '`' => reader.code(at),
                '*' | '_' if depth < DEEPEST => reader.marked(at),
                '[' if depth < DEEPEST => reader.link(at, false),
                '!' if depth < DEEPEST && text[at + 1..].starts_with('[') => reader.link(at + 1, true),
                '\\' => reader.escaped(at),
                _ => None,
            };
            at = next.unwrap_or_else(|| {
                // A run of marks stands or falls together.
                let length = match mark {
                    '`' | '*' | '_' => text[at..].len() - text[at..].trim_start_matches(mark).len(),
                    _ => mark.len_utf8(),
                };
                reader.plain.push_str(&text[at..at + length]);
                at + length
            });
        }
        reader.flush();
        reader.done
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            self.done.push(Inline::Text(std::mem::take(&mut self.plain)));
        }
    }

    fn add(&mut self, inline: Inline) {
        self.flush();
        self.done.push(inline);
    }

    /// The place of a mark behind here at which `closes` holds, unless it is known that there is none.
    fn find(&mut self, from: usize, mark: &'a str, closes: impl Fn(&str, usize) -> bool) -> Option<usize> {
        if self.unclosed.contains(&mark) {
            return None;
        }
        let found = self.text[from..].match_indices(mark).map(|(at, _)| from + at).find(|at| closes(self.text, *at));
        if found.is_none() {
            self.unclosed.push(mark);
        }
        found
    }

    fn code(&mut self, at: usize) -> Option<usize> {
        let (text, rest) = (self.text, &self.text[at..]);
        let length = rest.len() - rest.trim_start_matches('`').len();
        let (from, mark) = (at + length, &rest[..length]);
        let alone = |text: &str, at: usize| !text[..at].ends_with('`') && !text[at + length..].starts_with('`');
        let to = self.find(from, mark, alone)?;
        let code = text[from..to].replace('\n', " ");
        let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' ')).filter(|code| !code.is_empty());
        self.add(Inline::Code(inner.unwrap_or(&code).to_string()));
        Some(to + length)
    }

    fn marked(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let mark = ["**", "__", "*", "_"].into_iter().find(|mark| text[at..].starts_with(mark))?;
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let from = at + mark.len();
        // `snake_case` is no emphasis.
        let inside_word = mark.starts_with('_') && is_word(text[..at].chars().next_back());
        let first = text[from..].chars().next().filter(|first| !first.is_whitespace() && !inside_word)?;
        let single = mark.len() == 1;
        let closes = |text: &str, at: usize| {
            let (before, after) = (text[..at].chars().next_back(), text[at + mark.len()..].chars().next());
            let double = single && (before == mark.chars().next() || after == mark.chars().next());
            !before.is_none_or(char::is_whitespace) && !double && !(mark.starts_with('_') && is_word(after))
        };
        let to = self.find(from + first.len_utf8(), mark, closes)?;
        let inner = InlineReader::of(&text[from..to], self.depth + 1);
        self.add(if single { Inline::Emphasis(inner) } else { Inline::Strong(inner) });
        Some(to + mark.len())
    }

    /// A link, or a picture, of which only the words are shown: it may be anywhere.
    fn link(&mut self, at: usize, is_picture: bool) -> Option<usize> {
        let text = self.text;
        let words = at + 1 + text[at + 1..].find(['[', ']'])?;
        let address = text[words..].strip_prefix("](")?;
        let within = address.char_indices().find(|(_, c)| matches!(c, ')' | '[') || c.is_whitespace())?;
        let (length, ')') = within else { return None };
        let inner = InlineReader::of(&text[at + 1..words], self.depth + 1);
        let address = &address[..length];
        if is_followed(address) && !is_picture {
            self.add(Inline::Link(address.to_string(), inner));
        } else {
            // Its words are read, and lead nowhere.
            self.flush();
            self.done.extend(inner);
        }
        Some(words + 2 + length + 1)
    }

    fn escaped(&mut self, at: usize) -> Option<usize> {
        let next = self.text[at + 1..].chars().next().filter(char::is_ascii_punctuation)?;
        self.plain.push(next);
        Some(at + 2)
    }
}

/// Returns whether an address is one of HTTP, or of this very page (`#/reading`), whose links run nothing: no other may be
/// followed from a text of which nobody knows who wrote it.
fn is_followed(address: &str) -> bool {
    let lower: String = address.chars().take(8).collect::<String>().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with("#/")
}
