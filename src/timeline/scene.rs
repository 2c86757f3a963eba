//! Elements of a picture, without colours or a canvas.

/// A colour by its meaning; palette and theme give the colour itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// A task's own colour, 0 to 7.
    Lane(u8),
    /// A task's colour as a soft fill.
    Soft(u8),
    /// Waiting for something that another task holds.
    Held,
    /// Finished.
    Good,
    /// Failed.
    Failed,
    /// The playhead, wakes, resources.
    Accent,
    /// A soft fill of the accent.
    Wash,
    /// Marks on the accent.
    OnAccent,
    /// Text.
    Text,
    /// Quieter text and marks.
    Muted,
    /// Hairlines.
    Line,
    /// Fainter hairlines.
    Faint,
    /// Background.
    Panel,
    /// Background through which what lies under it can be seen, faintly.
    Veil,
}

/// Alignment of a text to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred at the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// Element of a picture. Coordinates are pixels of the page from the picture's upper left; later shapes lie above
/// earlier ones.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "coordinates are in px")]
pub enum Shape {
    /// A filled rectangle.
    Fill { x: f64, y: f64, w: f64, h: f64, paint: Paint },
    /// Hatched and outlined: held.
    Hatch { x: f64, y: f64, w: f64, h: f64, paint: Paint },
    /// A dotted outline: ready.
    Dotted { x: f64, y: f64, w: f64, h: f64, paint: Paint },
    /// A straight line, one px wide; dashed or not.
    Line { x1: f64, y1: f64, x2: f64, y2: f64, paint: Paint, dashed: bool },
    /// A path through points, two px wide.
    Path { points: Vec<(f64, f64)>, paint: Paint },
    /// A disc: finished.
    Disc { x: f64, y: f64, r: f64, paint: Paint },
    /// A ring: a resource.
    Ring { x: f64, y: f64, r: f64, paint: Paint },
    /// A diagonal cross: cancelled.
    Cross { x: f64, y: f64, r: f64, paint: Paint },
    /// A square on its corner: failed.
    Diamond { x: f64, y: f64, r: f64, paint: Paint },
    /// An arrow from the lane of the waker to the lane of the woken task.
    Arrow { x1: f64, y1: f64, x2: f64, y2: f64, paint: Paint },
    /// A pill with text: the playhead's time.
    Pill { x: f64, y: f64, w: f64, h: f64, text: String },
    /// A text on its middle line, cut with an ellipsis at `room` px.
    Text { x: f64, y: f64, text: String, paint: Paint, size: f64, mono: bool, anchor: Anchor, room: f64 },
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Size in px: width and height.
    pub size: (f64, f64),
    /// Shapes in the order in which they are drawn.
    pub shapes: Vec<Shape>,
}

impl Scene {
    /// Returns the same picture with a background of its own, for use outside the page.
    pub fn on_panel(mut self) -> Scene {
        let (w, h) = self.size;
        self.shapes.insert(0, Shape::Fill { x: 0.0, y: 0.0, w, h, paint: Paint::Panel });
        self
    }
}
