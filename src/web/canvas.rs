//! Draws a scene on a canvas.

use std::collections::HashMap;

use wasm_bindgen::prelude::*;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};
use yew::NodeRef;

use super::dom::document;
use crate::timeline::palette::Palette;
use crate::timeline::scene::{Anchor, Paint, Scene, Shape};

/// A painter of scenes on a canvas, which keeps what is expensive to make again.
pub struct Painter {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// The hatching with the colour and the ratio it was made for.
    hatch: Option<(&'static str, f64, CanvasPattern)>,
    /// The widths of texts in px, by font and text: measuring one costs more than drawing a bar.
    widths: HashMap<(u32, bool, String), f64>,
}

/// The most widths that are kept.
const MAX_WIDTHS: usize = 4096;

/// Returns whether the browser draws on canvases: some readers forbid it, and where the front page is rendered for the
/// document there is nothing to draw on.
pub fn is_drawable() -> bool {
    let canvas = document().and_then(|document| document.create_element("canvas").ok());
    let canvas = canvas.and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok());
    canvas.is_some_and(|canvas| canvas.get_context("2d").is_ok_and(|context| context.is_some()))
}

impl Painter {
    /// A painter for the canvas of a reference; `None` if there is no canvas or the browser gives no context to draw in.
    pub fn on(node: &NodeRef) -> Option<Painter> {
        Painter::new(node.cast()?)
    }

    /// A painter for a canvas; `None` if the browser gives no context to draw in.
    pub fn new(canvas: HtmlCanvasElement) -> Option<Painter> {
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        // The first use of a context sets it up, and the first text fetches its font: here, and not in the first drawing.
        context.clear_rect(0.0, 0.0, 1.0, 1.0);
        context.set_font(&font(11.0, false));
        let _ = context.measure_text("0");
        Some(Painter { canvas, context, hatch: None, widths: HashMap::new() })
    }

    /// Returns whether the canvas of a reference is there and has another painter than this, or none.
    pub fn is_lacking(painter: &Option<Painter>, node: &NodeRef) -> bool {
        let canvas = node.cast::<HtmlCanvasElement>();
        canvas.is_some_and(|canvas| painter.as_ref().is_none_or(|painter| painter.canvas != canvas))
    }

    /// Draws `scene` in place of what was there, one px of it as `ratio` px of the device.
    pub fn draw(&mut self, scene: &Scene, palette: &Palette, ratio: f64) {
        let (width, height) = ((scene.size.0 * ratio).round() as u32, (scene.size.1 * ratio).round() as u32);
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        // A 2d context refuses these only for numbers that are not finite.
        let _ = self.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        self.context.clear_rect(0.0, 0.0, scene.size.0, scene.size.1);
        self.context.set_text_baseline("middle");
        if self.hatch.as_ref().is_none_or(|(colour, made_for, _)| *colour != palette.held || *made_for != ratio) {
            self.hatch = hatching(&self.context, palette.held, ratio).map(|pattern| (palette.held, ratio, pattern));
        }
        if self.widths.len() > MAX_WIDTHS {
            self.widths.clear();
        }
        let mut pen = Pen {
            context: &self.context,
            palette,
            hatch: self.hatch.as_ref().map(|(.., pattern)| pattern),
            ratio,
            widths: &mut self.widths,
            filled: None,
            stroked: None,
            font: None,
            dashed: true,
        };
        pen.dashes(0.0, 0.0);
        for shape in &scene.shapes {
            pen.shape(shape);
        }
    }
}

fn font(size: f64, mono: bool) -> String {
    let family = match mono {
        true => "ui-monospace, \"DejaVu Sans Mono\", monospace",
        false => "system-ui, \"Noto Sans\", sans-serif",
    };
    format!("{size}px {family}")
}

/// Diagonal lines.
fn hatching(on: &CanvasRenderingContext2d, colour: &str, ratio: f64) -> Option<CanvasPattern> {
    let document = web_sys::window()?.document()?;
    let tile: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let side = 6.0 * ratio;
    tile.set_width(side.round() as u32);
    tile.set_height(side.round() as u32);
    let context: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_stroke_style_str(colour);
    context.set_line_width(ratio);
    context.set_global_alpha(0.55);
    context.begin_path();
    for shift in [-side, 0.0, side] {
        context.move_to(shift, side);
        context.line_to(shift + side, 0.0);
    }
    context.stroke();
    on.create_pattern_with_html_canvas_element(&tile, "repeat").ok()?
}

