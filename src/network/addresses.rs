//! Addresses of sockets, and the names of hosts.

use std::net::Ipv4Addr;

/// The first port that a student may take.
pub const FIRST_FREE_PORT: u16 = 1024;

/// The first of the ports that are given to sockets which ask for none.
pub const FIRST_GIVEN_PORT: u16 = 49_152;

/// The name of the machine on which a program runs.
pub const HOST_NAME: &str = "playground";

/// The address by which other machines know this one.
pub const OUTWARD: Ipv4Addr = Ipv4Addr::new(192, 168, 0, 2);

/// The address of a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A host and a port.
    Inet(Ipv4Addr, u16),
    /// A path of a socket in the folder in memory. `node` tells files apart that have had the same path one after the other; a
    /// name that is in no folder (it begins with a zero) has none.
    Path {
        /// The number of the file.
        node: Option<u64>,
        /// The path as the program has given it.
        name: String,
    },
    /// The address of a socket by path that was never bound.
    Unnamed,
}

impl Address {
    /// Tells if what is sent to `other` comes to a socket that is bound to this address.
    pub fn takes(&self, other: &Address) -> bool {
        match (self, other) {
            (Address::Inet(own, port), Address::Inet(to, to_port)) => {
                port == to_port && (own.is_unspecified() && is_local(*to) || own == &local_host(*to))
            }
            (Address::Path { node: Some(own), .. }, Address::Path { node: Some(to), .. }) => own == to,
            (Address::Path { node: None, name: own }, Address::Path { node: None, name: to }) => own == to,
            _ => false,
        }
    }

    /// Tells if two sockets with these addresses would be in each other's way.
    pub fn collides(&self, other: &Address) -> bool {
        match (self, other) {
            (Address::Inet(own, port), Address::Inet(to, to_port)) => {
                port == to_port && (own == to || own.is_unspecified() || to.is_unspecified())
            }
            _ => self.takes(other),
        }
    }
}

/// The address that is meant by an address to which something is sent: `0.0.0.0` is this machine.
pub fn local_host(to: Ipv4Addr) -> Ipv4Addr {
    if to.is_unspecified() { Ipv4Addr::LOCALHOST } else { to }
}

/// The address of this machine on the way to a host: its own loop, or the one by which other machines know it.
pub fn own_address(to: Ipv4Addr) -> Ipv4Addr {
    if is_local(to) { local_host(to) } else { OUTWARD }
}

/// Tells if an address is one of this machine.
pub fn is_local(host: Ipv4Addr) -> bool {
    host.is_loopback() || host.is_unspecified() || host == OUTWARD
}

/// The address of a host by its name; `None` if there is no such name. Names of other machines are those of
/// [`super::hosts`].
pub fn resolve(name: &str) -> Option<Ipv4Addr> {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    match name.as_str() {
        "localhost" | HOST_NAME => Some(Ipv4Addr::LOCALHOST),
        _ if name.ends_with(".localhost") => Some(Ipv4Addr::LOCALHOST),
        _ => numeric(&name),
    }
}

/// Reads an address as `inet_aton` does: one to four numbers, of which the last takes all bytes that are left.
pub fn numeric(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = text.split('.').collect();
    if parts.len() > 4 {
        return None;
    }
    let numbers: Vec<u32> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
    let (last, above) = numbers.split_last()?;
    let bits = 8 * (4 - above.len() as u32);
    if above.iter().any(|part| *part > 255) || u64::from(*last) >= 1 << bits {
        return None;
    }
    let high = above.iter().enumerate().fold(0, |sum, (i, part)| sum | part << (24 - 8 * i as u32));
    Some(Ipv4Addr::from(high | last))
}

/// A number of C: in ten digits, with a leading zero in eight, with `0x` in sixteen.
fn number(text: &str) -> Option<u32> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    match (lower.strip_prefix("0x"), lower.strip_prefix('0')) {
        (Some(digits), _) => u32::from_str_radix(digits, 16).ok(),
        (None, Some(digits)) if !digits.is_empty() => u32::from_str_radix(digits, 8).ok(),
        _ => lower.parse().ok(),
    }
}
