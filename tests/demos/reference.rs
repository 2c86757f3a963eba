//! The tables, the glossary and the further reading, as data.

use std::collections::BTreeSet;

use loopline::demos::{CATALOGUE, Words};
use loopline::reference::{
    Comparison, Shelf, TABLES, Term, Text, glossary_by, read_comparisons, read_glossary, read_shelves,
};

fn comparisons() -> Vec<Comparison> {
    read_comparisons(include_str!("../../static/reference/comparisons.json")).expect("a file of tables")
}

fn glossary() -> Vec<Term> {
    read_glossary(include_str!("../../static/reference/glossary.json")).expect("a file of terms")
}

fn shelves() -> Vec<Shelf> {
    read_shelves(include_str!("../../static/reference/reading.json")).expect("a file of shelves")
}

/// Whether an id is that of a demo of the course.
fn is_of_the_course(id: &str) -> bool {
    CATALOGUE.iter().any(|demo| demo.id == id)
}

fn is_russian(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
}

/// The text without what stands in backticks; `None` if a mark is left open.
fn prose(text: &str) -> Option<String> {
    let parts: Vec<_> = text.split('`').collect();
    let closed = !parts.len().is_multiple_of(2) && text.matches("**").count().is_multiple_of(2);
    closed.then(|| parts.iter().step_by(2).copied().collect())
}

/// What is wrong with a sentence of the page, in either language.
fn faults(words: &Text) -> Option<&'static str> {
    let (Some(en), Some(ru)) = (prose(&words.en), prose(&words.ru)) else {
        return Some("a mark is left open");
    };
    // Only code and names may be the same in both.
    let letters = |text: &str| text.chars().any(char::is_alphabetic);
    match () {
        () if [&words.en, &words.ru].iter().any(|text| text.trim() != &***text) => Some("blanks at an end"),
        () if words.en.is_empty() || words.ru.is_empty() => Some("a language is missing"),
        () if en.chars().any(is_russian) => Some("Russian in the English text"),
        () if letters(&en) && !ru.chars().any(is_russian) && words.en != words.ru => Some("no Russian"),
        () if en.contains(['\'', '"']) => Some("a typewriter’s quotation marks"),
        () => None,
    }
}

/// A sentence of the page: as [`faults`], and ends as a sentence does.
fn sentence_faults(words: &Text) -> Option<&'static str> {
    let ends = |text: &str| text.ends_with(['.', '?', ')']);
    match faults(words) {
        None if !ends(&words.en) || !ends(&words.ru) => Some("does not end as a sentence"),
        None if words.en == words.ru && prose(&words.en).is_some_and(|text| text.len() > 1) => Some("not translated"),
        fault => fault,
    }
}

#[test]
fn every_cell_of_every_table_stands_in_both_languages() {
    for comparison in comparisons() {
        assert_eq!(sentence_faults(&comparison.about), None, "{:?}", comparison.about);
        for column in &comparison.columns {
            assert_eq!(faults(column), None, "{column:?}");
        }
        for section in &comparison.sections {
            assert_eq!(faults(&section.title), None, "{:?}", section.title);
            for row in &section.rows {
                assert_eq!(faults(&row.aspect), None, "{:?}", row.aspect);
                assert_eq!(row.cells.len(), comparison.columns.len(), "{:?}", row.aspect);
                for cell in &row.cells {
                    assert_eq!(sentence_faults(&cell.text), None, "{:?}", cell.text);
                    assert!(
                        !cell.code.as_deref().is_some_and(|code| code.trim() != code || code.chars().any(is_russian))
                    );
                }
            }
        }
    }
}

#[test]
fn every_row_is_linked_to_a_demo_of_the_course() {
    for comparison in comparisons() {
        for row in comparison.sections.iter().flat_map(|section| &section.rows) {
            assert!(is_of_the_course(&row.demo), "{:?}: {}", row.aspect, row.demo);
        }
    }
    let glossary = glossary();
    for term in &glossary {
        assert!(term.demo.as_deref().is_none_or(is_of_the_course), "{}: {:?}", term.id, term.demo);
    }
    let without: Vec<_> = glossary.iter().filter(|term| term.demo.is_none()).map(|term| &*term.id).collect();
    assert_eq!(without, ["virtual-clock"], "every demo shows it");
}