/// A pen that remembers the settings of its context and does not set them again: every call leaves wasm, and colours and
/// fonts are texts.
struct Pen<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    hatch: Option<&'a CanvasPattern>,
    ratio: f64,
    widths: &'a mut HashMap<(u32, bool, String), f64>,
    filled: Option<Paint>,
    stroked: Option<(Paint, f64)>,
    font: Option<(f64, bool)>,
    dashed: bool,
}

impl Pen<'_> {
    fn fill(&mut self, paint: Paint) {
        if self.filled != Some(paint) {
            self.context.set_fill_style_str(self.palette.colour(paint));
            self.filled = Some(paint);
        }
    }

    fn stroke(&mut self, paint: Paint, width: f64) {
        if self.stroked != Some((paint, width)) {
            self.context.set_stroke_style_str(self.palette.colour(paint));
            self.context.set_line_width(width);
            self.stroked = Some((paint, width));
        }
    }

    fn shape(&mut self, shape: &Shape) {
        let context = self.context;
        match shape {
            Shape::Fill { x, y, w, h, paint } => {
                self.fill(*paint);
                if let Some(opacity) = Palette::opacity(*paint) {
                    context.set_global_alpha(opacity);
                    context.fill_rect(*x, *y, *w, *h);
                    context.set_global_alpha(1.0);
                } else {
                    context.fill_rect(*x, *y, *w, *h);
                }
            }
            Shape::Hatch { x, y, w, h, paint } => self.hatched((*x, *y, *w, *h), *paint),
            Shape::Dotted { x, y, w, h, paint } => {
                self.stroke(*paint, 1.0);
                self.dashes(1.0, 2.0);
                context.stroke_rect(x + 0.5, y + 0.5, (w - 1.0).max(0.0), (h - 1.0).max(0.0));
                self.dashes(0.0, 0.0);
            }
            Shape::Line { x1, y1, x2, y2, paint, dashed } => {
                self.stroke(*paint, 1.0);
                if *dashed {
                    self.dashes(3.0, 3.0);
                }
                context.begin_path();
                context.move_to(x1.round() + 0.5, y1.round() + 0.5);
                context.line_to(x2.round() + 0.5, y2.round() + 0.5);
                context.stroke();
                self.dashes(0.0, 0.0);
            }
            Shape::Path { points, paint } => {
                self.stroke(*paint, 1.5);
                context.begin_path();
                for (x, y) in points {
                    context.line_to(*x, *y);
                }
                context.stroke();
            }
            Shape::Disc { x, y, r, paint } => {
                self.fill(*paint);
                self.circle(*x, *y, *r);
                context.fill();
            }
            Shape::Ring { x, y, r, paint } => {
                self.stroke(*paint, 1.5);
                self.circle(*x, *y, *r);
                context.stroke();
            }
            Shape::Cross { x, y, r, paint } => self.cross(*x, *y, *r, *paint),
            Shape::Diamond { x, y, r, paint } => self.diamond(*x, *y, *r, *paint),
            Shape::Arrow { x1, y1, x2, y2, paint } => self.arrow((*x1, *y1), (*x2, *y2), *paint),
            Shape::Pill { x, y, w, h, text } => self.pill((*x, *y, *w, *h), text),
            Shape::Text { x, y, text, paint, size, mono, anchor, room } => {
                self.text(*x, *y, text, (*paint, *size, *mono), *anchor, *room);
            }
        }
    }

    fn hatched(&mut self, (x, y, w, h): (f64, f64, f64, f64), paint: Paint) {
        let context = self.context;
        if let Some(hatch) = self.hatch {
            context.save();
            // The pattern is drawn in pixels of the device.
            context.set_fill_style_canvas_pattern(hatch);
            let _ = context.scale(1.0 / self.ratio, 1.0 / self.ratio);
            context.fill_rect(x * self.ratio, y * self.ratio, w * self.ratio, h * self.ratio);
            context.restore();
        }
        self.stroke(paint, 1.0);
        context.stroke_rect(x + 0.5, y + 0.5, (w - 1.0).max(0.0), (h - 1.0).max(0.0));
    }

    fn cross(&mut self, x: f64, y: f64, r: f64, paint: Paint) {
        let context = self.context;
        self.stroke(paint, 2.0);
        context.begin_path();
        context.move_to(x - r, y - r);
        context.line_to(x + r, y + r);
        context.move_to(x - r, y + r);
        context.line_to(x + r, y - r);
        context.stroke();
    }

    fn diamond(&mut self, x: f64, y: f64, r: f64, paint: Paint) {
        let context = self.context;
        self.fill(paint);
        context.begin_path();
        context.move_to(x, y - r);
        context.line_to(x + r, y);
        context.line_to(x, y + r);
        context.line_to(x - r, y);
        context.fill();
    }

    fn pill(&mut self, (x, y, w, h): (f64, f64, f64, f64), text: &str) {
        let context = self.context;
        self.fill(Paint::Accent);
        context.begin_path();
        if context.round_rect_with_f64(x, y, w, h, h / 2.0).is_err() {
            context.rect(x, y, w, h);
        }
        context.fill();
        self.text(x + w / 2.0, y + h / 2.0 + 0.5, text, (Paint::OnAccent, 11.0, true), Anchor::Middle, w);
    }

    fn circle(&self, x: f64, y: f64, r: f64) {
        self.context.begin_path();
        // Refused only for a negative radius.
        let _ = self.context.arc(x, y, r, 0.0, std::f64::consts::TAU);
    }

    fn dashes(&mut self, on: f64, off: f64) {
        if on == 0.0 && !self.dashed {
            return;
        }
        self.dashed = on > 0.0;
        let dashes = js_sys::Array::new();
        if on > 0.0 {
            dashes.push(&on.into());
            dashes.push(&off.into());
        }
        // Refused only for numbers that are negative.
        let _ = self.context.set_line_dash(&dashes);
    }

    fn arrow(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        let context = self.context;
        self.stroke(paint, 1.0);
        context.begin_path();
        context.move_to(from.0, from.1);
        context.line_to(to.0, to.1);
        context.stroke();
        let angle = (to.1 - from.1).atan2(to.0 - from.0);
        self.fill(paint);
        context.begin_path();
        context.move_to(to.0, to.1);
        for side in [-0.45, 0.45] {
            let back = angle + std::f64::consts::PI + side;
            context.line_to(to.0 + 7.0 * back.cos(), to.1 + 7.0 * back.sin());
        }
        context.fill();
    }

    fn text(&mut self, x: f64, y: f64, text: &str, (paint, size, mono): (Paint, f64, bool), anchor: Anchor, room: f64) {
        let context = self.context;
        self.fill(paint);
        if self.font != Some((size, mono)) {
            context.set_font(&font(size, mono));
            self.font = Some((size, mono));
        }
        context.set_text_align(match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "center",
            Anchor::End => "end",
        });
        // Writing refuses only coordinates that are not finite.
        let _ = match self.width(text) <= room {
            true => context.fill_text(text, x, y),
            false => context.fill_text(&self.cut(text, room), x, y),
        };
    }

    /// The width of a text in the present font, in px.
    fn width(&mut self, text: &str) -> f64 {
        let (size, mono) = self.font.unwrap_or_default();
        let key = ((size * 10.0) as u32, mono, text.to_string());
        let context = self.context;
        *self.widths.entry(key).or_insert_with(|| context.measure_text(text).map_or(0.0, |metrics| metrics.width()))
    }

    /// The text, cut with an ellipsis to fit.
    fn cut(&mut self, text: &str, room: f64) -> String {
        let chars: Vec<char> = text.chars().collect();
        // The longest beginning that fits, by halving.
        let (mut fits, mut too_long) = (0, chars.len());
        while fits + 1 < too_long {
            let middle = (fits + too_long) / 2;
            let cut: String = chars[..middle].iter().collect();
            if self.width(&format!("{cut}…")) <= room { fits = middle } else { too_long = middle }
        }
        let cut: String = chars[..fits].iter().collect();
        format!("{cut}…")
    }
}
