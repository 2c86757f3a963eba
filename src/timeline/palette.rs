//! The colours: LOOK's tokens and eight lane hues, for both themes. `static/style.css` has the same.

use super::scene::Paint;

/// The colours of a theme, as `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the tokens")]
pub struct Palette {
    pub panel: &'static str,
    pub line: &'static str,
    pub faint_line: &'static str,
    pub text: &'static str,
    pub muted: &'static str,
    pub accent: &'static str,
    pub on_accent: &'static str,
    pub accent_wash: &'static str,
    pub good: &'static str,
    pub held: &'static str,
    pub failed: &'static str,
    /// Colours of the lanes, distinct for colour-blind readers; the ninth task starts again.
    pub lanes: [&'static str; 8],
}

/// The light theme: dark on light.
pub const LIGHT: Palette = Palette {
    panel: "#FFFFFF",
    line: "#E4E4E0",
    faint_line: "#EFEFEC",
    text: "#1C1C1A",
    muted: "#686862",
    accent: "#4453D6",
    on_accent: "#FFFFFF",
    accent_wash: "#ECEEFC",
    good: "#2F8F5B",
    held: "#A0650F",
    failed: "#C2413B",
    lanes: ["#55554F", "#2F6BD0", "#A85A0C", "#0F7A66", "#A23B8F", "#6A4FC4", "#7A6200", "#B23A55"],
};

/// The dark theme: light on dark.
pub const DARK: Palette = Palette {
    panel: "#16171A",
    line: "#2A2C31",
    faint_line: "#202226",
    text: "#E9E9E7",
    muted: "#A0A2A9",
    accent: "#8E99FF",
    on_accent: "#0F1012",
    accent_wash: "#23264A",
    good: "#5CC08B",
    held: "#E0A84A",
    failed: "#F07A73",
    lanes: ["#B5B6BA", "#74A7F7", "#F0A45D", "#4FC3AC", "#E58AD3", "#B29CFF", "#D6BF4E", "#F58BA0"],
};

/// The colours of whatever theme the page has: the tokens of `static/style.css`, for a picture that is part of the document.
pub const TOKENS: Palette = Palette {
    panel: "var(--panel)",
    line: "var(--line)",
    faint_line: "var(--line-faint)",
    text: "var(--text)",
    muted: "var(--muted)",
    accent: "var(--accent)",
    on_accent: "var(--on-accent)",
    accent_wash: "var(--accent-wash)",
    good: "var(--good)",
    held: "var(--held)",
    failed: "var(--failed)",
    lanes: [
        "var(--lane-0)",
        "var(--lane-1)",
        "var(--lane-2)",
        "var(--lane-3)",
        "var(--lane-4)",
        "var(--lane-5)",
        "var(--lane-6)",
        "var(--lane-7)",
    ],
};

/// Share of a lane's colour in its soft fill, from 0 to 1.
const SOFT_OPACITY: f64 = 0.16;

/// Share of the background in a veil, from 0 to 1: what lies under it can still be read.
const VEIL_OPACITY: f64 = 0.6;

impl Palette {
    /// The opacity with which a paint's colour is drawn; `None` for a colour that covers what lies under it.
    pub fn opacity(paint: Paint) -> Option<f64> {
        match paint {
            Paint::Soft(_) => Some(SOFT_OPACITY),
            Paint::Veil => Some(VEIL_OPACITY),
            _ => None,
        }
    }

    /// A paint's colour. A soft fill is the lane's own colour, a veil that of the background, to be drawn with
    /// [`opacity`](Palette::opacity).
    pub fn colour(&self, paint: Paint) -> &'static str {
        match paint {
            Paint::Lane(i) | Paint::Soft(i) => self.lanes[usize::from(i) % self.lanes.len()],
            Paint::Held => self.held,
            Paint::Good => self.good,
            Paint::Failed => self.failed,
            Paint::Accent => self.accent,
            Paint::Wash => self.accent_wash,
            Paint::OnAccent => self.on_accent,
            Paint::Text => self.text,
            Paint::Muted => self.muted,
            Paint::Line => self.line,
            Paint::Faint => self.faint_line,
            Paint::Panel | Paint::Veil => self.panel,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channels(colour: &str) -> [f64; 3] {
        let channel = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        [channel(1), channel(3), channel(5)]
    }

    /// WCAG's relative luminance and contrast.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let luminance = |rgb: [f64; 3]| {
            let [r, g, b] = rgb.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn mixed(colour: &str, share: f64, behind: &str) -> [f64; 3] {
        let (front, back) = (channels(colour), channels(behind));
        std::array::from_fn(|i| front[i] * share + back[i] * (1.0 - share))
    }

    #[test]
    fn every_text_stands_out_by_four_and_a_half_and_every_mark_by_three() {
        for palette in [LIGHT, DARK] {
            let panel = channels(palette.panel);
            for text in [palette.text, palette.muted, palette.accent].into_iter().chain(palette.lanes) {
                assert!(contrast(channels(text), panel) >= 4.5, "{text} on the panel");
            }
            for mark in [palette.good, palette.held, palette.failed] {
                assert!(contrast(channels(mark), panel) >= 3.0, "{mark} on the panel");
            }
            assert!(contrast(channels(palette.held), panel) >= 4.5, "the reason of a wait is text");
            assert!(contrast(channels(palette.on_accent), channels(palette.accent)) >= 4.5);
            for lane in palette.lanes {
                let soft = mixed(lane, SOFT_OPACITY, palette.panel);
                assert!(contrast(channels(palette.text), soft) >= 4.5, "text on the soft {lane}");
                assert!(contrast(channels(palette.muted), soft) >= 4.0, "a reason on the soft {lane}");
                assert!(contrast(channels(lane), soft) >= 3.0, "a step on the soft {lane}");
            }
        }
    }

    #[test]
    fn the_style_sheet_has_the_same_colours() {
        let css = include_str!("../../static/style.css");
        let colours = |palette: Palette| {
            let Palette {
                panel,
                line,
                faint_line,
                text,
                muted,
                accent,
                on_accent,
                accent_wash,
                good,
                held,
                failed,
                ..
            } = palette;
            [panel, line, faint_line, text, muted, accent, on_accent, accent_wash, good, held, failed]
        };
        let tokens = colours(TOKENS).into_iter().chain(TOKENS.lanes);
        let light = colours(LIGHT).into_iter().chain(LIGHT.lanes);
        let dark = colours(DARK).into_iter().chain(DARK.lanes);
        for ((token, light), dark) in tokens.zip(light).zip(dark) {
            let name = token.strip_prefix("var(").and_then(|token| token.strip_suffix(")")).unwrap();
            assert!(css.contains(&format!("{name}: light-dark({light}, {dark});")), "{name}");
        }
    }
}
