//! Collections of objects at a host: lists with filters, objects by number, and changes that are answered and not kept.

use serde_json::json;

use super::http_server::RequestContext;
use super::ordered_json::{Map, Value};
use super::wire::http_answer::HttpAnswer;
use super::wire::http_request::form;

pub(super) fn answer(asked: &RequestContext<'_>) -> HttpAnswer {
    let request = asked.request;
    let collections = &asked.site.entry.collections;
    let mut parts = request.path.trim_matches('/').split('/');
    let name = parts.next().unwrap_or_default();
    if name.is_empty() {
        let names: Vec<&str> = collections.keys().map(String::as_str).collect();
        return HttpAnswer::pretty_json(200, &json!({ "invented": true, "collections": names }));
    }
    let Some(items) = collections.get(name) else { return missing() };
    let Some(number) = parts.next() else {
        return match request.method.as_str() {
            "GET" | "HEAD" => HttpAnswer::pretty_json(200, &Value::Array(filtered(items, &request.query))),
            "POST" => added(asked, name, items),
            _ => missing(),
        };
    };
    let Some(item) = items.iter().find(|item| item["id"].as_u64().is_some_and(|id| id.to_string() == number)) else {
        return missing();
    };
    if let Some(inner) = parts.next() {
        // `/posts/1/comments` are the comments with a `postId` of 1.
        let Some(inner) = collections.get(inner).filter(|_| parts.next().is_none()) else { return missing() };
        let key = format!("{}Id", name.strip_suffix('s').unwrap_or(name));
        return HttpAnswer::pretty_json(200, &Value::Array(filtered(inner, &[(key, number.to_string())])));
    }
    match request.method.as_str() {
        "GET" | "HEAD" => HttpAnswer::pretty_json(200, item),
        "PUT" | "PATCH" => {
            let mut changed = if request.method == "PATCH" { item.clone() } else { Map::default().into() };
            if let Some(object) = changed.as_object_mut() {
                object.extend(sent(asked));
                object.insert("id", item["id"].clone());
            }
            HttpAnswer::pretty_json(200, &changed)
        }
        "DELETE" => HttpAnswer::pretty_json(200, &json!({})),
        _ => missing(),
    }
}

fn missing() -> HttpAnswer {
    HttpAnswer::pretty_json(404, &json!({}))
}

fn filtered(items: &[Value], query: &[(String, String)]) -> Vec<Value> {
    let limit = query.iter().find(|(name, _)| name == "_limit").and_then(|(_, value)| value.parse().ok());
    let matches = |item: &&Value| {
        query.iter().filter(|(name, _)| !name.starts_with('_')).all(|(name, wanted)| match item.get(name) {
            Some(Value::String(text)) => text == wanted,
            Some(value) => serde_json::from_str(wanted).is_ok_and(|wanted: Value| wanted == *value),
            None => false,
        })
    };
    items.iter().filter(matches).take(limit.unwrap_or(usize::MAX)).cloned().collect()
}

fn added(asked: &RequestContext<'_>, name: &str, items: &[Value]) -> HttpAnswer {
    let mut added = asked.site.added.borrow_mut();
    let last = items.iter().filter_map(|item| item["id"].as_u64()).max().unwrap_or(0);
    let number = added.entry(name.into()).or_insert(last);
    *number += 1;
    let mut object = sent(asked);
    object.insert("id", (*number).into());
    let mut answer = HttpAnswer::pretty_json(201, &Value::Object(object));
    answer.set_header("Location", &format!("/{name}/{number}"));
    answer
}

/// The object that a client has sent, as JSON or as a form.
fn sent(asked: &RequestContext<'_>) -> Map {
    let body = &asked.request.body;
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => object,
        _ => form(body).into_iter().map(|(name, value)| (name, Value::String(value))).collect(),
    }
}
