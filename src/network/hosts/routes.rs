//! Routes of a host: a method and a path, and the answer that is stated for them.

use super::ordered_json::{Map, Value};
use super::table_reader::{Placed, TableError, TableFault, Wanted};
use super::wire::http_answer::HttpAnswer;
use super::wire::http_request::HttpRequest;
use crate::changes::NewLength;
use crate::clock::Micros;

const FIELDS: &[&str] = &["body", "headers", "parts", "pause_ms", "status", "thinking_ms", "type"];

/// The time between two parts of a body where none is stated.
const PAUSE: Micros = Micros::from_millis(100);

/// A method, a path and an answer.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method; without one it is for GET and HEAD.
    method: Option<String>,
    /// The parts of the path: a name in braces takes any one part, and a star at the end takes all that are left.
    segments: Vec<String>,
    status: u16,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    body: RouteBody,
    thinking: Option<Micros>,
}

#[derive(Clone, Debug)]
enum RouteBody {
    Whole(Value),
    /// Parts that are sent one after the other, with a pause before each but the first.
    Parts(Vec<Value>, Micros),
}

pub(super) fn read_route(name: &str, value: &Placed<'_>) -> Result<Route, TableError> {
    let (method, path) = match name.split_once(' ') {
        Some((method, path)) => (Some(method), path.trim()),
        None => (None, name),
    };
    let is_method = method.is_none_or(|method| !method.is_empty() && method.bytes().all(|b| b.is_ascii_uppercase()));
    if !is_method || !path.starts_with('/') || path.contains(['?', '#', ' ']) {
        return value.wants(Wanted::Route);
    }
    let fields = value.fields(FIELDS)?;
    if fields.get("body").is_some() && fields.get("parts").is_some() {
        return fields.fault(TableFault::NotBoth("body", "parts"));
    }
    let body = match fields.get("parts") {
        None => RouteBody::Whole(fields.get("body").map_or(Value::Null, |body| body.value.clone())),
        Some(parts) => {
            let parts = parts.list()?.into_iter().map(|part| part.value.clone()).collect();
            RouteBody::Parts(parts, fields.millis("pause_ms", PAUSE)?)
        }
    };
    let mut headers = Vec::new();
    for (name, value) in fields.get("headers").map(|value| value.any_fields()).transpose()?.iter().flat_map(|f| f.all())
    {
        headers.push((name.to_string(), value.text()?.to_string()));
    }
    Ok(Route {
        method: method.map(str::to_string),
        segments: path[1..].split('/').map(str::to_string).collect(),
        status: fields.get("status").map_or(Ok(200), |status| status.status())?,
        content_type: fields.get("type").map(|value| value.text()).transpose()?.map(str::to_string),
        headers,
        body,
        thinking: fields.get("thinking_ms").map(|value| value.millis()).transpose()?,
    })
}

impl Route {
    /// A number that is the less the more the path says.
    pub(super) fn vagueness(&self) -> (bool, usize, usize) {
        let is_open = self.segments.last().is_some_and(|last| last == "*");
        let named = self.segments.iter().filter(|segment| segment.starts_with('{')).count();
        (is_open, named, usize::MAX - self.segments.len())
    }

    /// The values of the names in the path, if it is that of the request.
    fn values(&self, path: &str) -> Option<Vec<(&str, String)>> {
        let mut asked = path.strip_prefix('/')?.split('/');
        let mut values = Vec::new();
        for segment in &self.segments {
            if segment == "*" {
                return Some(values);
            }
            let part = asked.next()?;
            match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) if !part.is_empty() => values.push((name, super::wire::http_request::decoded(part, false))),
                Some(_) => return None,
                None if part == segment => {}
                None => return None,
            }
        }
        asked.next().is_none().then_some(values)
    }

    /// Changes how long the answers take, and the pauses in them.
    pub(super) fn change(&mut self, length: NewLength) {
        self.thinking = self.thinking.map(|thinking| length.of(thinking));
        if let (RouteBody::Parts(_, pause), NewLength::Factor(_)) = (&mut self.body, length) {
            *pause = length.of(*pause);
        }
    }

    fn takes_method(&self, method: &str) -> bool {
        match &self.method {
            Some(own) => own == method || own == "GET" && method == "HEAD",
            None => matches!(method, "GET" | "HEAD"),
        }
    }

    fn answer(&self, values: &[(&str, String)]) -> HttpAnswer {
        let mut answer = match &self.body {
            RouteBody::Whole(Value::Null) => HttpAnswer::empty(self.status),
            RouteBody::Whole(Value::String(text)) => {
                let is_page = text.trim_start().starts_with('<');
                let kind = if is_page { "text/html; charset=utf-8" } else { "text/plain; charset=utf-8" };
                HttpAnswer::text(self.status, kind, &filled(text, values))
            }
            RouteBody::Whole(value) => HttpAnswer::json(self.status, &filled_value(value, values)),
            RouteBody::Parts(parts, pause) => {
                let text = |part: &Value| match part {
                    Value::String(text) => filled(text, values),
                    value => format!("{}\n", filled_value(value, values)),
                };
                let parts = parts.iter().enumerate();
                let parts =
                    parts.map(|(i, part)| (if i == 0 { Micros::ZERO } else { *pause }, text(part).into_bytes()));
                HttpAnswer::parts(self.status, "text/plain; charset=utf-8", parts.collect())
            }
        };
        if let Some(kind) = &self.content_type {
            answer.set_header("Content-Type", kind);
        }
        for (name, value) in &self.headers {
            answer.set_header(name, value);
        }
        answer.thinking = self.thinking;
        answer
    }
}

/// The answer that the routes of a host state for a request; `None` if none of them is for its path.
pub(super) fn routed(routes: &[Route], request: &HttpRequest) -> Option<HttpAnswer> {
    let mut other_methods = Vec::new();
    for route in routes {
        let Some(values) = route.values(&request.path) else { continue };
        if route.takes_method(&request.method) {
            return Some(route.answer(&values));
        }
        other_methods.push(route.method.as_deref().unwrap_or("GET"));
    }
    (!other_methods.is_empty()).then(|| {
        let mut answer = HttpAnswer::text(405, "text/plain; charset=utf-8", "405: Method Not Allowed");
        answer.set_header("Allow", &other_methods.join(", "));
        answer
    })
}

fn filled(text: &str, values: &[(&str, String)]) -> String {
    let mut text = text.to_string();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

fn filled_value(value: &Value, values: &[(&str, String)]) -> Value {
    match value {
        Value::String(text) => Value::String(filled(text, values)),
        Value::Array(items) => items.iter().map(|item| filled_value(item, values)).collect(),
        Value::Object(map) => {
            map.iter().map(|(name, value)| (name.to_string(), filled_value(value, values))).collect::<Map>().into()
        }
        other => other.clone(),
    }
}
