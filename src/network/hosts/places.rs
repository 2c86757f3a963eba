//! Where hosts stand: their names, addresses, ports and distances.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::net::Ipv4Addr;

use super::super::Network;
use super::super::addresses::{is_local, resolve};
use super::{Caller, Reception, Service};
use crate::clock::Micros;

/// The network in which hosts have their addresses. It is set aside for measurements (RFC 2544) and belongs to nobody.
const FIRST_ADDRESS: u32 = u32::from_be_bytes([198, 18, 0, 0]);

/// The number of addresses there that are given, lest one end in 0 or 255.
const ADDRESSES: u32 = 512 * 254;

/// The table of hosts by name.
pub trait Directory: Debug {
    /// Looks a name up, in lower case and without a dot at its end. A host is asked for once; it keeps its address.
    fn find(&mut self, name: &str) -> Found;
}

/// The result of looking a name up.
#[derive(Debug)]
pub struct Found {
    /// The time that looking it up takes, each time anew.
    pub takes: Micros,
    /// The host; `None` if there is none of that name.
    pub host: Option<NewHost>,
}

/// A host that comes to the network.
#[derive(Debug)]
pub struct NewHost {
    /// The time that bytes take one way.
    pub latency: Micros,
    /// Requests for connections to ports without a service get no answer; otherwise they are refused.
    pub is_silent: bool,
    /// The services by port.
    pub services: Vec<(u16, Box<dyn Service>)>,
}

/// A host on the network.
#[derive(Debug)]
struct Place {
    latency: Micros,
    is_silent: bool,
    services: BTreeMap<u16, Box<dyn Service>>,
}

/// All hosts that stand on the network.
#[derive(Debug, Default)]
pub(in crate::network) struct Places {
    directory: Option<Box<dyn Directory>>,
    /// Names that were looked up and found, with the time that it takes.
    names: BTreeMap<String, (Ipv4Addr, Micros)>,
    places: BTreeMap<Ipv4Addr, Place>,
}

impl Places {
    /// An address for a name, the same in every run: from the name itself, the next one if that is taken.
    fn address_of(&self, name: &str) -> Ipv4Addr {
        // FNV-1a
        let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let addresses = (0..ADDRESSES).map(|step| {
            let index = (hash % ADDRESSES + step) % ADDRESSES;
            Ipv4Addr::from(FIRST_ADDRESS + index / 254 * 256 + index % 254 + 1)
        });
        addresses.into_iter().find(|address| !self.places.contains_key(address)).unwrap_or(Ipv4Addr::UNSPECIFIED)
    }
}

/// Tells if an address is one at which nobody answers, and nobody says so either: those of private networks, and those that
/// are set aside for examples. Programs try a time-out with them.
fn is_void(host: Ipv4Addr) -> bool {
    host.is_private() || host.is_documentation()
}

impl Network {
    /// Gives the network its hosts by name. Those that were found before stay.
    pub fn set_directory(&mut self, directory: Box<dyn Directory>) {
        self.places.directory = Some(directory);
    }

    /// Puts a service at a port of an address: of this machine, or of a host that has been looked up. A socket of the program
    /// that listens there comes first.
    pub fn serve(&mut self, host: Ipv4Addr, port: u16, service: Box<dyn Service>) {
        let place = self.places.places.entry(host);
        let new = Place { latency: Micros::ZERO, is_silent: false, services: BTreeMap::new() };
        place.or_insert(new).services.insert(port, service);
    }

    /// Looks a name up: the address, if there is such a host, and the time that it takes to find that out. The machine's own
    /// names and addresses in numbers take none.
    pub fn look_up(&mut self, name: &str) -> (Option<Ipv4Addr>, Micros) {
        if let Some(address) = resolve(name) {
            return (Some(address), Micros::ZERO);
        }
        let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
        if let Some((address, takes)) = self.places.names.get(&name) {
            return (Some(*address), *takes);
        }
        let Some(directory) = &mut self.places.directory else { return (None, Micros::ZERO) };
        let Found { takes, host } = directory.find(&name);
        let Some(NewHost { latency, is_silent, services }) = host else { return (None, takes) };
        let address = self.places.address_of(&name);
        let services = services.into_iter().collect();
        self.places.places.insert(address, Place { latency, is_silent, services });
        self.places.names.insert(name, (address, takes));
        (Some(address), takes)
    }

    /// The name of the host at an address, if one was looked up.
    pub fn name_of(&self, host: Ipv4Addr) -> Option<&str> {
        self.places.names.iter().find(|(_, (address, _))| *address == host).map(|(name, _)| name.as_str())
    }

    /// The latency of the way to a host; `None` if there is no way.
    pub(in crate::network) fn latency(&self, host: Ipv4Addr) -> Option<Micros> {
        let place = self.places.places.get(&host).map(|place| place.latency);
        place.or_else(|| (is_local(host) || is_void(host)).then_some(Micros::ZERO))
    }

    /// The answer of a host to a request for a connection.
    pub(in crate::network) fn reception(&mut self, host: Ipv4Addr, port: u16, caller: &Caller) -> Reception {
        let now = self.now;
        match self.places.places.get_mut(&host) {
            Some(place) => match place.services.get_mut(&port) {
                Some(service) => service.accept(caller, now),
                None if place.is_silent => Reception::Silent,
                None => Reception::Refuses,
            },
            None if is_void(host) => Reception::Silent,
            None => Reception::Refuses,
        }
    }
}
