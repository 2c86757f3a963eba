//! Addresses that sockets are bound to, and when two may have the same.

use std::net::Ipv4Addr;

use super::addresses::{FIRST_FREE_PORT, FIRST_GIVEN_PORT, is_local};
use super::connections::State;
use super::{Address, ErrorNumber, Family, Kind, Network, ObjectId};

impl Network {
    /// Binds a socket to an address; port 0 asks for any.
    ///
    /// # Errors
    /// If it is bound, or the address is taken, not of this machine, or not a student's.
    pub fn bind(&mut self, number: u32, address: Address) -> Result<(), ErrorNumber> {
        let id = self.find(number)?;
        let (family, local, reuses) = self.binding(id).ok_or(ErrorNumber::NOT_SOCKET)?;
        if local.is_some() {
            return Err(ErrorNumber::INVALID);
        }
        let address = match (family, address) {
            (Family::Inet, Address::Inet(host, _)) if !is_local(host) => return Err(ErrorNumber::NOT_AVAILABLE),
            (Family::Inet, Address::Inet(host, 0)) => self.free_address(id, host)?,
            (Family::Inet, Address::Inet(_, port)) if port < FIRST_FREE_PORT => return Err(ErrorNumber::ACCESS),
            (Family::Inet, address @ Address::Inet(..)) | (Family::Unix, address @ Address::Path { .. }) => address,
            _ => return Err(ErrorNumber::INVALID),
        };
        if self.is_taken(id, &address, reuses) {
            return Err(ErrorNumber::IN_USE);
        }
        self.set_local(id, address);
        Ok(())
    }

    /// Binds a socket that is not bound to any port of the way to a host.
    pub(super) fn bind_to_any(&mut self, id: ObjectId, host: Ipv4Addr) -> Result<(), ErrorNumber> {
        if matches!(self.binding(id), Some((Family::Inet, None, _))) {
            let address = self.free_address(id, host)?;
            self.set_local(id, address);
        }
        Ok(())
    }

    fn free_address(&mut self, id: ObjectId, host: Ipv4Addr) -> Result<Address, ErrorNumber> {
        for _ in FIRST_GIVEN_PORT..u16::MAX {
            self.last_port = self.last_port.checked_add(1).unwrap_or(0).max(FIRST_GIVEN_PORT);
            let address = Address::Inet(host, self.last_port);
            if !self.is_taken(id, &address, (false, false)) {
                return Ok(address);
            }
        }
        Err(ErrorNumber::IN_USE)
    }

    /// Tells if another socket of the same kind has an address. Two may share it if both say so, and on TCP none listens.
    fn is_taken(&self, id: ObjectId, address: &Address, reuses: (bool, bool)) -> bool {
        let is_stream = self.stream(id).is_some();
        self.objects.iter().any(|(other, object)| {
            let (local, own, listens) = match &object.kind {
                Kind::Stream(stream) if is_stream => {
                    let listens = matches!(stream.state, State::Listening { .. });
                    (&stream.local, (stream.reuses_address, stream.reuses_port), listens)
                }
                Kind::Datagrams(datagrams) if !is_stream => {
                    (&datagrams.local, (datagrams.reuses_address, datagrams.reuses_port), false)
                }
                _ => return false,
            };
            let share = (reuses.1 && own.1) || (reuses.0 && own.0 && !listens);
            *other != id && !share && local.as_ref().is_some_and(|local| local.collides(address))
        })
    }

    /// The family of a socket, the address to which it is bound, and whether it shares that.
    fn binding(&self, id: ObjectId) -> Option<(Family, Option<&Address>, (bool, bool))> {
        match &self.objects.get(&id)?.kind {
            Kind::Stream(own) => Some((own.family, own.local.as_ref(), (own.reuses_address, own.reuses_port))),
            Kind::Datagrams(own) => Some((own.family, own.local.as_ref(), (own.reuses_address, own.reuses_port))),
            _ => None,
        }
    }

    fn set_local(&mut self, id: ObjectId, address: Address) {
        match self.objects.get_mut(&id).map(|object| &mut object.kind) {
            Some(Kind::Stream(stream)) => stream.local = Some(address),
            Some(Kind::Datagrams(datagrams)) => datagrams.local = Some(address),
            _ => {}
        }
    }
}
