//! The packages that a program in Python can import, as the lock file of the build names them.

use std::rc::Rc;

/// A package on the shelf.
#[derive(Debug, PartialEq, Eq)]
pub struct ShelvedPackage {
    /// Name under which its authors publish it.
    pub name: Rc<str>,
    /// Version of it that the engine brings.
    pub version: Rc<str>,
    /// Modules by which a program imports it.
    pub modules: Vec<Rc<str>>,
    /// SPDX expression of its licence.
    pub licence: Rc<str>,
    /// The text that a program writes after `# packages:` to have this version instead of another of its name.
    pub chosen_by: Option<Rc<str>>,
}

/// Reads the lock file, in its order; `None` if a line is not as expected. The file says itself what is in a line.
///
/// ```
/// let lock = "# A comment.\nzope-interface 8.7 | zope.interface | - | ZPL-2.1 | compiled 6260\nx 1.2 | x | - | MIT | pure 0a | x<2\n";
/// let shelf = loopline::reference::read_packages(lock).expect("a lock file");
/// assert_eq!(&*shelf[0].modules[0], "zope.interface");
/// assert_eq!(shelf[1].chosen_by.as_deref(), Some("x<2"));
/// assert!(loopline::reference::read_packages("a line of something else").is_none());
/// ```
pub fn read_packages(lock: &str) -> Option<Vec<ShelvedPackage>> {
    lock.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(package).collect()
}

fn package(line: &str) -> Option<ShelvedPackage> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let &[package, modules, _, licence, _, ref rest @ ..] = &columns[..] else { return None };
    let chosen_by = match rest {
        [] => None,
        [requirement] => Some(Rc::from(*requirement)),
        _ => return None,
    };
    let (name, version) = package.split_once(' ')?;
    // Modules of a package's own, which no program imports.
    let modules = modules.split_whitespace().filter(|module| !module.starts_with('_')).map(Rc::from).collect();
    Some(ShelvedPackage { name: name.into(), version: version.into(), modules, licence: licence.into(), chosen_by })
}
