//! Export as a picture for slides: the timeline's own scene as one self-contained SVG file.

use std::fmt::Write;

use crate::timeline::palette::Palette;
use crate::timeline::scene::{Anchor, Paint, Scene, Shape};
use crate::timeline::sweep::Sweep;

/// The page's font for text, with substitutes for other systems.
const SANS: &str = "system-ui, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";
const MONO: &str = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

/// Returns the scene as an SVG document. `title` and `description` are for readers who cannot see it. They and all
/// texts of the scene may contain any character: marks are escaped, and characters that XML cannot represent are left
/// out.
pub fn svg(scene: &Scene, palette: &Palette, title: &str, description: &str) -> String {
    let mut drawing = Drawing::new(scene.size, palette, title, description);
    drawing.add(&scene.shapes);
    drawing.end();
    drawing.take()
}

/// Returns the scene as an element of a document: as wide as its place, and without words for readers who cannot see it,
/// which the document has. `hatch_id` names its hatching and is no other element's id.
pub fn svg_element(scene: &Scene, palette: &Palette, hatch_id: &str) -> String {
    let (w, h) = (number(scene.size.0), number(scene.size.1));
    let mut out = format!("<svg viewBox=\"0 0 {w} {h}\" preserveAspectRatio=\"xMinYMin meet\" aria-hidden=\"true\">");
    begin(&mut out, palette, hatch_id);
    for shape in &scene.shapes {
        SvgPen { out: &mut out, palette, hatch_id }.shape(shape);
    }
    out.push_str("</g></svg>");
    out
}

/// Writes the definition of the hatching, and the beginning of the group that holds all shapes.
fn begin(out: &mut String, palette: &Palette, hatch_id: &str) {
    // Writing to a `String` cannot fail.
    let _ = write!(
        out,
        "<defs><pattern id=\"{hatch_id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <path d=\"M-1 1L1 -1M0 6L6 0M5 7L7 5\" stroke=\"{}\" stroke-opacity=\"0.55\"/></pattern></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n<g font-family=\"{SANS}\" dominant-baseline=\"central\">\n",
        palette.held, palette.panel
    );
}

/// The id of the hatching in a file of its own.
const HATCH_ID: &str = "held";

/// Writer of an SVG document, for callers that add shapes a few at a time.
pub struct Drawing<'a> {
    palette: &'a Palette,
    out: String,
}

impl<'a> Drawing<'a> {
    /// The document of a size in px without its shapes.
    pub fn new((w, h): (f64, f64), palette: &'a Palette, title: &str, description: &str) -> Drawing<'a> {
        let mut out = String::new();
        // Writing to a `String` cannot fail.
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\" \
             aria-labelledby=\"title desc\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n",
            number(w),
            number(h),
            number(w),
            number(h),
            escape(title),
            escape(description)
        );
        begin(&mut out, palette, HATCH_ID);
        Drawing { palette, out }
    }

    /// Writes shapes above those that were written before.
    pub fn add(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            SvgPen { out: &mut self.out, palette: self.palette, hatch_id: HATCH_ID }.shape(shape);
            self.out.push('\n');
        }
    }

    /// Writes a playhead that goes over the picture and uncovers it, again and again: above all shapes, once. Readers who want
    /// less motion, and paper, have the whole picture without it.
    pub fn sweep(&mut self, sweep: &Sweep) {
        let Sweep { left, right, top, seconds } = *sweep;
        let Palette { panel, accent, .. } = self.palette;
        let (x, y, way, takes) = (number(left), number(top), number(right - left), number(seconds));
        // The rest of each round shows the whole.
        let _ = write!(
            self.out,
            "<style>.sweep{{animation:sweep {takes}s linear infinite}}\
             @keyframes sweep{{85%{{transform:translateX({way}px);opacity:1}}\
             85.01%,100%{{transform:translateX({way}px);opacity:0}}}}\
             @media print,(prefers-reduced-motion:reduce){{.sweep{{display:none}}}}</style>\n\
             <g class=\"sweep\"><rect x=\"{x}\" y=\"{y}\" width=\"100%\" height=\"100%\" fill=\"{panel}\" opacity=\"0.88\"/>\
             <path d=\"M{x} {y}V10000\" stroke=\"{accent}\" stroke-width=\"2\"/></g>\n",
        );
    }

    /// Finishes the file: no shapes may follow.
    pub fn end(&mut self) {
        self.out.push_str("</g>\n</svg>\n");
    }

    /// Number of bytes written and not yet taken.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// True if everything written has been taken.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Takes the text written since the last call.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }
}

