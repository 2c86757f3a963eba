//! The way of a playhead over a picture that moves.

/// The way of a playhead, which uncovers a picture and then leaves it whole for the rest of a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sweep {
    /// The first moment, in px from the left.
    pub left: f64,
    /// The last moment, in px from the left.
    pub right: f64,
    /// The upper end of the playhead, in px from above.
    pub top: f64,
    /// The duration of a round, in seconds.
    pub seconds: f64,
}
