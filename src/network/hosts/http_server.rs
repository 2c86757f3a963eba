//! A host's server of HTTP/1.1: takes requests from a connection one after the other, thinks, and answers.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::host_entry::{Answers, Failure, HostEntry};
use super::json_collections;
use super::routes::routed;
use super::tls_server::TlsServer;
use super::websocket_echo;
use super::wire::http_answer::HttpAnswer;
use super::wire::http_request::{HttpRequest, Reading};
use super::{Caller, Conversation, Heard, PeerId, Reception, Reply, Service, httpbin};
use crate::clock::Micros;

/// A host with its servers, at 80 and at 443.
#[derive(Debug)]
pub(super) struct Site {
    pub name: String,
    pub entry: HostEntry,
    /// The requests that have come so far, on all connections.
    requests: Cell<u64>,
    /// Objects that have been added to collections get numbers from here on.
    pub added: RefCell<BTreeMap<String, u64>>,
}

impl Site {
    pub fn new(name: &str, entry: HostEntry) -> Rc<Site> {
        Rc::new(Site { name: name.into(), entry, requests: Cell::new(0), added: RefCell::default() })
    }

    /// Counts a request, and says what befalls it.
    fn failure(&self) -> Option<Failure> {
        let number = self.requests.replace(self.requests.get() + 1);
        let cycle = &self.entry.failures;
        if cycle.is_empty() { None } else { cycle[(number % cycle.len() as u64) as usize] }
    }

    /// The number of the request that is answered, from 1 on.
    pub fn request_number(&self) -> u64 {
        self.requests.get()
    }
}

/// The server at one port of a host.
#[derive(Debug)]
pub(super) struct HttpService {
    pub site: Rc<Site>,
    pub is_secure: bool,
}

impl Service for HttpService {
    fn accept(&mut self, caller: &Caller, _: Micros) -> Reception {
        let server = Box::new(HttpServer::new(self.site.clone(), caller, self.is_secure));
        Reception::Accepts(if self.is_secure {
            Box::new(TlsServer::new(&self.site.name, self.site.entry.certificate, server))
        } else {
            server
        })
    }
}

/// A request with what its answer depends on beside it.
pub(super) struct RequestContext<'a> {
    pub request: &'a HttpRequest,
    pub site: &'a Site,
    pub is_secure: bool,
    /// The client's address.
    pub origin: &'a str,
}

/// One connection of a server.
#[derive(Debug)]
struct HttpServer {
    site: Rc<Site>,
    peer: PeerId,
    origin: String,
    is_secure: bool,
    /// Bytes of requests that are not answered yet.
    raw: Vec<u8>,
    /// An answer is under way.
    is_busy: bool,
    /// The client sends no more.
    is_ended: bool,
    /// The client that waits with its body has been told to go on.
    has_said_continue: bool,
    /// The conversation that has taken over.
    upgraded: Option<Box<dyn Conversation>>,
}

impl HttpServer {
    fn new(site: Rc<Site>, caller: &Caller, is_secure: bool) -> HttpServer {
        let origin = match &caller.from {
            super::super::Address::Inet(host, _) => host.to_string(),
            _ => String::new(),
        };
        HttpServer {
            site,
            peer: caller.peer,
            origin,
            is_secure,
            raw: Vec::new(),
            is_busy: false,
            is_ended: false,
            has_said_continue: false,
            upgraded: None,
        }
    }

    fn go_on(&mut self, now: Micros, reply: &mut Reply) {
        if self.is_busy {
            return;
        }
        match HttpRequest::take(&mut self.raw) {
            Reading::Request(request) => {
                self.has_said_continue = false;
                self.answer(&request, now, reply);
            }
            Reading::Partial(_) if self.is_ended => reply.close(Micros::ZERO),
            Reading::Partial(true) if !self.has_said_continue => {
                self.has_said_continue = true;
                reply.send(Micros::ZERO, "HTTP/1.1 100 Continue\r\n\r\n");
            }
            Reading::Partial(_) => {}
            Reading::Wrong => self.refuse(400, now, reply),
            Reading::TooLarge => self.refuse(413, now, reply),
        }
    }

    fn refuse(&mut self, status: u16, now: Micros, reply: &mut Reply) {
        self.is_busy = true;
        let answer =
            HttpAnswer::page(status, &format!("<h1>{status} {}</h1>\n", super::wire::http_answer::reason(status)));
        for (_, data) in answer.pieces("GET", false, false, now) {
            reply.send(Micros::ZERO, data);
        }
        reply.close(Micros::ZERO);
    }

