//! A model of httpbin: paths that answer with what they are asked for. The data are the request's own or made up here.

use serde_json::{Map, Value, json};

use super::http_server::RequestContext;
use super::wire::base64::{base64, from_base64};
use super::wire::http_answer::{HttpAnswer, HttpBody, reason};
use super::wire::http_request::{decoded, form};
use crate::clock::Micros;

/// The longest delay that can be asked for, in seconds, as at the site.
const MOST_DELAY: f64 = 10.0;

pub(super) fn answer(asked: &RequestContext<'_>) -> HttpAnswer {
    let request = asked.request;
    let decoded_path = decoded(&request.path, false);
    let parts: Vec<&str> = decoded_path.trim_start_matches('/').split('/').collect();
    let method = if request.method == "HEAD" { "GET" } else { request.method.as_str() };
    let query = |name: &str| request.query.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    match (method, parts.as_slice()) {
        ("GET", [""]) => HttpAnswer::page(200, PAGE),
        ("GET", ["get"]) => HttpAnswer::pretty_json(200, &described(asked, &["args", "headers", "origin", "url"])),
        ("POST", ["post"]) | ("PUT", ["put"]) | ("PATCH", ["patch"]) | ("DELETE", ["delete"]) => {
            HttpAnswer::pretty_json(200, &described(asked, WITH_BODY))
        }
        (_, ["get" | "post" | "put" | "patch" | "delete"]) => {
            let mut answer = HttpAnswer::page(405, "<h1>Method Not Allowed</h1>\n");
            answer.set_header("Allow", if parts[0] == "get" { "GET, HEAD, OPTIONS" } else { "OPTIONS" });
            answer
        }
        (_, ["anything", ..]) => {
            let mut all = WITH_BODY.to_vec();
            all.push("method");
            HttpAnswer::pretty_json(200, &described(asked, &all))
        }
        ("GET", ["headers"]) => HttpAnswer::pretty_json(200, &described(asked, &["headers"])),
        ("GET", ["ip"]) => HttpAnswer::pretty_json(200, &json!({ "origin": asked.origin })),
        ("GET", ["user-agent"]) => HttpAnswer::pretty_json(200, &json!({ "user-agent": request.header("user-agent") })),
        ("GET", ["uuid"]) => HttpAnswer::pretty_json(200, &json!({ "uuid": uuid(asked) })),
        ("GET", ["json"]) => HttpAnswer::pretty_json(200, &slides()),
        ("GET", ["html"]) => HttpAnswer::page(200, PAGE),
        ("GET", ["robots.txt"]) => HttpAnswer::text(200, "text/plain", "User-agent: *\nDisallow: /deny\n"),
        ("GET", ["encoding", "utf8"]) => HttpAnswer::page(200, "<p>Ω ж é 漢 🙂</p>\n"),
        (_, ["status", codes]) => status(asked, codes),
        (_, ["delay", seconds]) => match seconds.parse::<f64>().ok().filter(|seconds| seconds.is_finite()) {
            Some(seconds) => {
                let mut answer = HttpAnswer::pretty_json(200, &described(asked, WITH_BODY));
                let seconds = Micros::from_delay(seconds.clamp(0.0, MOST_DELAY)).unwrap_or_default();
                answer.thinking = Some(asked.site.entry.thinking + seconds);
                answer
            }
            None => missing(),
        },
        ("GET", ["stream", count]) => stream(asked, count),
        ("GET", ["bytes", count]) => whole_number(count, 102_400).map_or_else(missing, |count| {
            let bytes = numbers(seed(asked, query("seed"))).flat_map(u64::to_le_bytes).take(count).collect();
            HttpAnswer::new(200, "application/octet-stream", HttpBody::Whole(bytes))
        }),
        ("GET", ["stream-bytes", count]) => whole_number(count, 102_400).map_or_else(missing, |count| {
            let bytes: Vec<u8> = numbers(seed(asked, query("seed"))).flat_map(u64::to_le_bytes).take(count).collect();
            let size =
                query("chunk_size").and_then(|size| size.parse().ok()).filter(|size| *size > 0).unwrap_or(10_240);
            let parts = bytes.chunks(size).map(|part| (Micros::ZERO, part.to_vec())).collect();
            HttpAnswer::parts(200, "application/octet-stream", parts)
        }),
        ("GET", ["drip"]) => drip(&query),
        ("GET", ["redirect" | "relative-redirect" | "absolute-redirect", count]) => {
            whole_number(count, 100).filter(|count| *count > 0).map_or_else(missing, |count| {
                let kind = if parts[0] == "absolute-redirect" { "absolute-redirect" } else { "relative-redirect" };
                let path = if count == 1 { "/get".to_string() } else { format!("/{kind}/{}", count - 1) };
                redirect(302, &if kind == "absolute-redirect" { format!("{}{path}", base(asked)) } else { path })
            })
        }
        (_, ["redirect-to"]) => {
            let code = query("status_code").and_then(|code| code.parse().ok()).filter(|code| (300..400).contains(code));
            query("url").map_or_else(missing, |url| redirect(code.unwrap_or(302), url))
        }
        ("GET", ["cookies"]) => HttpAnswer::pretty_json(200, &json!({ "cookies": object(&cookies(asked)) })),
        ("GET", ["cookies", "set", name, value]) => {
            let mut answer = redirect(302, "/cookies");
            answer.add_header("Set-Cookie", &format!("{name}={value}; Path=/"));
            answer
        }
        ("GET", ["cookies", "set"]) => {
            let mut answer = redirect(302, "/cookies");
            for (name, value) in &request.query {
                answer.add_header("Set-Cookie", &format!("{name}={value}; Path=/"));
            }
            answer
        }
        ("GET", ["response-headers"]) => {
            let mut answer = HttpAnswer::pretty_json(200, &object(&request.query));
            for (name, value) in &request.query {
                answer.add_header(name, value);
            }
            answer
        }
        ("GET", ["basic-auth", user, password]) => {
            let wanted = format!("Basic {}", base64(format!("{user}:{password}").as_bytes()));
            if request.header("authorization") == Some(&wanted) {
                return HttpAnswer::pretty_json(200, &json!({ "authenticated": true, "user": user }));
            }
            let mut answer = HttpAnswer::empty(401);
            answer.set_header("WWW-Authenticate", "Basic realm=\"Fake Realm\"");
            answer
        }
        ("GET", ["bearer"]) => match request.header("authorization").and_then(|value| value.strip_prefix("Bearer ")) {
            Some(token) => HttpAnswer::pretty_json(200, &json!({ "authenticated": true, "token": token })),
            None => {
                let mut answer = HttpAnswer::empty(401);
                answer.set_header("WWW-Authenticate", "Bearer");
                answer
            }
        },
        ("GET", ["base64", text]) => from_base64(text)
            .map_or_else(missing, |data| HttpAnswer::new(200, "text/html; charset=utf-8", HttpBody::Whole(data))),
        ("GET", ["etag", tag]) => {
            let is_known = request.header("if-none-match").is_some_and(|value| value.contains(tag));
            let mut answer = if is_known {
                HttpAnswer::empty(304)
            } else {
                HttpAnswer::pretty_json(200, &described(asked, &["args", "headers", "origin", "url"]))
            };
            answer.set_header("ETag", tag);
            answer
        }
        _ => missing(),
    }
}

