//! Visits by hand in the messages between the page and the engine: orders of the page, and news of what comes of them.

use serde_json::{Value, json};

use crate::clock::Micros;
use crate::network::hosts::{HandAct, HandOrder, HandRequest, VisitEnd, VisitEvent, VisitNews};

/// The ends of visits, each with its word.
const ENDS: &[(VisitEnd, &str)] = &[
    (VisitEnd::NeverBegan, "never_began"),
    (VisitEnd::Unanswered, "unanswered"),
    (VisitEnd::Refused, "refused"),
    (VisitEnd::Broken, "broken"),
    (VisitEnd::NoHttp, "no_http"),
    (VisitEnd::Answered, "answered"),
    (VisitEnd::Left, "left"),
    (VisitEnd::Interrupted, "interrupted"),
];

pub(super) fn write_order(order: &HandOrder) -> Value {
    let mut message = match &order.act {
        HandAct::Ask(HandRequest { port, method, target, headers, body, is_socket }) => json!({
            "act": "ask", "port": port, "method": method, "target": target, "headers": headers, "body": body, "is_socket": is_socket,
        }),
        HandAct::Say(text) => json!({ "act": "say", "text": text }),
        HandAct::Leave => json!({ "act": "leave" }),
        HandAct::Interrupt => json!({ "act": "interrupt" }),
    };
    message["visit"] = order.visit.into();
    message
}

pub(super) fn read_order(message: &Value) -> Option<HandOrder> {
    let text = |name: &str| message[name].as_str().map(String::from);
    let act = match message["act"].as_str()? {
        "ask" => HandAct::Ask(HandRequest {
            port: u16::try_from(message["port"].as_u64()?).ok()?,
            method: text("method")?,
            target: text("target")?,
            headers: serde_json::from_value(message["headers"].clone()).ok()?,
            body: match &message["body"] {
                Value::Null => None,
                body => Some(body.as_str()?.into()),
            },
            is_socket: message["is_socket"].as_bool()?,
        }),
        "say" => HandAct::Say(text("text")?),
        "leave" => HandAct::Leave,
        "interrupt" => HandAct::Interrupt,
        _ => return None,
    };
    Some(HandOrder { visit: number(&message["visit"])?, act })
}

/// The fields of a report with news of a visit. The bytes of a part travel beside it.
pub fn write_news(news: &VisitNews) -> Value {
    let mut message = match &news.event {
        VisitEvent::Began => json!({ "event": "began" }),
        VisitEvent::Head { status, words, headers } => {
            json!({ "event": "head", "status": status, "words": words, "headers": headers })
        }
        VisitEvent::Part { is_sent, .. } => json!({ "event": "part", "is_sent": is_sent }),
        VisitEvent::Ended(end) => {
            let word = ENDS.iter().find(|(own, _)| own == end).map_or("broken", |(_, word)| *word);
            json!({ "event": "ended", "end": word })
        }
    };
    message["visit"] = news.visit.into();
    message["at"] = news.at.0.into();
    message
}

pub(super) fn read_news(message: &Value) -> Option<VisitNews> {
    let event = match message["event"].as_str()? {
        "began" => VisitEvent::Began,
        "head" => VisitEvent::Head {
            status: u16::try_from(message["status"].as_u64()?).ok()?,
            words: message["words"].as_str()?.into(),
            headers: serde_json::from_value(message["headers"].clone()).ok()?,
        },
        "part" => VisitEvent::Part { is_sent: message["is_sent"].as_bool()?, data: Vec::new() },
        "ended" => {
            let word = message["end"].as_str()?;
            VisitEvent::Ended(ENDS.iter().find(|(_, own)| *own == word)?.0.clone())
        }
        _ => return None,
    };
    Some(VisitNews { visit: number(&message["visit"])?, at: Micros(message["at"].as_u64()?), event })
}

/// Returns the news with the bytes that came beside its message.
pub(super) fn with_data(news: VisitNews, data: Vec<u8>) -> VisitNews {
    match news.event {
        VisitEvent::Part { is_sent, .. } => VisitNews { event: VisitEvent::Part { is_sent, data }, ..news },
        _ => news,
    }
}

fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_of_visits_is_read() {
        let headers = vec![("X-A".to_string(), "b".to_string())];
        let request = HandRequest {
            port: 8000,
            method: "POST".into(),
            target: "/add?x=1".into(),
            headers: headers.clone(),
            body: Some("{\"x\": \"\u{2028}<b>\"}".into()),
            is_socket: false,
        };
        let acts = [
            HandAct::Ask(request.clone()),
            HandAct::Ask(HandRequest { body: None, is_socket: true, ..request }),
            HandAct::Say("hello".into()),
            HandAct::Leave,
            HandAct::Interrupt,
        ];
        for act in acts {
            let order = HandOrder { visit: 7, act };
            assert_eq!(read_order(&write_order(&order)), Some(order));
        }
        let events = [
            VisitEvent::Began,
            VisitEvent::Head { status: 200, words: "OK".into(), headers },
            VisitEvent::Part { is_sent: true, data: b"\xff".to_vec() },
        ];
        let ends = ENDS.iter().map(|(end, _)| VisitEvent::Ended(end.clone()));
        for event in events.into_iter().chain(ends) {
            let news = VisitNews { visit: 1, at: Micros(5), event };
            let data = if let VisitEvent::Part { data, .. } = &news.event { data.clone() } else { Vec::new() };
            assert_eq!(read_news(&write_news(&news)).map(|read| with_data(read, data)), Some(news));
        }
    }

    #[test]
    fn what_is_no_message_of_a_visit_is_nothing() {
        for message in [
            json!({}),
            json!({ "act": "say", "visit": 1 }),
            json!({ "act": "leave", "visit": -1 }),
            json!({ "act": "ask", "visit": 1, "port": 70000, "method": "GET", "target": "/", "headers": [], "body": null, "is_socket": false }),
            json!({ "event": "ended", "end": "well", "visit": 1, "at": 0 }),
            json!({ "event": "head", "status": 200, "visit": 1, "at": 0 }),
        ] {
            assert_eq!((read_order(&message), read_news(&message)), (None, None), "{message}");
        }
    }
}
