//! The division of the page among the panes by the reader, as this device remembers it.

/// A line between two panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Between the program and the rest.
    Code,
    /// Between the timeline and what lies below it.
    Timeline,
    /// Between the console and the inspector.
    Console,
}

impl Split {
    /// All of them.
    pub const ALL: [Split; 3] = [Split::Code, Split::Timeline, Split::Console];

    /// The line's name on the device and in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Split::Code => "code",
            Split::Timeline => "timeline",
            Split::Console => "console",
        }
    }
}

/// The share of the first of two panes in their room, from 0 to 1, where the reader has chosen one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Panes {
    shares: [Option<f64>; 3],
}

impl Panes {
    /// The name of the shares on the device.
    pub const KEY: &'static str = "loopline.panes";

    /// Reads what [`Self::kept`] wrote. Whatever is no share of a known line is passed over, so any text can be read.
    pub fn read(kept: &str) -> Panes {
        let mut panes = Panes::default();
        for word in kept.split_whitespace().take(Split::ALL.len()) {
            let Some((name, share)) = word.split_once('=') else { continue };
            let split = Split::ALL.into_iter().find(|split| split.name() == name);
            if let (Some(split), Ok(share)) = (split, share.parse::<f64>()) {
                panes = panes.with(split, Some(share).filter(|share| share.is_finite()));
            }
        }
        panes
    }

    /// The text that the device is to remember.
    pub fn kept(&self) -> String {
        let words = Split::ALL.into_iter().filter_map(|split| {
            let share = self.share(split)?;
            Some(format!("{}={share:.3}", split.name()))
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The share of the first pane at a line.
    pub fn share(&self, split: Split) -> Option<f64> {
        self.shares[split as usize]
    }

    /// With another share at a line; `None` leaves it to the style sheet.
    #[must_use]
    pub fn with(mut self, split: Split, share: Option<f64>) -> Panes {
        self.shares[split as usize] = share.map(|share| share.clamp(0.0, 1.0));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let panes = Panes::default().with(Split::Code, Some(0.25)).with(Split::Console, Some(1.5));
        assert_eq!(panes.kept(), "code=0.250 console=1.000");
        assert_eq!(Panes::read(&panes.kept()), panes);
        assert_eq!(panes.with(Split::Code, None).kept(), "console=1.000");
    }

    #[test]
    fn any_text_can_be_read() {
        for text in ["", "=", "code", "code=", "code=x", "other=0.5", "code=NaN timeline=inf", "\u{0} = = ="] {
            assert_eq!(Panes::read(text), Panes::default(), "{text}");
        }
        assert_eq!(Panes::read("code=-3").share(Split::Code), Some(0.0));
    }
}
