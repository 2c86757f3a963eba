//! Datagrams: each comes as it was sent, to whoever has its address, or is lost.

use std::collections::VecDeque;
use std::net::Ipv4Addr;

use super::addresses::{is_local, local_host};
use super::readiness::{ANY, IN, OUT};
use super::{Address, Arrival, DatagramFate, DatagramId, ErrorNumber, FactId, Family, Kind, Network, ObjectId};
use crate::clock::Micros;

/// The longest datagram by host and port: what fits into a packet behind its heads.
const LONGEST: usize = 65_507;

/// The bytes that wait at a receiver. What comes then is lost, but by path, where the sender waits.
const BUFFER: usize = 212_992;

/// A socket of datagrams.
#[derive(Debug)]
pub(super) struct Datagrams {
    pub family: Family,
    pub local: Option<Address>,
    /// The one address with which it is connected.
    pub to: Option<Address>,
    /// The other of a pair.
    pub peer: Option<ObjectId>,
    pub error: Option<ErrorNumber>,
    received: VecDeque<(Vec<u8>, Address)>,
    held: usize,
    pub reuses_address: bool,
    pub reuses_port: bool,
}

impl Datagrams {
    fn new(family: Family) -> Datagrams {
        Datagrams {
            family,
            local: None,
            to: None,
            peer: None,
            error: None,
            received: VecDeque::new(),
            held: 0,
            reuses_address: false,
            reuses_port: false,
        }
    }

    pub fn has_some(&self) -> bool {
        !self.received.is_empty() || self.error.is_some()
    }
}

impl Network {
    /// Opens a socket of datagrams.
    ///
    /// # Errors
    /// If too many files are open.
    pub fn open_datagrams(&mut self, family: Family) -> Result<u32, ErrorNumber> {
        let object = self.object(Kind::Datagrams(Datagrams::new(family)));
        self.open(object)
    }

    /// Opens two sockets whose datagrams go to each other.
    ///
    /// # Errors
    /// If too many files are open.
    pub fn open_datagram_pair(&mut self) -> Result<(u32, u32), ErrorNumber> {
        let [one, other] = [(); 2].map(|()| self.object(Kind::Datagrams(Datagrams::new(Family::Unix))));
        for (id, peer) in [(one, other), (other, one)] {
            if let Some(datagrams) = self.datagrams_mut(id) {
                (datagrams.peer, datagrams.to) = (Some(peer), Some(Address::Unnamed));
            }
        }
        self.open_both(one, other)
    }

    fn datagrams(&self, id: ObjectId) -> Option<&Datagrams> {
        match &self.objects.get(&id)?.kind {
            Kind::Datagrams(datagrams) => Some(datagrams),
            _ => None,
        }
    }

    fn datagrams_mut(&mut self, id: ObjectId) -> Option<&mut Datagrams> {
        match &mut self.objects.get_mut(&id)?.kind {
            Kind::Datagrams(datagrams) => Some(datagrams),
            _ => None,
        }
    }

    /// Connects a socket of datagrams with an address; `None` if it is no such socket.
    pub(super) fn connect_datagrams(&mut self, id: ObjectId, to: &Address) -> Option<Result<(), ErrorNumber>> {
        let family = self.datagrams(id)?.family;
        Some(self.route(id, family, to).and_then(|to| {
            if family == Family::Unix && self.receiver(&to, None, family).is_none() {
                return Err(ErrorNumber::REFUSED);
            }
            if let Some(datagrams) = self.datagrams_mut(id) {
                datagrams.to = Some(to);
                if let Some(Address::Inet(own, _)) = &mut datagrams.local {
                    *own = local_host(*own);
                }
            }
            Ok(())
        }))
    }