    fn answer(&mut self, request: &HttpRequest, now: Micros, reply: &mut Reply) {
        self.is_busy = true;
        let thinking = self.site.entry.thinking;
        let mut answer = match self.site.failure() {
            None => self.respond(request),
            Some(Failure::Status(status)) => {
                HttpAnswer::text(status, "text/plain; charset=utf-8", super::wire::http_answer::reason(status))
            }
            Some(Failure::Reset) => return reply.break_off(thinking),
            Some(Failure::Close) => return reply.close(thinking),
            Some(Failure::Hang) => return,
        };
        let is_stream = matches!(answer.body, super::wire::http_answer::HttpBody::Parts(_));
        let keeps_alive = request.keeps_alive() && !(is_stream && request.is_old);
        let mut after = answer.thinking.unwrap_or(thinking);
        for (pause, data) in answer.pieces(&request.method, keeps_alive, request.is_old, now + after) {
            after = after + pause;
            reply.send(after, data);
        }
        if let Some(upgrade) = answer.upgrade.take() {
            self.upgraded = Some(upgrade);
        } else if !keeps_alive {
            reply.close(after);
        }
        reply.wake(after, self.peer);
    }

    fn respond(&self, request: &HttpRequest) -> HttpAnswer {
        let site = &*self.site;
        if let Some(answer) = routed(&site.entry.routes, request) {
            return answer;
        }
        let asked = RequestContext { request, site, is_secure: self.is_secure, origin: &self.origin };
        match site.entry.answers {
            Answers::Page => page(&site.name, request),
            Answers::Routes => HttpAnswer::text(404, "text/plain; charset=utf-8", "404: Not Found"),
            Answers::Httpbin => httpbin::answer(&asked),
            Answers::Collections => json_collections::answer(&asked),
            Answers::Websocket => websocket_echo::answer(request),
        }
    }
}

/// Last parts of paths of which a site has no page: whoever asks for one by such a name wants to see that there is none.
const NO_PAGES: &[&str] = &[
    "404",
    "broken",
    "broken-link",
    "does-not-exist",
    "doesnotexist",
    "favicon.ico",
    "missing",
    "no-such-page",
    "nonexistent",
    "not-found",
    "not_found",
    "notfound",
    "robots.txt",
];

/// Tells if a request is one for data and not for a page: by what it accepts, by the host, or by the path.
fn wants_json(name: &str, request: &HttpRequest) -> bool {
    let accepts = request.header("accept").unwrap_or_default();
    let mut parts = request.path.split('/');
    (accepts.contains("application/json") && !accepts.contains("text/html"))
        || name.starts_with("api.")
        || request.path.ends_with(".json")
        || parts.any(|part| part == "api")
}

/// The page of a host without routes, or the data. It says that it is made up: the site of that name has another.
fn page(name: &str, request: &HttpRequest) -> HttpAnswer {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let mut answer = HttpAnswer::text(405, "text/plain; charset=utf-8", "405: Method Not Allowed");
        answer.set_header("Allow", "GET, HEAD");
        return answer;
    }
    let is_missing = request.path.rsplit('/').next().is_some_and(|last| NO_PAGES.contains(&last));
    if wants_json(name, request) {
        let (status, path) = (if is_missing { 404 } else { 200 }, &request.target);
        return HttpAnswer::json(status, &serde_json::json!({ "invented": true, "host": name, "path": path }));
    }
    if is_missing {
        return HttpAnswer::page(
            404,
            "<!doctype html>\n<html lang=\"en\">\n<head><title>404 Not Found</title></head>\n<body>\n<h1>404 Not Found</h1>\n</body>\n</html>\n",
        );
    }
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let (name, path) = (escaped(name), escaped(&request.target));
    HttpAnswer::page(
        200,
        &format!(
            "<!doctype html>\n<html lang=\"en\">\n<head><title>{name}</title></head>\n<body>\n<h1>{name}</h1>\n\
             <p>This page is invented: it stands for {path} of {name} on the network of a playground.</p>\n\
             </body>\n</html>\n"
        ),
    )
}

impl Conversation for HttpServer {
    fn hear(&mut self, heard: Heard<'_>, now: Micros, reply: &mut Reply) {
        if !self.is_busy
            && let Some(upgraded) = &mut self.upgraded
        {
            return upgraded.hear(heard, now, reply);
        }
        match heard {
            Heard::Opened | Heard::Broken(_) => {}
            Heard::Bytes(data) => {
                self.raw.extend(data);
                self.go_on(now, reply);
            }
            Heard::End => {
                self.is_ended = true;
                self.go_on(now, reply);
            }
            Heard::Woken => {
                self.is_busy = false;
                match &mut self.upgraded {
                    // It hears what has come since the request.
                    Some(upgraded) => {
                        let early = std::mem::take(&mut self.raw);
                        if !early.is_empty() {
                            upgraded.hear(Heard::Bytes(&early), now, reply);
                        }
                        if self.is_ended {
                            upgraded.hear(Heard::End, now, reply);
                        }
                    }
                    None => self.go_on(now, reply),
                }
            }
        }
    }
}
