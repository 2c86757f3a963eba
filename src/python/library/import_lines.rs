//! The modules that a source names in its import statements, read line by line: also those in functions and `try`, and now
//! and then one in a text, which costs a download that nobody needed. `src/build.rs` reads the library by it.

/// The modules that a source imports, as they are written. `from a import b` names `a` and `a.b`; relative imports are none.
pub(crate) fn imported_modules(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in source.lines() {
        let line = line.split('#').next().unwrap_or(line).trim();
        // Several statements may share a line: `try: import x`.
        for statement in line.split([';', ':']).map(str::trim) {
            if let Some(names) = statement.strip_prefix("import ") {
                found.extend(first_words(names));
            } else if let Some((module, names)) =
                statement.strip_prefix("from ").and_then(|rest| rest.split_once(" import "))
            {
                let module = module.trim();
                if module.starts_with('.') || !is_name(module) {
                    continue;
                }
                found.push(module.to_string());
                found.extend(first_words(names.trim_matches(['(', ')'])).map(|name| format!("{module}.{name}")));
            }
        }
    }
    found
}

/// The modules that a source imports as soon as it is imported itself: not those in functions and classes, nor those that
/// only a checker of types reads.
#[allow(dead_code, reason = "only the build script asks")]
pub(crate) fn imported_at_once(source: &str) -> Vec<String> {
    let mut is_later = false;
    let mut at_once = String::new();
    for line in source.lines() {
        if line.starts_with(|first: char| !first.is_whitespace() && first != ')') {
            let starts = |word: &&str| line.starts_with(*word);
            is_later = ["def ", "async def ", "class ", "if TYPE_CHECKING", "if typing.TYPE_CHECKING"]
                .iter()
                .any(|word| starts(word));
        }
        if !is_later {
            at_once += line;
            at_once.push('\n');
        }
    }
    imported_modules(&at_once)
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
    use super::{imported_at_once, imported_modules};

    #[test]
    fn modules_are_found_wherever_they_are_imported() {
        let source = "import csv, json as j  # and more\nfrom html import parser, (escape)\nfrom . import zipfile\n\
                      def f():\n    try: import gzip\n    except ImportError: from xml.etree import ElementTree as T\n\
                      from (x\nimportant = 1\n";
        assert_eq!(
            imported_modules(source),
            ["csv", "json", "html", "html.parser", "gzip", "xml.etree", "xml.etree.ElementTree"]
        );
    }
    #[test]
    fn what_a_function_imports_is_not_imported_at_once() {
        let source = "import a\ntry:\n    import b\nexcept ImportError:\n    pass\ndef f():\n    import c\n\n\
                      if TYPE_CHECKING:\n    import d\nclass E:\n    import e\nimport f\n";
        assert_eq!(imported_at_once(source), ["a", "b", "f"]);
    }
}