    /// The address that is meant, once the sender has one of its own.
    fn route(&mut self, id: ObjectId, family: Family, to: &Address) -> Result<Address, ErrorNumber> {
        match (family, to) {
            (Family::Inet, Address::Inet(host, _)) if *host == Ipv4Addr::BROADCAST => Err(ErrorNumber::ACCESS),
            (Family::Inet, Address::Inet(host, _)) if !is_local(*host) => Err(ErrorNumber::UNREACHABLE),
            (Family::Inet, Address::Inet(_, 0)) => Err(ErrorNumber::INVALID),
            (Family::Inet, Address::Inet(host, port)) => {
                let is_bound = self.datagrams(id).is_some_and(|datagrams| datagrams.local.is_some());
                if !is_bound {
                    self.bind_to_any(id, Ipv4Addr::UNSPECIFIED)?;
                }
                Ok(Address::Inet(local_host(*host), *port))
            }
            (Family::Unix, Address::Path { .. }) => Ok(to.clone()),
            _ => Err(ErrorNumber::INVALID),
        }
    }

    /// The socket that takes what one at `from` sends to an address.
    fn receiver(&self, to: &Address, from: Option<&Address>, family: Family) -> Option<ObjectId> {
        let takes = |id: &ObjectId| {
            let datagrams = self.datagrams(*id).filter(|datagrams| datagrams.family == family)?;
            datagrams.local.as_ref().filter(|local| local.takes(to))?;
            let is_for_one = family == Family::Inet && datagrams.to.is_some();
            if is_for_one && datagrams.to.as_ref() != from {
                return None;
            }
            Some((!is_for_one, *id))
        };
        self.objects.keys().filter_map(takes).min().map(|(_, id)| id)
    }

    pub(super) fn is_full(&self, id: ObjectId) -> bool {
        self.datagrams(id).is_some_and(|datagrams| datagrams.held >= BUFFER)
    }

    /// Sends a datagram to an address, or to the one with which the socket is connected.
    ///
    /// # Errors
    /// If it has no destination or is too long; [`ErrorNumber::REFUSED`] if nobody has taken the last one.
    pub fn send_to(&mut self, number: u32, data: &[u8], to: Option<&Address>) -> Result<usize, ErrorNumber> {
        let id = self.find(number)?;
        let Some(own) = self.datagrams_mut(id) else {
            // A connection has its peer.
            return match to {
                Some(_) if self.addresses(number)?.1.is_some() => Err(ErrorNumber::IS_CONNECTED),
                _ => self.send(number, data),
            };
        };
        if let Some(error) = own.error.take() {
            return Err(error);
        }
        let (family, connected) = (own.family, own.to.clone());
        if let (Some(peer), None) = (own.peer, to) {
            // A pair is a program's own plumbing.
            return self.hand_over(id, peer, family, data, None);
        }
        if data.len() > LONGEST && family == Family::Inet {
            return Err(ErrorNumber::TOO_LONG);
        }
        let is_connected = to.is_none();
        let none = if family == Family::Inet { ErrorNumber::NO_DESTINATION } else { ErrorNumber::NOT_CONNECTED };
        let to = to.or(connected.as_ref()).ok_or(none)?.clone();
        let to = self.route(id, family, &to)?;
        let from = self.datagrams(id).and_then(|own| own.local.clone()).map(|own| match own {
            Address::Inet(host, port) => Address::Inet(local_host(host), port),
            own => own,
        });
        match self.receiver(&to, from.as_ref(), family) {
            Some(receiver) => self.hand_over(id, receiver, family, data, Some(to)),
            None if family == Family::Unix => Err(ErrorNumber::REFUSED),
            None => {
                let sent = self.facts.datagram_sent(from.unwrap_or(Address::Unnamed), to.clone(), data.len());
                let refused = self.facts.datagram_ended(sent, DatagramFate::Refused);
                // The machine answers that nobody is there, which only a socket that is connected is told.
                if (is_connected || connected.as_ref() == Some(&to)) && connected.is_some() {
                    self.because(Some(refused), |network| network.datagrams_refused(id));
                }
                Ok(data.len())
            }
        }
    }

