//! A lesson as one file of HTML that needs nothing else: its text, its programs, and what has run in it.
//!
//! Every text goes through [`escape_markup`]; the file's own policy forbids scripts and requests, whatever was forgotten.

use crate::export::escape_markup;
use crate::i18n::Lang;
use crate::lessons::{Block, Inline, LessonPart, ProgramText};
use crate::page::derived::lesson_words::{
    WIDE, broken_words, kind_title, output_lines, picture_address, program_title, run_picture, run_summary,
};
use crate::page::model::lesson_file::{LessonRun, OpenLesson, Work};
use crate::timeline::palette::LIGHT;

/// The file's style. It is light, as its pictures are.
const STYLE: &str = "body{max-width:920px;margin:0 auto;padding:32px 20px 64px;color:#1b1c1f;background:#fff;\
font:16px/1.6 system-ui,sans-serif}h1,h2,h3{line-height:1.25}code,pre{font:13.5px/1.55 ui-monospace,monospace}\
pre{padding:12px 14px;background:#f5f5f3;border-radius:8px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}\
section{margin:24px 0;padding:4px 20px 16px;border:1px solid #d9d9d4;border-radius:12px}section h2{font-size:16px}\
img{max-width:100%;height:auto}.note,.fault{color:#5c5e63}.error{color:#a3262a}ul.checks{padding-left:0;list-style:none}";

/// The lesson with all that has run in it as a document of HTML.
pub fn lesson_html(open: &OpenLesson, lang: Lang) -> String {
    let mut page = String::new();
    let title = escape_markup(open.title());
    page.push_str(&format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <style>{STYLE}</style></head>\n<body>\n",
        lang.pick("en", "ru"),
    ));
    if open.lesson.title.is_empty() {
        page.push_str(&format!("<h1>{title}</h1>\n"));
    }
    for part in &open.lesson.parts {
        match part {
            LessonPart::Block(block) => add_block(&mut page, block),
            LessonPart::Fault(at) => {
                let sentence = open.lesson.faults[*at].sentence(lang);
                page.push_str(&format!("<p class=\"fault\">{}</p>\n", escape_markup(&sentence)));
            }
            LessonPart::Exercise(at) => add_exercise(&mut page, open, *at, lang),
        }
    }
    let note = lang.pick(
        "Saved from Loopline: this file shows the runs as they were recorded, and cannot run the programs itself.",
        "Сохранено из Loopline: файл показывает записанные запуски, сам он программы не выполняет.",
    );
    page.push_str(&format!("<p class=\"note\">{note}</p>\n</body>\n</html>\n"));
    page
}

fn add_block(page: &mut String, block: &Block) {
    match block {
        Block::Heading(level, words) => page.push_str(&format!("<h{level}>{}</h{level}>\n", inlines(words))),
        Block::Paragraph(words) => page.push_str(&format!("<p>{}</p>\n", inlines(words))),
        Block::List(first, items) => {
            let items: String = items.iter().map(|item| format!("<li>{}</li>", inlines(item))).collect();
            page.push_str(&match first {
                Some(first) => format!("<ol start=\"{first}\">{items}</ol>\n"),
                None => format!("<ul>{items}</ul>\n"),
            });
        }
        Block::Fence(fence) => page.push_str(&format!("<pre>{}</pre>\n", escape_markup(&fence.text))),
    }
}

fn inlines(words: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text) => escape_markup(text),
        Inline::Code(text) => format!("<code>{}</code>", escape_markup(text)),
        Inline::Strong(inner) => format!("<strong>{}</strong>", inlines(inner)),
        Inline::Emphasis(inner) => format!("<em>{}</em>", inlines(inner)),
        // The page that it would lead to is not in the file.
        Inline::Link(to, inner) if to.starts_with('#') => inlines(inner),
        Inline::Link(to, inner) => {
            format!("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escape_markup(to), inlines(inner))
        }
    };
    words.iter().map(word).collect()
}

fn add_exercise(page: &mut String, open: &OpenLesson, at: usize, lang: Lang) {
    let (exercise, work) = (&open.lesson.exercises[at], &open.works[at]);
    page.push_str(&format!("<section>\n<h2>{}. {}</h2>\n", at + 1, escape_markup(kind_title(exercise, lang))));
    for place in 0..exercise.programs.len() {
        let Some(program) = open.program(at, place) else { continue };
        let (title, _) = program_title(&program, lang);
        if !title.is_empty() {
            page.push_str(&format!("<h3>{}</h3>\n", escape_markup(&title)));
        }
        if let ProgramText::Python(text) = &program.text {
            page.push_str(&format!("<pre>{}</pre>\n", escape_markup(text)));
        }
        match &work.runs[place.min(1)] {
            Some(run) => add_run(page, run, lang),
            None => page.push_str(&format!(
                "<p class=\"note\">{}</p>\n",
                lang.pick("It was not run before this file was saved.", "До сохранения файла не запускалась.")
            )),
        }
    }
    let checks: String = exercise
        .checks
        .iter()
        .enumerate()
        .map(|(nth, check)| {
            let (mark, why) = verdict(work, nth, lang);
            format!("<li>{mark} <code>{}</code>{why}</li>", escape_markup(&check.text))
        })
        .collect();
    if !checks.is_empty() {
        page.push_str(&format!("<ul class=\"checks\">{checks}</ul>\n"));
    }
    page.push_str("</section>\n");
}

/// The mark of a check, and why it does not hold.
fn verdict(work: &Work, check: usize, lang: Lang) -> (&'static str, String) {
    let Some(run) = &work.runs[0] else { return ("○", String::new()) };
    match run.broken(check, lang) {
        [] => ("✓", String::new()),
        [first, ..] => ("✗", format!("<br>{}", escape_markup(&broken_words(first, lang)))),
    }
}

fn add_run(page: &mut String, run: &LessonRun, lang: Lang) {
    let (lines, _) = output_lines(run);
    let lines: Vec<String> = lines
        .iter()
        .map(|(line, is_error)| match is_error {
            true => format!("<span class=\"error\">{}</span>", escape_markup(line)),
            false => escape_markup(line),
        })
        .collect();
    let summary = run_summary(run, lang);
    page.push_str(&format!("<p>{}</p>\n", escape_markup(&summary)));
    if !lines.is_empty() {
        page.push_str(&format!("<pre>{}</pre>\n", lines.join("\n")));
    }
    if let Some(picture) = run_picture(run, &LIGHT, WIDE, true, lang) {
        let alt = lang.pick("The timeline of the run", "Временная шкала запуска");
        page.push_str(&format!(
            "<img src=\"{}\" alt=\"{alt}. {}\">\n",
            picture_address(&picture),
            escape_markup(&summary)
        ));
    }
}