struct SvgPen<'a> {
    out: &'a mut String,
    palette: &'a Palette,
    hatch_id: &'a str,
}

/// Numeric attributes of an element, in their order.
type Numbers<'a> = &'a [(&'a str, f64)];

impl SvgPen<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Fill { x, y, w, h, paint } => {
                self.element("rect", &rect(*x, *y, *w, *h), &self.fill(*paint));
            }
            Shape::Hatch { x, y, w, h, paint } => {
                let drawn = format!("fill=\"url(#{})\" {}", self.hatch_id, self.stroke(*paint, 1.0));
                self.element("rect", &inner(*x, *y, *w, *h), &drawn);
            }
            Shape::Dotted { x, y, w, h, paint } => {
                let drawn = format!("fill=\"none\" {} stroke-dasharray=\"1 2\"", self.stroke(*paint, 1.0));
                self.element("rect", &inner(*x, *y, *w, *h), &drawn);
            }
            Shape::Line { x1, y1, x2, y2, paint, dashed } => {
                let dashes = if *dashed { " stroke-dasharray=\"3 3\"" } else { "" };
                let drawn = format!("{}{dashes}", self.stroke(*paint, 1.0));
                let middle = |at: f64| at.round() + 0.5;
                let ends = [("x1", middle(*x1)), ("y1", middle(*y1)), ("x2", middle(*x2)), ("y2", middle(*y2))];
                self.element("line", &ends, &drawn);
            }
            Shape::Path { points, paint } => {
                let points: Vec<String> =
                    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
                let drawn = format!("points=\"{}\" fill=\"none\" {}", points.join(" "), self.stroke(*paint, 1.5));
                self.element("polyline", &[], &drawn);
            }
            Shape::Disc { x, y, r, paint } => {
                self.element("circle", &[("cx", *x), ("cy", *y), ("r", *r)], &self.fill(*paint));
            }
            Shape::Ring { x, y, r, paint } => {
                let drawn = format!("fill=\"none\" {}", self.stroke(*paint, 1.5));
                self.element("circle", &[("cx", *x), ("cy", *y), ("r", *r)], &drawn);
            }
            Shape::Cross { x, y, r, paint } => {
                let [left, right, top, bottom] = [x - r, x + r, y - r, y + r].map(number);
                let drawn = self.stroke(*paint, 2.0);
                let path = format!("d=\"M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}\" {drawn}");
                self.element("path", &[], &path);
            }
            Shape::Diamond { x, y, r, paint } => {
                self.polygon(&[(*x, y - r), (x + r, *y), (*x, y + r), (x - r, *y)], *paint);
            }
            Shape::Arrow { x1, y1, x2, y2, paint } => {
                let drawn = self.stroke(*paint, 1.0);
                self.element("line", &[("x1", *x1), ("y1", *y1), ("x2", *x2), ("y2", *y2)], &drawn);
                let back = (y1 - y2).atan2(x1 - x2);
                let wing = |side: f64| (x2 + 7.0 * (back + side).cos(), y2 + 7.0 * (back + side).sin());
                self.polygon(&[(*x2, *y2), wing(-0.45), wing(0.45)], *paint);
            }
            Shape::Pill { x, y, w, h, text } => {
                let mut numbers = rect(*x, *y, *w, *h).to_vec();
                numbers.push(("rx", h / 2.0));
                self.element("rect", &numbers, &self.fill(Paint::Accent));
                self.text((x + w / 2.0, y + h / 2.0), text, (Paint::OnAccent, 11.0, true), Anchor::Middle, *w);
            }
            Shape::Text { x, y, text, paint, size, mono, anchor, room } => {
                self.text((*x, *y), text, (*paint, *size, *mono), *anchor, *room);
            }
        }
    }

    fn element(&mut self, name: &str, numbers: Numbers, more: &str) {
        let _ = write!(self.out, "<{name}");
        for (key, value) in numbers {
            let _ = write!(self.out, " {key}=\"{}\"", number(*value));
        }
        let _ = write!(self.out, " {more}/>");
    }

    fn polygon(&mut self, points: &[(f64, f64)], paint: Paint) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        let drawn = format!("points=\"{}\" {}", points.join(" "), self.fill(paint));
        self.element("polygon", &[], &drawn);
    }

    fn text(&mut self, (x, y): (f64, f64), text: &str, font: (Paint, f64, bool), anchor: Anchor, room: f64) {
        let (paint, size, mono) = font;
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let family = if mono { format!(" font-family=\"{MONO}\"") } else { String::new() };
        let (text, drawn) = (escape(&cut(text, size, mono, room)), self.fill(paint));
        let (x, y, size) = (number(x), number(y), number(size));
        let _ =
            write!(self.out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{family}{anchor} {drawn}>{text}</text>");
    }

    fn fill(&self, paint: Paint) -> String {
        let colour = self.palette.colour(paint);
        let opacity = Palette::opacity(paint);
        let opacity = opacity.map_or_else(String::new, |opacity| format!(" fill-opacity=\"{opacity}\""));
        format!("fill=\"{colour}\"{opacity}")
    }

    fn stroke(&self, paint: Paint, width: f64) -> String {
        format!("stroke=\"{}\" stroke-width=\"{}\"", self.palette.colour(paint), number(width))
    }
}