const WITH_BODY: &[&str] = &["args", "data", "files", "form", "headers", "json", "origin", "url"];

const PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head><title>httpbin</title></head>\n<body>\n<h1>httpbin</h1>\n\
    <p>This is a model of httpbin on the network of a playground: its answers tell what they were asked for.</p>\n\
    </body>\n</html>\n";

fn missing() -> HttpAnswer {
    HttpAnswer::page(404, "<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n")
}

/// The parts of a request that were asked for, by name.
fn described(asked: &RequestContext<'_>, names: &[&str]) -> Value {
    let request = asked.request;
    let kind = request.header("content-type").unwrap_or("");
    let is_form = kind.starts_with("application/x-www-form-urlencoded");
    let text = String::from_utf8_lossy(&request.body);
    let mut all = Map::new();
    for name in names {
        let value = match *name {
            "args" => object(&request.query),
            "data" => Value::String(if is_form { String::new() } else { text.to_string() }),
            "files" => json!({}),
            "form" => object(&if is_form { form(&request.body) } else { Vec::new() }),
            "headers" => request
                .headers
                .iter()
                .map(|(name, value)| (titled(name), value.clone().into()))
                .collect::<Map<_, _>>()
                .into(),
            "json" => serde_json::from_slice(&request.body).unwrap_or(Value::Null),
            "method" => request.method.clone().into(),
            "origin" => asked.origin.into(),
            _ => format!("{}{}", base(asked), request.target).into(),
        };
        all.insert((*name).to_string(), value);
    }
    Value::Object(all)
}

/// An object of names and values; a name with several has a list of them.
fn object(pairs: &[(String, String)]) -> Value {
    let mut map = Map::new();
    for (name, value) in pairs {
        match map.get_mut(name) {
            None => drop(map.insert(name.clone(), value.clone().into())),
            Some(Value::Array(list)) => list.push(value.clone().into()),
            Some(other) => *other = json!([other.clone(), value]),
        }
    }
    map.into()
}

