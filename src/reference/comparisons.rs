//! Tables that compare ways of doing the same thing.

use std::rc::Rc;

use serde_json::Value;

use super::Text;
use super::fields::{list, list_of, string, text, text_of};
use crate::demos::Words;

/// The name of a table, which is known before its rows are.
#[derive(Debug, PartialEq, Eq)]
pub struct TableName {
    /// Name of the table in addresses.
    pub id: &'static str,
    /// Title of the table.
    pub title: Words,
}

/// The names of all tables, in the page's order.
pub static TABLES: &[TableName] = &[
    TableName {
        id: "generators", title: Words { en: "Two kinds of generator", ru: "Два вида генераторов" }
    },
    TableName { id: "go", title: Words { en: "Go and Python", ru: "Go и Python" } },
    TableName { id: "languages", title: Words { en: "Go, C++ and Python", ru: "Go, C++ и Python" } },
];

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Name of the table: an id of [`TABLES`].
    pub id: Rc<str>,
    /// Questions that the table answers, in a sentence or two.
    pub about: Text,
    /// Heads of the columns after the first; the first names the aspect.
    pub columns: Vec<Text>,
    /// Rows of the table, in groups.
    pub sections: Vec<TableSection>,
}

/// Rows of one subject.
#[derive(Debug, PartialEq, Eq)]
pub struct TableSection {
    /// The subject.
    pub title: Text,
    /// Rows of the group.
    pub rows: Vec<TableRow>,
}

/// An aspect, compared across the columns.
#[derive(Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The aspect: the row's head.
    pub aspect: Text,
    /// One cell for each column.
    pub cells: Vec<Cell>,
    /// Id of the demo that shows the aspect.
    pub demo: Rc<str>,
}

/// An aspect as one of the columns has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Cell {
    /// Code to show before the text, on a line of its own; identical in every language of the page.
    pub code: Option<Rc<str>>,
    /// Explanation, in a sentence or less.
    pub text: Text,
}

/// Reads all tables from the text of their file; `None` if it is not such a file.
pub fn read_comparisons(json: &str) -> Option<Vec<Comparison>> {
    list_of(json, |table| {
        Some(Comparison {
            id: string(table, "id")?,
            about: text(table, "about")?,
            columns: list(table, "columns", text_of)?,
            sections: list(table, "sections", |section| {
                Some(TableSection { title: text(section, "title")?, rows: list(section, "rows", row)? })
            })?,
        })
    })
}

fn row(value: &Value) -> Option<TableRow> {
    let cell = |cell: &Value| Some(Cell { code: string(cell, "code"), text: text_of(cell)? });
    Some(TableRow { aspect: text(value, "aspect")?, cells: list(value, "cells", cell)?, demo: string(value, "demo")? })
}