fn rect(x: f64, y: f64, w: f64, h: f64) -> [(&'static str, f64); 4] {
    [("x", x), ("y", y), ("width", w.max(0.0)), ("height", h.max(0.0))]
}

/// Attributes of a rectangle whose outline of one px lies within the given one.
fn inner(x: f64, y: f64, w: f64, h: f64) -> [(&'static str, f64); 4] {
    rect(x + 0.5, y + 0.5, w - 1.0, h - 1.0)
}

/// Formats a number with two decimals at most, without trailing zeros. A number that is not finite becomes zero, since
/// it would make the file invalid.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Adding zero makes a plain one of minus zero.
    if rounded.is_finite() { (rounded + 0.0).to_string() } else { "0".into() }
}

/// Cuts a text to fit, with an ellipsis. No font is at hand to measure texts, so usual widths of characters are used.
fn cut(text: &str, size: f64, mono: bool, room: f64) -> String {
    let width = |c: char| size * if mono { 0.61 } else { usual_width(c) };
    if text.chars().map(width).sum::<f64>() <= room {
        return text.to_string();
    }
    let mut left = room - width('…');
    let fits = |c: &char| {
        left -= width(*c);
        left >= 0.0
    };
    let beginning: String = text.chars().take_while(fits).collect();
    if room < width('…') { String::new() } else { format!("{beginning}…") }
}

/// Width of a character in fonts without serifs, in ems, estimated rather too wide than too narrow.
fn usual_width(c: char) -> f64 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '|' | '!' | '\'' | '·' | 'i' | 'j' | 'l' | 'I' => 0.3,
        '(' | ')' | '[' | ']' | '-' | '"' | '/' | 'f' | 't' | 'r' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | 'ж' | 'м' | 'ф' | 'ш' | 'щ' | 'ю' => 0.9,
        'ы' => 0.72,
        c if c.is_uppercase() => 0.72,
        // Scripts of full width.
        c if c >= '\u{1100}' => 1.0,
        _ => 0.54,
    }
}

/// Escapes a text for XML, in elements and in quoted values: in one line, without what no XML file may hold, escaped or not.
fn escape(text: &str) -> String {
    let held = text.chars().filter_map(|c| match c {
        '\n' | '\t' => Some(' '),
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => None,
        c => Some(c),
    });
    escape_markup(&held.collect::<String>())
}

/// Escapes a text for HTML, in elements and in quoted values.
pub fn escape_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
