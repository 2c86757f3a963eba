//! Draws a scene on a canvas.

use wasm_bindgen::prelude::*;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

use crate::timeline::palette::{Palette, SOFT};
use crate::timeline::scene::{Anchor, Paint, Scene, Shape};

/// Draws `scene`, one px of it as `ratio` px of the device. Nothing is drawn where there is no canvas to draw on.
pub fn draw(canvas: &HtmlCanvasElement, scene: &Scene, palette: &Palette, ratio: f64) {
    let context =
        canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    let Some(context) = context else { return };
    let (width, height) = ((scene.size.0 * ratio).round() as u32, (scene.size.1 * ratio).round() as u32);
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let pen = Pen { context, palette, hatch: None, ratio };
    // A 2d context refuses these only for numbers that are not finite.
    let _ = pen.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    pen.context.clear_rect(0.0, 0.0, scene.size.0, scene.size.1);
    let pen = Pen { hatch: pen.hatching(), ..pen };
    for shape in &scene.shapes {
        pen.shape(shape);
    }
}

struct Pen<'a> {
    context: CanvasRenderingContext2d,
    palette: &'a Palette,
    hatch: Option<CanvasPattern>,
    ratio: f64,
}

impl Pen<'_> {
    fn fill(&self, paint: Paint) {
        self.context.set_fill_style_str(self.palette.colour(paint));
    }

    fn stroke(&self, paint: Paint, width: f64) {
        self.context.set_stroke_style_str(self.palette.colour(paint));
        self.context.set_line_width(width);
    }

    /// Diagonal lines, made once a drawing.
    fn hatching(&self) -> Option<CanvasPattern> {
        let document = web_sys::window()?.document()?;
        let tile: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let side = 6.0 * self.ratio;
        tile.set_width(side.round() as u32);
        tile.set_height(side.round() as u32);
        let context: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
        context.set_stroke_style_str(self.palette.held);
        context.set_line_width(self.ratio);
        context.set_global_alpha(0.55);
        context.begin_path();
        for shift in [-side, 0.0, side] {
            context.move_to(shift, side);
            context.line_to(shift + side, 0.0);
        }
        context.stroke();
        let pattern = self.context.create_pattern_with_html_canvas_element(&tile, "repeat").ok()??;
        Some(pattern)
    }

    fn shape(&self, shape: &Shape) {
        let context = &self.context;
        match shape {
            Shape::Fill { x, y, w, h, paint } => {
                self.fill(*paint);
                if matches!(paint, Paint::Soft(_)) {
                    context.set_global_alpha(SOFT);
                    context.fill_rect(*x, *y, *w, *h);
                    context.set_global_alpha(1.0);
                } else {
                    context.fill_rect(*x, *y, *w, *h);
                }
            }
            Shape::Hatch { x, y, w, h, paint } => {
                if let Some(hatch) = &self.hatch {
                    context.save();
                    // The pattern is drawn in pixels of the device.
                    context.set_fill_style_canvas_pattern(hatch);
                    let _ = context.scale(1.0 / self.ratio, 1.0 / self.ratio);
                    context.fill_rect(x * self.ratio, y * self.ratio, w * self.ratio, h * self.ratio);
                    context.restore();
                }
                self.stroke(*paint, 1.0);
                context.stroke_rect(x + 0.5, y + 0.5, (w - 1.0).max(0.0), (h - 1.0).max(0.0));
            }
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
            Shape::Cross { x, y, r, paint } => {
                self.stroke(*paint, 2.0);
                context.begin_path();
                context.move_to(x - r, y - r);
                context.line_to(x + r, y + r);
                context.move_to(x - r, y + r);
                context.line_to(x + r, y - r);
                context.stroke();
            }
            Shape::Diamond { x, y, r, paint } => {
                self.fill(*paint);
                context.begin_path();
                context.move_to(*x, y - r);
                context.line_to(x + r, *y);
                context.line_to(*x, y + r);
                context.line_to(x - r, *y);
                context.fill();
            }
            Shape::Arrow { x1, y1, x2, y2, paint } => self.arrow((*x1, *y1), (*x2, *y2), *paint),
            Shape::Pill { x, y, w, h, text } => {
                self.fill(Paint::Accent);
                context.begin_path();
                if context.round_rect_with_f64(*x, *y, *w, *h, h / 2.0).is_err() {
                    context.rect(*x, *y, *w, *h);
                }
                context.fill();
                self.text(x + w / 2.0, y + h / 2.0 + 0.5, text, (Paint::OnAccent, 11.0, true), Anchor::Middle, *w);
            }
            Shape::Text { x, y, text, paint, size, mono, anchor, room } => {
                self.text(*x, *y, text, (*paint, *size, *mono), *anchor, *room);
            }
        }
    }

    fn circle(&self, x: f64, y: f64, r: f64) {
        self.context.begin_path();
        // Refused only for a negative radius.
        let _ = self.context.arc(x, y, r, 0.0, std::f64::consts::TAU);
    }

    fn dashes(&self, on: f64, off: f64) {
        let dashes = js_sys::Array::new();
        if on > 0.0 {
            dashes.push(&on.into());
            dashes.push(&off.into());
        }
        // Refused only for numbers that are negative.
        let _ = self.context.set_line_dash(&dashes);
    }

    fn arrow(&self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        let context = &self.context;
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

    fn text(&self, x: f64, y: f64, text: &str, (paint, size, mono): (Paint, f64, bool), anchor: Anchor, room: f64) {
        let context = &self.context;
        self.fill(paint);
        let family =
            if mono { "ui-monospace, \"DejaVu Sans Mono\", monospace" } else { "system-ui, \"Noto Sans\", sans-serif" };
        context.set_font(&format!("{size}px {family}"));
        context.set_text_baseline("middle");
        context.set_text_align(match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "center",
            Anchor::End => "end",
        });
        // Writing refuses only coordinates that are not finite.
        let _ = context.fill_text(&self.cut(text, room), x, y);
    }

    /// The text, cut with an ellipsis to fit.
    fn cut(&self, text: &str, room: f64) -> String {
        let width = |text: &str| self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        if width(text) <= room {
            return text.to_string();
        }
        let chars: Vec<char> = text.chars().collect();
        // The longest beginning that fits, by halving.
        let (mut fits, mut too_long) = (0, chars.len());
        while fits + 1 < too_long {
            let middle = (fits + too_long) / 2;
            let cut: String = chars[..middle].iter().collect();
            if width(&format!("{cut}…")) <= room { fits = middle } else { too_long = middle }
        }
        let cut: String = chars[..fits].iter().collect();
        format!("{cut}…")
    }
}
