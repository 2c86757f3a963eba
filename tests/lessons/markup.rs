//! Texts of lessons: what is read as a mark, and that nothing is read as HTML.

use std::time::Instant;

use loopline::lessons::{Block, Fence, Inline, read_blocks, read_inlines};

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

#[test]
fn a_text_has_headings_paragraphs_lists_and_fences() {
    let read = read_blocks("# A *b*\n\none\r\ntwo\n- x\n  more\n- y\n3. z\n\n~~~rust a\n# no\n```\n~~~\nend");
    let fence = Fence { info: "rust a".into(), text: "# no\n```\n".into(), line: 10, closed: true };
    assert_eq!(
        read,
        [
            Block::Heading(1, vec![text("A "), Inline::Emphasis(vec![text("b")])]),
            Block::Paragraph(vec![text("one\ntwo")]),
            Block::List(None, vec![vec![text("x\nmore")], vec![text("y")]]),
            Block::List(Some(3), vec![vec![text("z")]]),
            Block::Fence(fence),
            Block::Paragraph(vec![text("end")]),
        ]
    );
}

#[test]
fn html_is_text() {
    for hostile in
        ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "<!-- -->", "<a href='x'>"]
    {
        assert_eq!(read_blocks(hostile), [Block::Paragraph(vec![text(hostile)])]);
        let code = read_inlines(&format!("`{hostile}`"));
        assert_eq!(code, [Inline::Code(hostile.into())]);
    }
}

#[test]
fn a_link_leads_to_the_web_or_nowhere() {
    let link = |address: &str| read_inlines(&format!("[a](https://x.org/{address})"));
    assert_eq!(link("b"), [Inline::Link("https://x.org/b".into(), vec![text("a")])]);
    assert_eq!(read_inlines("[a](#/reading)"), [Inline::Link("#/reading".into(), vec![text("a")])]);
    for address in ["javascript:alert", "data:text/html,x", "JaVaScRiPt:x", "//x.org", "#x", "file:///etc"] {
        assert_eq!(read_inlines(&format!("[a]({address})")), [text("a")], "{address}");
    }
    // A picture is its words.
    assert_eq!(read_inlines("a ![b](https://x.org/p.png) ![c] !"), [text("a "), text("b"), text(" ![c] !")]);
}

#[test]
fn marks_that_nothing_closes_are_text() {
    for open in ["**a", "* a *", "snake_case_name", "a ` b", "[a", "[a] (b)", "[a](b c)", "2 * 3 * 4", "\\"] {
        assert_eq!(read_inlines(open), [text(open)], "{open}");
    }
    assert_eq!(
        read_inlines("*я* **ж**"),
        [Inline::Emphasis(vec![text("я")]), text(" "), Inline::Strong(vec![text("ж")]),]
    );
    assert_eq!(read_inlines("\\*a\\*"), [text("*a*")]);
    assert_eq!(
        read_inlines("**a *b* `c`**"),
        [Inline::Strong(vec![text("a "), Inline::Emphasis(vec![text("b")]), text(" "), Inline::Code("c".into()),])]
    );
    assert_eq!(read_inlines("``a ` b``"), [Inline::Code("a ` b".into())]);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test of how long it takes, which never runs on wasm")]
fn a_million_marks_take_no_time() {
    for mark in
        ["*", "**a ", "_a ", "`", "` `` ", "[", "[a](", "[a](http://", "\\", "**a*b_c", "- ", "# ", "```\n", "1. x\n"]
    {
        let hostile = mark.repeat(300_000 / mark.len());
        let began = Instant::now();
        let blocks = read_blocks(&hostile);
        assert!(began.elapsed().as_secs() < 3, "{mark}: {:?}", began.elapsed());
        assert!(!blocks.is_empty(), "{mark}");
    }
}

#[test]
fn no_text_of_marks_and_letters_of_any_length_breaks_the_reader() {
    let pieces =
        ["*", "**", "_", "`", "[", "](", ")", "я", "🙂", " ", "\\", "\n", "https://", "#", "- ", "1. ", "```", "~"];
    // All of three, and of longer ones those that a generator of Knuth's makes.
    for one in pieces {
        for other in pieces {
            for third in pieces {
                let _ = read_blocks(&format!("{one}{other}{third}"));
            }
        }
    }
    let mut seed = 1_u64;
    for _ in 0..20_000 {
        let mut hostile = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            hostile.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let _ = read_blocks(&hostile);
    }
}
