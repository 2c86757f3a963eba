//! Tables, glossary and further reading.

pub mod comparison_table;
pub mod further_reading;
pub mod glossary_page;
pub mod library_page;
pub mod package_table;
pub mod reference_page;
pub mod shown_by;