#[test]
fn the_tables_are_the_courses_own() {
    let comparisons = comparisons();
    let tables: Vec<_> = comparisons.iter().map(|comparison| (&*comparison.id, comparison.sections.len())).collect();
    assert_eq!(tables, [("generators", 2), ("go", 3), ("languages", 4)]);
    let names: Vec<_> = TABLES.iter().map(|name| name.id).collect();
    assert_eq!(names, comparisons.iter().map(|comparison| &*comparison.id).collect::<Vec<_>>());
    for Words { en, ru } in TABLES.iter().map(|name| name.title) {
        assert_eq!(faults(&Text { en: en.into(), ru: ru.into() }), None, "{en}");
    }
    for comparison in &comparisons {
        let mut seen = BTreeSet::new();
        for section in &comparison.sections {
            let aspects = section.rows.iter().map(|row| (&section.title.en, &row.aspect.en));
            assert!(aspects.into_iter().all(|aspect| seen.insert(aspect)), "{}: an aspect twice", comparison.id);
        }
    }
}

#[test]
fn every_term_is_explained_in_one_or_two_sentences() {
    let glossary = glossary();
    assert!(glossary.len() >= 35, "{} terms", glossary.len());
    for term in &glossary {
        // A term of Python's own is the same in both languages.
        assert_eq!(faults(&term.term), None, "{}", term.id);
        assert!(!term.term.en.contains('`') && !term.term.ru.contains('`'), "{}", term.id);
        assert_eq!(sentence_faults(&term.text), None, "{}", term.id);
        for text in [&term.text.en, &term.text.ru] {
            let sentences = text.matches(". ").count() + 1;
            assert!(sentences <= 2, "{} takes {sentences} sentences", term.id);
        }
    }
}

#[test]
fn no_term_stands_twice_and_both_languages_are_in_their_own_order() {
    let glossary = glossary();
    let in_english: Vec<_> = glossary_by(&glossary, |text| &text.en).iter().map(|term| &term.id).collect();
    let as_written: Vec<_> = glossary.iter().map(|term| &term.id).collect();
    assert_eq!(as_written, in_english);
    assert_eq!(BTreeSet::from_iter(&as_written).len(), glossary.len());

    let in_russian: Vec<_> = glossary_by(&glossary, |text| &text.ru).iter().map(|term| &*term.term.ru).collect();
    assert_eq!(in_russian.len(), glossary.len());
    // Words of code come first, in Latin letters, then the Russian ones.
    let latin = in_russian.iter().take_while(|term| !term.starts_with(is_russian)).count();
    assert!(in_russian[latin..].iter().all(|term| term.starts_with(is_russian)), "{in_russian:?}");
    assert_eq!(
        (in_russian[0], in_russian[latin]),
        ("CPU-bound (упирается в процессор)", "активная блокировка (livelock)")
    );
    for pick in [|text: &Text| text.en.to_lowercase(), |text: &Text| text.ru.to_lowercase()] {
        let distinct = BTreeSet::from_iter(glossary.iter().map(|term| pick(&term.term)));
        assert_eq!(distinct.len(), glossary.len());
    }
}

#[test]
fn every_source_has_an_address_of_its_own_and_a_sentence() {
    let mut seen = BTreeSet::new();
    let shelves = shelves();
    for shelf in &shelves {
        assert_eq!(faults(&shelf.title), None, "{:?}", shelf.title);
        for source in &shelf.sources {
            assert!(source.url.starts_with("https://") && !source.url.contains(char::is_whitespace), "{}", source.url);
            assert!(seen.insert(&source.url), "{} stands twice", source.url);
            assert!(!source.title.is_empty() && !source.title.chars().any(is_russian), "{}", source.title);
            assert_eq!(sentence_faults(&source.text), None, "{}", source.title);
            assert_eq!(source.text.en.matches(". ").count(), 0, "{}: one sentence", source.title);
        }
    }
}

#[test]
fn a_file_of_another_version_is_refused_and_not_shown_in_part() {
    for json in ["", "null", "{}", "[1]", r#"[{"id": "go"}]"#, r#"[{"id": "x", "term": {"en": "x"}, "text": {}}]"#] {
        assert_eq!(read_comparisons(json), None, "{json}");
        assert_eq!(read_glossary(json), None, "{json}");
        assert_eq!(read_shelves(json), None, "{json}");
    }
}
