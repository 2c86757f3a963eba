//! The values a demo runs with: from a URL, a slider or the command line, checked once.

use super::{Demo, Quantity};

/// The reason why a value was refused. The page and the command line say it in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// No parameter has this name.
    Unknown(String),
    /// The text, which follows, is not a number.
    NotANumber(String, String),
    /// The number lies below the smallest or above the largest value, which follow.
    OutOfRange(String, f64, f64, f64),
    /// No variant has this name.
    UnknownVariant(String),
}

impl Refused {
    /// Returns the parameter's name as it was given; `variant` for a variant.
    pub fn name(&self) -> &str {
        match self {
            Refused::Unknown(name) | Refused::NotANumber(name, _) | Refused::OutOfRange(name, ..) => name,
            Refused::UnknownVariant(_) => "variant",
        }
    }
}

/// A demo's parameters and variant, all within their limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Args {
    variant: usize,
    values: Vec<(&'static str, f64)>,
}

impl Args {
    /// Returns the values that a demo starts with.
    pub fn defaults(demo: &Demo) -> Args {
        Args { variant: 0, values: demo.params.iter().map(|param| (param.id, param.default)).collect() }
    }

    /// Sets `variant`, or a parameter from text. A decimal comma is accepted. Nothing changes when it is refused.
    pub fn set(&mut self, demo: &Demo, name: &str, text: &str) -> Result<(), Refused> {
        if name == "variant" && !demo.variants.is_empty() {
            let found = demo.variants.iter().position(|variant| variant.id == text);
            self.variant = found.ok_or_else(|| Refused::UnknownVariant(text.into()))?;
            return Ok(());
        }
        let Some(index) = demo.params.iter().position(|param| param.id == name) else {
            return Err(Refused::Unknown(name.into()));
        };
        let param = &demo.params[index];
        let number = text.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
        let number = number.ok_or_else(|| Refused::NotANumber(name.into(), text.into()))?;
        if number < param.min || number > param.max {
            return Err(Refused::OutOfRange(name.into(), number, param.min, param.max));
        }
        self.values[index].1 = match param.quantity {
            Quantity::Seconds => (number * 1000.0).round() / 1000.0,
            Quantity::Count => number.round(),
        };
        Ok(())
    }

    /// Chooses a variant by its place. Past the end it is the last.
    pub fn with_variant(mut self, demo: &Demo, index: usize) -> Args {
        self.variant = index.min(demo.variants.len().saturating_sub(1));
        self
    }

    /// Returns the place of the variant that runs among the demo's; 0 if there are none.
    pub fn variant(&self) -> usize {
        self.variant
    }

    /// Returns a parameter by its id. Panics for an id that the demo does not declare: a mistake in the demo.
    pub fn number(&self, id: &str) -> f64 {
        let found = self.values.iter().find(|(name, _)| *name == id);
        found.unwrap_or_else(|| panic!("the demo declares no parameter `{id}`")).1
    }

    /// Returns a parameter in seconds.
    pub fn seconds(&self, id: &str) -> f64 {
        self.number(id)
    }

    /// Returns a parameter as a whole number.
    pub fn count(&self, id: &str) -> usize {
        self.number(id) as usize
    }

    /// Returns what differs from the defaults, as `name=value` pairs for a URL: empty if nothing does.
    pub fn changed(&self, demo: &Demo) -> Vec<(String, String)> {
        let variant = (self.variant != 0).then(|| ("variant".into(), demo.variants[self.variant].id.into()));
        let values = self.values.iter().zip(demo.params).filter(|((_, value), param)| *value != param.default);
        variant.into_iter().chain(values.map(|((id, value), _)| (id.to_string(), value.to_string()))).collect()
    }
}
