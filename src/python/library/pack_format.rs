//! The file of a pack: modules in the interpreter's own format of frozen code, and files of data behind them.
//!
//! The modules come first, behind their length; each file is its path and its content, both behind their lengths. A length is
//! four bytes, the least first. `src/build.rs` writes packs by this file, and the engine reads them by it.

use std::hash::{DefaultHasher, Hasher};

/// The modules of a pack in the interpreter's format, and its files: paths with contents.
pub(crate) struct Pack<'a> {
    pub modules: &'a [u8],
    pub files: Vec<(&'a str, &'a [u8])>,
}

/// Reads a pack; `None` if these bytes are none.
pub(crate) fn read(mut bytes: &[u8]) -> Option<Pack<'_>> {
    let modules = take(&mut bytes)?;
    let mut files = Vec::new();
    while !bytes.is_empty() {
        let path = std::str::from_utf8(take(&mut bytes)?).ok()?;
        files.push((path, take(&mut bytes)?));
    }
    Some(Pack { modules, files })
}

/// The end of the name of a file with these bytes, which changes with them. It is the same on every machine for which one
/// toolchain builds, and guards against files that were cut, mixed up or replaced on their way, not against intent.
pub(crate) fn digest(bytes: &[u8]) -> String {
    // Nothing but the bytes: the length of a slice is hashed as a number of the machine's size.
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}

/// Takes a text behind its length from the beginning of `bytes`; `None` if they are too few.
fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *bytes = rest;
    Some(text)
}

/// Writes a pack.
#[cfg_attr(not(test), allow(dead_code, reason = "only the build script writes packs"))]
pub(crate) fn write<'a>(modules: &[u8], files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut pack = Vec::new();
    let mut add = |text: &[u8]| {
        pack.extend(u32::try_from(text.len()).expect("a part of a pack is shorter than 4 GB").to_le_bytes());
        pack.extend(text);
    };
    add(modules);
    for (path, content) in files {
        add(path.as_bytes());
        add(content);
    }
    pack
}

#[cfg(test)]
mod tests {
    use super::{digest, read, write};

    #[test]
    fn a_pack_is_read_as_it_was_written() {
        let files = [("a/b.txt", &b"text"[..]), ("empty", b"")];
        let bytes = write(b"modules", files.into_iter());
        let pack = read(&bytes).expect("a pack");
        assert_eq!((pack.modules, pack.files), (&b"modules"[..], files.to_vec()));
        assert!(read(&bytes[..bytes.len() - 1]).is_none());
        assert!(read(b"no").is_none());
    }

    #[test]
    fn bytes_of_a_pack_that_differ_have_another_digest() {
        assert_ne!(digest(b"modules"), digest(b"module"));
        assert_ne!(digest(b"modules"), digest(b"modulet"));
        assert_eq!(digest(b"modules"), digest(b"modules"));
    }
}
