use yew::prelude::*;

use super::moment::{Moment, aside, shape, spaced};
use crate::i18n;
use crate::reading::connection_spans::{ConnectionLine, Exchange};
use crate::reading::datagram_spans::DatagramSocket;
use crate::reading::spans::EventTime;
use crate::trace::{ConnectionEnd, ConnectionState, DatagramFate};

/// The most connections that are shown; the others are counted.
const MAX_CONNECTIONS: usize = 8;

/// The connections that are not over: with whom, their state, the request that is not answered yet, and their bytes.
pub fn connections(m: &Moment) -> Html {
    let all = &m.spans.connections.lines;
    if all.is_empty() {
        return Html::default();
    }
    let lang = m.lang;
    let made = all.partition_point(|line| line.created.seq <= m.seq);
    let goes_on = |line: &&ConnectionLine| line.ended().is_none_or(|(at, _)| at.seq > m.seq);
    let going: Vec<&ConnectionLine> = all[..made].iter().filter(goes_on).collect();
    let rows = going.iter().take(MAX_CONNECTIONS).map(|line| connection(m, line));
    let body = match going.len() {
        0 if made == 0 => m.nothing(lang.pick("None is asked for yet.", "Ещё ни одного не запрошено.")),
        0 => m.nothing(lang.pick("None is open.", "Открытых нет.")),
        count => html! { <><ul>{ for rows }</ul>{ m.more(count.saturating_sub(MAX_CONNECTIONS)) }</> },
    };
    m.section("connections", lang.pick("Connections", "Соединения"), m.count(going.len()), body)
}

/// A connection: its number and peer, its state, the request on it, and its bytes.
fn connection(m: &Moment, line: &ConnectionLine) -> Html {
    let lang = m.lang;
    let made = lang.pick("to where it was asked for", "к началу соединения");
    let name = m.connection(line.connection, Some((line.created.seq, made)));
    let peer = html! { <code>{ m.spans.names.peer(m.trace, line.connection) }</code> };
    let known = line.states.partition_point(|(at, _)| at.seq <= m.seq);
    let state = line.states[..known].last().map(|(_, state)| *state);
    let asks = hold(m, line).or_else(|| request(m, line));
    let why = html! { <span class="why">{ asks.unwrap_or_else(|| state_words(m, state)) }</span> };
    let [sent, got] = [ConnectionEnd::Client, ConnectionEnd::Server].map(|by| bytes(m, line, by));
    let bytes = (sent + got > 0).then(|| {
        let (sent, got) = (i18n::bytes(sent, lang), i18n::bytes(got, lang));
        aside(lang.pick(format!("{sent} there, {got} back"), format!("туда {sent}, обратно {got}")))
    });
    html! {
        <li key={line.connection.0} class="entry">
            { shape("state-resource") }{ spaced([Some(name), Some(peer), Some(why), bytes]) }
        </li>
    }
}

fn state_words(m: &Moment, state: Option<ConnectionState>) -> Html {
    let (en, ru) = match state {
        None => ("asked for", "устанавливается"),
        Some(ConnectionState::Open | ConnectionState::Secured) => ("open", "установлено"),
        Some(ConnectionState::Handshake) => ("TLS handshake", "рукопожатие TLS"),
        Some(ConnectionState::ClientEnded) => ("closed by the client", "закрыто клиентом"),
        Some(ConnectionState::ServerEnded) => ("closed by the server", "закрыто сервером"),
        Some(ConnectionState::Closed) => ("closed", "закрыто"),
        Some(ConnectionState::Refused) => ("refused", "отклонено"),
        Some(ConnectionState::TimedOut) => ("no answer", "нет ответа"),
        Some(ConnectionState::Reset) => ("reset", "сброшено"),
    };
    html! { { m.lang.pick(en, ru) } }
}