    fn datagrams_refused(&mut self, id: ObjectId) {
        if let Some(datagrams) = self.datagrams_mut(id) {
            datagrams.error = Some(ErrorNumber::REFUSED);
            self.notify(id, ANY);
        }
    }

    /// Has a datagram go to a socket. `address` is the one to which it goes, if that is to be noted.
    fn hand_over(
        &mut self,
        from: ObjectId,
        to: ObjectId,
        family: Family,
        data: &[u8],
        address: Option<Address>,
    ) -> Result<usize, ErrorNumber> {
        let receiver = self.datagrams(to).ok_or(ErrorNumber::REFUSED)?;
        let is_full = !receiver.received.is_empty() && receiver.held + data.len() > BUFFER;
        // By path the sender waits; otherwise the datagram is lost.
        if is_full && family == Family::Unix {
            return Err(ErrorNumber::AGAIN);
        }
        let own = self.datagrams(from).and_then(|own| own.local.clone()).unwrap_or(Address::Unnamed);
        let own = match own {
            Address::Inet(host, port) => Address::Inet(local_host(host), port),
            own => own,
        };
        let noted_as = address.map(|address| self.facts.datagram_sent(own.clone(), address, data.len()));
        if is_full {
            if let Some(sent) = noted_as {
                self.facts.datagram_ended(sent, DatagramFate::Lost);
            }
            return Ok(data.len());
        }
        self.send_off(Micros::ZERO, Arrival::Datagram { to, from: own, data: data.to_vec(), noted_as });
        Ok(data.len())
    }

    pub(super) fn datagram_arrived(
        &mut self,
        to: ObjectId,
        from: Address,
        data: Vec<u8>,
        noted_as: Option<(DatagramId, FactId)>,
    ) {
        let fact = noted_as.map(|sent| self.facts.datagram_ended(sent, DatagramFate::Arrived));
        if let Some(datagrams) = self.datagrams_mut(to) {
            datagrams.held += data.len();
            datagrams.received.push_back((data, from));
            self.because(fact, |network| network.notify(to, IN));
        }
    }

    /// Receives a datagram, or at most so many bytes of a connection: the bytes, the sender's address, and the length of a
    /// datagram, of which what does not fit is lost.
    ///
    /// # Errors
    /// [`ErrorNumber::AGAIN`] if there is none yet; an error that has come, once.
    pub fn receive_from(
        &mut self,
        number: u32,
        most: usize,
        peeks: bool,
    ) -> Result<(Vec<u8>, Option<Address>, usize), ErrorNumber> {
        let id = self.find(number)?;
        let Some(own) = self.datagrams_mut(id) else {
            let data = self.receive(number, most, peeks)?;
            let length = data.len();
            return Ok((data, None, length));
        };
        if let Some(error) = own.error.take() {
            return Err(error);
        }
        let (mut data, from) = if peeks {
            own.received.front().cloned().ok_or(ErrorNumber::AGAIN)?
        } else {
            let (data, from) = own.received.pop_front().ok_or(ErrorNumber::AGAIN)?;
            own.held -= data.len();
            (data, from)
        };
        let (length, peer) = (data.len(), own.peer);
        data.truncate(most);
        if let Some(peer) = peer.filter(|_| !peeks) {
            self.notify(peer, OUT);
        }
        Ok((data, Some(from), length))
    }

    pub(super) fn shut_down_datagrams(&mut self, id: ObjectId) -> Result<(), ErrorNumber> {
        let datagrams = self.datagrams(id).ok_or(ErrorNumber::NOT_SOCKET)?;
        if datagrams.to.is_some() { Ok(()) } else { Err(ErrorNumber::NOT_CONNECTED) }
    }

    pub(super) fn close_datagrams(&mut self, id: ObjectId) {
        if let Some(peer) = self.datagrams(id).and_then(|datagrams| datagrams.peer) {
            self.notify(peer, ANY);
        }
    }
}
