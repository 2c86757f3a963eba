//! Addresses: `#/` is the front page, `#/demo/ID?name=value&...` a demo with the parameters that differ,
//! `variant=all` all of its variants side by side.

use super::compare::comparable;
use crate::demos::{Args, Demo, Refused, find};

/// The variant that stands for all of them, side by side.
const ALL: &str = "all";

/// What an address names.
#[derive(Clone, Debug)]
pub enum Route {
    /// The front page.
    Front,
    /// A demo.
    Demo(&'static Demo),
    /// No demo of this name.
    Unknown(String),
}

impl PartialEq for Route {
    fn eq(&self, other: &Route) -> bool {
        match (self, other) {
            (Route::Front, Route::Front) => true,
            (Route::Demo(demo), Route::Demo(other)) => demo.id == other.id,
            (Route::Unknown(name), Route::Unknown(other)) => name == other,
            (Route::Front | Route::Demo(_) | Route::Unknown(_), _) => false,
        }
    }
}

/// An address read: the route, the parameters, and those that were refused (the demo then keeps its own value).
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// What to show.
    pub route: Route,
    /// The demo's parameters; `None` on other pages.
    pub args: Option<Args>,
    /// What was refused, in the order of the address.
    pub refused: Vec<Refused>,
    /// `variant=all`: the demo's runs are compared.
    pub comparing: bool,
}

/// Reads the part after the `#`. Any text is an address: what names nothing is [`Route::Unknown`].
pub fn read(hash: &str) -> Address {
    let hash = hash.trim_start_matches('#').trim_start_matches('/');
    let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
    let front = Address { route: Route::Front, args: None, refused: Vec::new(), comparing: false };
    if path.is_empty() {
        return front;
    }
    let id = path.strip_prefix("demo/").unwrap_or(path).trim_end_matches('/');
    let Some(demo) = find(id) else {
        return Address { route: Route::Unknown(decode(id)), ..front };
    };
    let mut args = Args::defaults(demo);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut comparing = false;
    let refused = pairs.filter_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if name == "variant" && value == ALL && comparable(demo) {
            comparing = true;
            return None;
        }
        args.set(demo, &decode(name), &decode(value)).err()
    });
    let refused = refused.collect();
    Address { route: Route::Demo(demo), args: Some(args), refused, comparing }
}

/// The address of a demo with its parameters, from the `#` on.
pub fn write(demo: &Demo, args: &Args, comparing: bool) -> String {
    let mut changed = args.changed(demo);
    if comparing {
        changed.retain(|(name, _)| name != "variant");
        changed.insert(0, ("variant".into(), ALL.into()));
    }
    let changed: Vec<String> = changed.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if changed.is_empty() { String::new() } else { format!("?{}", changed.join("&")) };
    format!("#/demo/{}{query}", demo.id)
}

/// Undoes percent encoding; what is not valid stands as it is, cut at 100 characters since it is shown.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let pair: Option<u8> = (byte == b'%')
            .then(|| rest.clone().take(2).map(char::from).collect::<String>())
            .and_then(|hex| (hex.len() == 2).then(|| u8::from_str_radix(&hex, 16).ok()).flatten());
        match pair {
            Some(value) => {
                bytes.push(value);
                rest.nth(1);
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).chars().take(100).collect()
}