/// The transaction for which the connection waits at this moment, and since when.
fn hold(m: &Moment, line: &ConnectionLine) -> Option<Html> {
    let begun = line.holds.partition_point(|hold| hold.from.seq <= m.seq);
    let hold = line.holds[..begun].last().filter(|hold| hold.to.is_none_or(|to| to.seq > m.seq))?;
    let words = m.lang.pick("waits for the transaction of ", "ждёт конца транзакции: ");
    Some(html! { <>{ words }{ m.connection(hold.by, None) }{ " " }{ m.since(hold.from.seq) }</> })
}

/// The sockets of datagrams that have sent or taken one by this moment, with their numbers.
pub fn sockets(m: &Moment) -> Html {
    let all = &m.spans.connections.datagrams;
    if all.all.is_empty() {
        return Html::default();
    }
    let rows: Vec<Html> = (0..all.sockets.len()).filter_map(|place| socket(m, place, &all.sockets[place])).collect();
    let count = rows.len();
    let body = match count {
        0 => m.nothing(m.lang.pick("None is sent yet.", "Ещё ни одной не отправлено.")),
        _ => html! {
            <><ul>{ for rows.into_iter().take(MAX_CONNECTIONS) }</ul>{ m.more(count.saturating_sub(MAX_CONNECTIONS)) }</>
        },
    };
    m.section("datagrams", m.lang.pick("Datagrams", "Датаграммы"), m.count(count), body)
}

fn socket(m: &Moment, place: usize, socket: &DatagramSocket) -> Option<Html> {
    let (mut sent, mut taken, mut lost) = (0, 0, 0);
    for datagram in socket.datagrams.iter().map(|datagram| &m.spans.connections.datagrams.all[*datagram]) {
        let fate = datagram.ended.filter(|(at, _)| at.seq <= m.seq).map(|(_, fate)| fate);
        let is_sender = datagram.sender == Some(place) && datagram.sent.seq <= m.seq;
        sent += usize::from(is_sender);
        taken += usize::from(datagram.receiver == Some(place) && fate.is_some());
        lost += usize::from(is_sender && matches!(fate, Some(DatagramFate::Lost | DatagramFate::Refused)));
    }
    if sent + taken == 0 {
        return None;
    }
    let [sent_words, taken_words, lost_words] = [sent, taken, lost].map(|number| i18n::count(number, m.lang));
    let words = m.lang.pick(
        format!("{sent_words} sent, {taken_words} taken, {lost_words} lost"),
        format!("отправлено: {sent_words}, получено: {taken_words}, потеряно: {lost_words}"),
    );
    let address = html! { <code>{ m.text(socket.address) }</code> };
    let why = html! { <span class="why">{ words }</span> };
    Some(html! {
        <li key={place} class="entry">{ shape("state-resource") }{ spaced([Some(address), Some(why)]) }</li>
    })
}

/// The request that is under way at this moment, and where it is.
fn request(m: &Moment, line: &ConnectionLine) -> Option<Html> {
    let lang = m.lang;
    let past = |at: Option<EventTime>| at.is_some_and(|at| at.seq <= m.seq);
    let begun = line.exchanges.partition_point(|exchange| line.times(exchange).asked.seq <= m.seq);
    let exchange: &Exchange = line.exchanges[..begun].iter().find(|exchange| !past(line.times(exchange).ended))?;
    let times = line.times(exchange);
    let asked = line.messages[exchange.request].line.map(|line| m.text(line)).unwrap_or_default();
    let stage = if past(times.answered) {
        lang.pick("the response arrives", "приходит ответ")
    } else if past(times.reached) {
        lang.pick("the server works", "работает сервер")
    } else {
        lang.pick("the request is on its way", "запрос в пути")
    };
    Some(html! { <><code>{ asked }</code>{ format!(": {stage}") }</> })
}

/// The bytes that one end has sent by this moment.
fn bytes(m: &Moment, line: &ConnectionLine, by: ConnectionEnd) -> u32 {
    let sent = line.transfers.partition_point(|transfer| transfer.sent.seq <= m.seq);
    let own = line.transfers[..sent].iter().filter(|transfer| transfer.by == by);
    own.fold(0, |sum, transfer| sum.saturating_add(transfer.bytes))
}
