//! Modules compiled into the format in which the interpreter takes frozen code.

use rustpython_compiler::{CompileOpts, Mode, compile};
use rustpython_compiler_core::frozen::{FrozenCodeObject, FrozenLib, FrozenModule};
use rustpython_compiler_core::marshal::serialize_code;

/// A module that is compiled, by its name.
pub type Compiled = (String, FrozenModule<Vec<u8>>);

/// Compiles a module. `optimize` is CPython's `-O`: 1 leaves out assertions, 2 docstrings too.
///
/// Without columns: tracebacks do not show lines of the library, and columns are a quarter of its size.
pub fn compiled(name: &str, source: &str, optimize: u8, package: bool) -> Compiled {
    let options = CompileOpts { debug_ranges: false, optimize, ..CompileOpts::default() };
    let code = compile(source.trim_start_matches('\u{feff}'), Mode::Exec, &format!("<frozen {name}>"), options)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut bytes = Vec::new();
    serialize_code(&mut bytes, &code);
    (name.into(), FrozenModule { code: FrozenCodeObject { bytes: stored(&bytes) }, package })
}

/// The bytes of modules as the interpreter takes them.
pub fn encoded(modules: &[Compiled]) -> Vec<u8> {
    FrozenLib::encode(Modules(modules.iter())).bytes
}

/// Encodes bytes as LZ4, the format of frozen code, without compressing them: one sequence of literals. The engine is
/// compressed as a whole for the network, and far better if no part of it has been compressed before.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut lz4 = u32::try_from(bytes.len()).expect("a module is shorter than 4 GB").to_le_bytes().to_vec();
    match bytes.len().checked_sub(15) {
        None => lz4.push((bytes.len() as u8) << 4),
        Some(more) => {
            lz4.push(0xf0);
            lz4.extend(std::iter::repeat_n(255, more / 255));
            lz4.push((more % 255) as u8);
        }
    }
    lz4.extend_from_slice(bytes);
    lz4
}

/// Modules in the form that the encoder takes: an iterator that knows its length and can be cloned.
#[derive(Clone)]
struct Modules<'a>(std::slice::Iter<'a, Compiled>);

impl<'a> Iterator for Modules<'a> {
    type Item = (&'a str, FrozenModule<&'a [u8]>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, module) = self.0.next()?;
        let code = FrozenCodeObject { bytes: &module.code.bytes[..] };
        Some((name, FrozenModule { code, package: module.package }))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Modules<'_> {}
