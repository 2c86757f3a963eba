//! Sentences for the network: names, connections, bytes, requests and responses.

use super::teller::{Phrase, Teller};
use crate::i18n::bytes;
use crate::trace::{ConnectionEnd, ConnectionId, ConnectionState, MessageId, MessageKind, Text};

pub(super) fn looked_up(t: &Teller<'_>, name: Text, address: Option<Text>) -> Phrase {
    match address {
        Some(address) => t.say(
            "The name {} is looked up: it is {}.",
            "Имя {} разрешено в адрес {}.",
            [t.text(name), t.text(address)],
        ),
        None => {
            t.say("The name {} is looked up: nobody has it.", "Имя {} не удалось разрешить в адрес.", [t.text(name)])
        }
    }
}

pub(super) fn created(t: &Teller<'_>, connection: ConnectionId) -> Phrase {
    t.say(
        "Connection {} to {} is asked for.",
        "Устанавливается соединение {} с {}.",
        [t.connection(connection), t.peer(connection)],
    )
}

pub(super) fn changed(t: &Teller<'_>, connection: ConnectionId, state: ConnectionState) -> Phrase {
    let (number, peer) = (t.connection(connection), t.peer(connection));
    match state {
        ConnectionState::Open => {
            t.say("Connection {} to {} is open.", "Соединение {} с {} установлено.", [number, peer])
        }
        ConnectionState::Handshake => t.say(
            "On connection {} the TLS handshake begins.",
            "На соединении {} начинается рукопожатие TLS.",
            [number],
        ),
        ConnectionState::Secured => t.say(
            "On connection {} the TLS handshake is over.",
            "На соединении {} рукопожатие TLS завершено.",
            [number],
        ),
        ConnectionState::ClientEnded => {
            t.say("The client closes its side of connection {}.", "Клиент закрыл свою сторону соединения {}.", [number])
        }
        ConnectionState::ServerEnded => {
            t.say("The server closes its side of connection {}.", "Сервер закрыл свою сторону соединения {}.", [number])
        }
        ConnectionState::Closed => t.say("Connection {} is closed.", "Соединение {} закрыто.", [number]),
        ConnectionState::Refused => t.say(
            "Connection {} to {} is refused: nobody listens there.",
            "Соединение {} с {} отклонено: там никто не слушает.",
            [number, peer],
        ),
        ConnectionState::TimedOut => t.say(
            "Connection {} to {} has got no answer.",
            "Соединение {} с {} не установлено: ответа нет.",
            [number, peer],
        ),
        ConnectionState::Reset => t.say("Connection {} is reset.", "Соединение {} сброшено.", [number]),
    }
}

pub(super) fn sent(t: &Teller<'_>, connection: ConnectionId, by: ConnectionEnd, count: u32) -> Phrase {
    let (en, ru) = match by {
        ConnectionEnd::Client => ("The client sends {} over connection {}.", "Клиент отправил {} по соединению {}."),
        ConnectionEnd::Server => ("The server sends {} over connection {}.", "Сервер отправил {} по соединению {}."),
    };
    t.say(en, ru, [t.plain(bytes(count, t.lang)), t.connection(connection)])
}

pub(super) fn arrived(t: &Teller<'_>, connection: ConnectionId, at: ConnectionEnd, count: u32) -> Phrase {
    let (en, ru) = match at {
        ConnectionEnd::Client => ("The client gets {} over connection {}.", "Клиент получил {} по соединению {}."),
        ConnectionEnd::Server => ("The server gets {} over connection {}.", "Сервер получил {} по соединению {}."),
    };
    t.say(en, ru, [t.plain(bytes(count, t.lang)), t.connection(connection)])
}

pub(super) fn message_began(t: &Teller<'_>, message: MessageId, connection: ConnectionId, by: ConnectionEnd) -> Phrase {
    let Some((kind, line)) = t.spans.names.message(message) else { return Phrase::new() };
    let (number, line) = (t.connection(connection), line.map(|line| t.text(line)).unwrap_or_default());
    match kind {
        MessageKind::Request => t.say(
            "The request {} goes out over connection {}.",
            "Запрос {} отправлен по соединению {}.",
            [line, number],
        ),
        MessageKind::Response => t.say(
            "The response {} goes out over connection {}.",
            "Ответ {} отправлен по соединению {}.",
            [line, number],
        ),
        frame => {
            let (en, ru) = frame_words(frame);
            let (en, ru) = match by {
                ConnectionEnd::Client => (format!("The client sends {en}"), format!("Клиент отправил {ru}")),
                ConnectionEnd::Server => (format!("The server sends {en}"), format!("Сервер отправил {ru}")),
            };
            t.say(&format!("{en} over connection {{}}."), &format!("{ru} по соединению {{}}."), [number])
        }
    }
}

pub(super) fn message_ended(t: &Teller<'_>, message: MessageId, count: u32) -> Phrase {
    let Some((kind, line)) = t.spans.names.message(message) else { return Phrase::new() };
    let (line, count) = (line.map(|line| t.text(line)).unwrap_or_default(), t.plain(bytes(count, t.lang)));
    match kind {
        MessageKind::Request => {
            t.say("The request {} is sent to its end: {}.", "Запрос {} отправлен целиком: {}.", [line, count])
        }
        MessageKind::Response => {
            t.say("The response {} is sent to its end: {}.", "Ответ {} отправлен целиком: {}.", [line, count])
        }
        _ => t.say("The frame is sent to its end: {}.", "Кадр отправлен целиком: {}.", [count]),
    }
}

/// A frame of WebSocket as the object of a sentence.
fn frame_words(kind: MessageKind) -> (&'static str, &'static str) {
    match kind {
        MessageKind::TextFrame => ("a text frame", "текстовый кадр"),
        MessageKind::BinaryFrame => ("a binary frame", "двоичный кадр"),
        MessageKind::ContinuationFrame => ("a continuation frame", "кадр продолжения"),
        MessageKind::CloseFrame => ("a close frame", "кадр закрытия"),
        MessageKind::PingFrame => ("a ping frame", "кадр ping"),
        MessageKind::PongFrame => ("a pong frame", "кадр pong"),
        MessageKind::Request | MessageKind::Response => ("", ""),
    }
}
