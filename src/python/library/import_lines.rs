//! The modules that a source names in its import statements, read line by line: also those in functions and `try`, and now
//! and then one in a text, which costs a download that nobody needed. `src/build.rs` reads the library by it.

/// The modules that a source imports, as they are written. `from a import b` names `a` and `a.b`; relative imports are from
/// this package, and none if it is not given.
pub(crate) fn imported_into(source: &str, package: Option<&str>) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = source.lines().map(|line| line.split('#').next().unwrap_or(line).trim());
    while let Some(line) = lines.next() {
        let mut line = line.to_string();
        // Names in brackets may go over several lines.
        while line.contains(" import (") && !line.contains(')') {
            let Some(more) = lines.next() else { break };
            line += more;
        }
        // Several statements may share a line: `try: import x`.
        for statement in line.split([';', ':']).map(str::trim) {
            if let Some(names) = statement.strip_prefix("import ") {
                found.extend(first_words(names));
            } else if let Some((module, names)) =
                statement.strip_prefix("from ").and_then(|rest| rest.split_once(" import "))
            {
                let Some(module) = absolute(module.trim(), package) else { continue };
                found.extend(first_words(names.trim_matches(['(', ')'])).map(|name| format!("{module}.{name}")));
                found.push(module);
            }
        }
    }
    found
}

/// The name of a module that is imported into a package; `None` if it is none, or relative to a package that is not known.
fn absolute(module: &str, package: Option<&str>) -> Option<String> {
    let name = module.trim_start_matches('.');
    let dots = module.len() - name.len();
    if dots == 0 {
        return is_name(name).then(|| name.into());
    }
    let mut above = package?;
    for _ in 1..dots {
        above = above.rsplit_once('.')?.0;
    }
    Some(if name.is_empty() { above.into() } else { format!("{above}.{name}") })
}

/// The modules that a source imports as soon as it is imported itself: not those in functions and classes, nor those that
/// only a checker of types reads.
#[allow(dead_code, reason = "only the build script asks")]
pub(crate) fn imported_at_once(source: &str, package: Option<&str>) -> Vec<String> {
    let mut is_later = false;
    let mut at_once = String::new();
    for line in source.lines() {
        if line.starts_with(|first: char| !first.is_whitespace() && first != ')') {
            let starts = |word: &&str| line.starts_with(*word);
            is_later =
                ["def ", "async def ", "class ", "if TYPE_CHECKING:", "if typing.TYPE_CHECKING:"].iter().any(starts);
        }
        if !is_later {
            at_once += line;
            at_once.push('\n');
        }
    }
    imported_into(&at_once, package)
}

/// The first word of each part between commas, where it is a name.
fn first_words(names: &str) -> impl Iterator<Item = String> + '_ {
    names.split(',').filter_map(|name| name.split_whitespace().next()).filter(|name| is_name(name)).map(String::from)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '.')
}

#[cfg(test)]
mod tests {
    use super::{imported_at_once, imported_into};

    #[test]
    fn modules_are_found_wherever_they_are_imported() {
        let source = "import csv, json as j  # and more\nfrom html import parser, (escape)\nfrom . import zipfile\n\
                      def f():\n    try: import gzip\n    except ImportError: from xml.etree import ElementTree as T\n\
                      from (x\nimportant = 1\n";
        assert_eq!(
            imported_into(source, None),
            ["csv", "json", "html.parser", "html.escape", "html", "gzip", "xml.etree.ElementTree", "xml.etree"]
        );
    }

    #[test]
    fn relative_imports_are_those_of_a_package_if_it_is_known() {
        let source = "from . import a\nfrom .b import (\n    c,\n    d,\n)\nfrom ..e import f\n";
        assert_eq!(imported_into(source, None), [""; 0]);
        let found = ["x.y.a", "x.y", "x.y.b.c", "x.y.b.d", "x.y.b", "x.e.f", "x.e"];
        assert_eq!(imported_into(source, Some("x.y")), found);
    }
    #[test]
    fn what_a_function_imports_is_not_imported_at_once() {
        let source = "import a\ntry:\n    import b\nexcept ImportError:\n    pass\ndef f():\n    import c\n\n\
                      if TYPE_CHECKING:\n    import d\nclass E:\n    import e\nimport f\n";
        assert_eq!(imported_at_once(source, None), ["a", "b", "f"]);
    }
}
