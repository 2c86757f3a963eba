//! Settings: the language and the colours of the page.

use crate::i18n::Lang;

/// Colours of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The colours of the reader's system.
    System,
}

impl Theme {
    /// The theme's name in storage and in the page's `data-theme`.
    pub fn id(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::System => "system",
        }
    }

    /// The theme of a name; the system's for any other text.
    pub fn of(id: &str) -> Theme {
        match id {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        }
    }
}

/// The reader's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
}

/// An action on the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsAction {
    /// Another language.
    Lang(Lang),
    /// Other colours.
    Theme(Theme),
}

impl Settings {
    /// The settings after an action.
    pub fn reduce(self, action: SettingsAction) -> Settings {
        match action {
            SettingsAction::Lang(lang) => Settings { lang, ..self },
            SettingsAction::Theme(theme) => Settings { theme, ..self },
        }
    }
}
