//! Ends of bodies of HTTP/1: after so many bytes, after the last chunk, or when the sender ends.

use super::http_head::BodyLength;

/// The most characters of a line between chunks.
const MAX_CHUNK_LINE: usize = 4096;

/// Reader of a body, which counts its bytes and keeps none.
#[derive(Debug)]
pub(super) enum BodyReader {
    Bytes(u64),
    Chunked(ChunkReader),
    UntilEnd,
}

/// The result of reading a part of a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BodyPart {
    /// All bytes are the body's, and more are to come.
    Whole,
    /// The body ends after so many of the bytes.
    Ends(usize),
    /// The bytes are no body of this kind.
    Wrong,
}

impl BodyReader {
    pub fn new(length: BodyLength) -> BodyReader {
        match length {
            BodyLength::Bytes(count) => BodyReader::Bytes(count),
            BodyLength::Chunked => BodyReader::Chunked(ChunkReader::default()),
            BodyLength::UntilEnd => BodyReader::UntilEnd,
        }
    }

    pub fn take(&mut self, data: &[u8]) -> BodyPart {
        match self {
            BodyReader::Bytes(left) if *left <= data.len() as u64 => {
                let count = std::mem::take(left);
                BodyPart::Ends(count as usize)
            }
            BodyReader::Bytes(left) => {
                *left -= data.len() as u64;
                BodyPart::Whole
            }
            BodyReader::Chunked(chunks) => chunks.take(data),
            BodyReader::UntilEnd => BodyPart::Whole,
        }
    }
}

/// The position of a reader of chunks.
#[derive(Debug, Default)]
enum ChunkPosition {
    /// In the line with the length of the next chunk.
    #[default]
    Length,
    /// In a chunk, with the bytes that are left of it.
    Data(u64),
    /// Behind a chunk, before the end of its line.
    Behind,
    /// In the lines after the last chunk.
    Trailer,
}

/// Reader of chunks.
#[derive(Debug, Default)]
pub(super) struct ChunkReader {
    position: ChunkPosition,
    line: Vec<u8>,
}

impl ChunkReader {
    fn take(&mut self, data: &[u8]) -> BodyPart {
        let mut at = 0;
        while at < data.len() {
            if let ChunkPosition::Data(left) = &mut self.position {
                let count = (*left).min((data.len() - at) as u64);
                *left -= count;
                at += count as usize;
                if *left == 0 {
                    self.position = ChunkPosition::Behind;
                }
                continue;
            }
            let byte = data[at];
            at += 1;
            if byte != b'\n' {
                self.line.push(byte);
                if self.line.len() > MAX_CHUNK_LINE {
                    return BodyPart::Wrong;
                }
                continue;
            }
            let line = std::mem::take(&mut self.line);
            let line = line.strip_suffix(b"\r").unwrap_or(&line);
            match self.position {
                ChunkPosition::Length => {
                    let Some(length) = chunk_length(line) else { return BodyPart::Wrong };
                    self.position = if length == 0 { ChunkPosition::Trailer } else { ChunkPosition::Data(length) };
                }
                ChunkPosition::Behind if line.is_empty() => self.position = ChunkPosition::Length,
                ChunkPosition::Behind => return BodyPart::Wrong,
                ChunkPosition::Trailer if line.is_empty() => return BodyPart::Ends(at),
                ChunkPosition::Trailer | ChunkPosition::Data(_) => {}
            }
        }
        BodyPart::Whole
    }
}

/// The length of a chunk in the line before it, which may have extensions behind a semicolon.
fn chunk_length(line: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(line).ok()?;
    let digits = text.split(';').next()?.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_number.then(|| u64::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_ends_where_its_length_says() {
        let mut body = BodyReader::new(BodyLength::Bytes(5));
        assert_eq!(body.take(b"abc"), BodyPart::Whole);
        assert_eq!(body.take(b"deGET"), BodyPart::Ends(2));
    }

    #[test]
    fn chunks_end_with_an_empty_one_however_they_are_cut() {
        let all = b"5\r\nhello\r\nA;name=x\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\nHTTP";
        let ends = all.len() - 4;
        for cut in 0..ends {
            let mut body = BodyReader::new(BodyLength::Chunked);
            assert_eq!(body.take(&all[..cut]), BodyPart::Whole);
            assert_eq!(body.take(&all[cut..]), BodyPart::Ends(ends - cut), "cut at {cut}");
        }
        let mut wrong = BodyReader::new(BodyLength::Chunked);
        assert_eq!(wrong.take(b"hello\r\n"), BodyPart::Wrong);
        assert_eq!(BodyReader::new(BodyLength::Chunked).take(b"2\r\nabc\r\n"), BodyPart::Wrong);
    }
}