/// A header's name as httpbin writes it: `user-agent` is `User-Agent`.
fn titled(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or(String::new(), |first| first.to_uppercase().collect::<String>() + &letters.as_str().to_lowercase())
    };
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}

fn base(asked: &RequestContext<'_>) -> String {
    let scheme = if asked.is_secure { "https" } else { "http" };
    format!("{scheme}://{}", asked.request.header("host").unwrap_or(&asked.site.name))
}

fn cookies(asked: &RequestContext<'_>) -> Vec<(String, String)> {
    let pairs = asked.request.header("cookie").unwrap_or("").split(';').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.trim().to_string(), value.trim().to_string())).collect()
}

fn redirect(code: u16, to: &str) -> HttpAnswer {
    let mut answer =
        HttpAnswer::page(code, "<!doctype html>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n");
    answer.set_header("Location", to);
    answer
}

/// An answer with a status, or with one of several, each in its turn.
fn status(asked: &RequestContext<'_>, codes: &str) -> HttpAnswer {
    let codes: Option<Vec<u16>> =
        codes.split(',').map(|code| code.split(':').next().unwrap_or("").parse().ok()).collect();
    let Some(codes) = codes.filter(|codes| codes.iter().all(|code| (200..600).contains(code))) else {
        return HttpAnswer::text(400, "text/html; charset=utf-8", "Invalid status code");
    };
    let code = codes[(asked.site.request_number().saturating_sub(1) % codes.len() as u64) as usize];
    match code {
        301..=308 if code != 304 => redirect(code, "/redirect/1"),
        418 => HttpAnswer::text(418, "text/plain", "\n    -=[ a teapot, of a model ]=-\n"),
        406 => HttpAnswer::pretty_json(406, &json!({ "message": reason(406) })),
        _ => {
            let mut answer = HttpAnswer::text(code, "text/html; charset=utf-8", "");
            if code == 401 {
                answer.set_header("WWW-Authenticate", "Basic realm=\"Fake Realm\"");
            }
            answer
        }
    }
}

fn whole_number(text: &str, most: usize) -> Option<usize> {
    text.parse::<usize>().ok().map(|number| number.min(most))
}

/// Lines of JSON, a tenth of a second apart.
fn stream(asked: &RequestContext<'_>, count: &str) -> HttpAnswer {
    let Some(count) = whole_number(count, 100) else { return missing() };
    let line = |id: usize| {
        let mut value = described(asked, &["args", "headers", "origin", "url"]);
        if let Some(object) = value.as_object_mut() {
            object.insert("id".into(), id.into());
        }
        let pause = if id == 0 { Micros::ZERO } else { Micros::from_millis(100) };
        (pause, format!("{value}\n").into_bytes())
    };
    HttpAnswer::parts(200, "application/json", (0..count).map(line).collect())
}

/// Some bytes, spread over a time.
fn drip<'a>(query: &dyn Fn(&str) -> Option<&'a str>) -> HttpAnswer {
    let number = |name: &str, default: f64| {
        query(name).and_then(|text| text.parse().ok()).filter(|number: &f64| *number >= 0.0).unwrap_or(default)
    };
    let count = number("numbytes", 10.0).clamp(1.0, 10_000.0) as usize;
    let pause = Micros::from_delay(number("duration", 2.0).min(60.0) / count as f64).unwrap_or_default();
    let code = query("code").and_then(|code| code.parse().ok()).filter(|code| (200..600).contains(code)).unwrap_or(200);
    let mut answer = HttpAnswer::parts(code, "application/octet-stream", vec![(pause, b"*".to_vec()); count]);
    answer.thinking = Micros::from_delay(number("delay", 0.0).min(60.0));
    answer
}

/// Numbers without a pattern, the same from the same seed (splitmix64).
fn numbers(seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

/// The seed of a request: the one that it asks for, or its number, so that a run is the same each time.
fn seed(asked: &RequestContext<'_>, wanted: Option<&str>) -> u64 {
    wanted.and_then(|seed| seed.parse().ok()).unwrap_or_else(|| asked.site.request_number())
}

fn uuid(asked: &RequestContext<'_>) -> String {
    let mut pair = numbers(seed(asked, None));
    let (high, low) = (pair.next().unwrap_or(0), pair.next().unwrap_or(0));
    // The bits of version 4.
    let (high, low) = (high & !0xf000 | 0x4000, low & !(0xc << 60) | 0x8 << 60);
    let hex = format!("{high:016x}{low:016x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn slides() -> Value {
    json!({ "slideshow": {
        "author": "A model",
        "date": "2026-01-01",
        "slides": [
            { "title": "What waits", "type": "all" },
            { "items": ["a timer", "a socket", "a thread"], "title": "What wakes", "type": "all" },
        ],
        "title": "Slides of a playground",
    } })
}
