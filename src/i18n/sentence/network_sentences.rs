//! Sentences for the network: names, connections, bytes, requests and responses.

use super::teller::{Phrase, Teller};
use crate::clock::Micros;
use crate::i18n::bytes;
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, MessageId, MessageKind, Text,
};

pub(super) fn looked_up(t: &Teller<'_>, name: Text, address: Option<Text>, took: Micros) -> Phrase {
    match address {
        Some(address) if took > Micros::ZERO => t.say(
            "The name {} is looked up: it is {}, found after {}.",
            "Имя {} разрешено в адрес {} за {}.",
            [t.text(name), t.text(address), t.time(took)],
        ),
        None if took > Micros::ZERO => t.say(
            "The name {} is looked up for {}: nobody has it.",
            "Имя {} искали {}: разрешить его в адрес не удалось.",
            [t.text(name), t.time(took)],
        ),
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

pub(super) fn held(t: &Teller<'_>, connection: ConnectionId, by: Option<ConnectionId>) -> Phrase {
    let number = t.connection(connection);
    if let Some(by) = by {
        return t.say(
            "Connection {} waits for the transaction of connection {}: they share one session of the database.",
            "Соединение {} ждёт конца транзакции соединения {}: у них один сеанс базы данных на двоих.",
            [number, t.connection(by)],
        );
    }
    let holds = t.spans.connections.line(connection).map(|line| &line.holds[..]).unwrap_or_default();
    let over =
        holds.iter().find_map(|hold| hold.to.filter(|to| to.seq == t.seq).map(|to| (hold.by, to.t - hold.from.t)));
    match over {
        Some((by, time)) => t.say(
            "Connection {} waits no longer for the transaction of connection {}, after {}.",
            "Соединение {} больше не ждёт транзакции соединения {}: прошло {}.",
            [number, t.connection(by), t.time(time)],
        ),
        None => t.say("Connection {} waits no longer.", "Соединение {} больше не ждёт.", [number]),
    }
}

pub(super) fn datagram_sent(t: &Teller<'_>, (from, to): (Text, Text), count: u32) -> Phrase {
    let size = t.plain(bytes(count, t.lang));
    match t.trace.text(from) {
        "" => t.say("A datagram goes to {}: {}.", "Датаграмма отправлена на {}: {}.", [t.text(to), size]),
        _ => t.say(
            "A datagram goes from {} to {}: {}.",
            "Датаграмма отправлена с {} на {}: {}.",
            [t.text(from), t.text(to), size],
        ),
    }
}

pub(super) fn datagram_ended(t: &Teller<'_>, datagram: DatagramId, fate: DatagramFate) -> Phrase {
    let Some(sent) = t.spans.connections.datagrams.datagram(datagram) else { return Phrase::new() };
    let (size, to) = (t.plain(bytes(sent.bytes, t.lang)), t.text(sent.to));
    match (fate, t.trace.text(sent.from)) {
        (DatagramFate::Arrived, "") => {
            t.say("The datagram arrives at {}: {}.", "Датаграмма пришла на {}: {}.", [to, size])
        }
        (DatagramFate::Arrived, _) => t.say(
            "The datagram from {} arrives at {}: {}.",
            "Датаграмма от {} пришла на {}: {}.",
            [t.text(sent.from), to, size],
        ),
        (DatagramFate::Lost, _) => t.say(
            "The datagram to {} is lost: the socket there has no room for it.",
            "Датаграмма для {} потеряна: у сокета нет для неё места.",
            [to],
        ),
        (DatagramFate::Refused, _) => t.say(
            "The datagram to {} is lost: no socket has this address.",
            "Датаграмма для {} потеряна: сокета с таким адресом нет.",
            [to],
        ),
    }
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
