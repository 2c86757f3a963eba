//! Certificates of hosts, by an authority that is invented and that the model of TLS trusts.
//!
//! Certificates have the fields of real ones (RFC 5280), in DER, but keys and signatures that are none: nobody checks a signature here.

use super::super::host_entry::CertificateKind;
use super::sha1::sha1;

const AUTHORITY: &str = "Playground Authority";

const INTEGER: u8 = 0x02;
const BITS: u8 = 0x03;
const OCTETS: u8 = 0x04;
const OID: u8 = 0x06;
const UTF8: u8 = 0x0c;
const TIME: u8 = 0x17;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;

/// The authority's own certificate.
pub fn authority() -> Vec<u8> {
    let (name, id) = (subject(AUTHORITY), key_id(AUTHORITY));
    let extensions = [
        extension(&[0x55, 0x1d, 0x13], true, &der(SEQUENCE, &der(0x01, &[0xff]))),
        // Signs certificates and lists of those that were taken back.
        extension(&[0x55, 0x1d, 0x0f], true, &der(BITS, &[1, 0x06])),
        extension(&[0x55, 0x1d, 0x0e], false, &der(OCTETS, &id)),
    ];
    certificate(AUTHORITY, &name, &name, ["260101000000Z", "491231235959Z"], &extensions.concat())
}

/// The certificates that a host shows.
pub(in super::super) fn chain(host: &str, kind: CertificateKind) -> Vec<Vec<u8>> {
    let name = if kind == CertificateKind::OfAnother { "other.example" } else { host };
    let is_own = kind == CertificateKind::SelfSigned;
    let issuer = if is_own { name } else { AUTHORITY };
    let names: Vec<u8> =
        [name.to_string(), format!("www.{name}")].iter().flat_map(|n| der(0x82, n.as_bytes())).collect();
    let extensions = [
        extension(&[0x55, 0x1d, 0x11], false, &der(SEQUENCE, &names)),
        extension(&[0x55, 0x1d, 0x13], true, &der(SEQUENCE, &[])),
        extension(&[0x55, 0x1d, 0x0f], true, &der(BITS, &[7, 0x80])),
        // For servers.
        extension(&[0x55, 0x1d, 0x25], false, &der(SEQUENCE, &der(OID, &[0x2b, 6, 1, 5, 5, 7, 3, 1]))),
        extension(&[0x55, 0x1d, 0x0e], false, &der(OCTETS, &key_id(name))),
        extension(&[0x55, 0x1d, 0x23], false, &der(SEQUENCE, &der(0x80, &key_id(issuer)))),
    ];
    let ends = if kind == CertificateKind::Expired { "251231235959Z" } else { "270201000000Z" };
    let begins = if kind == CertificateKind::Expired { "250101000000Z" } else { "260101000000Z" };
    vec![certificate(name, &subject(issuer), &subject(name), [begins, ends], &extensions.concat())]
}

fn certificate(name: &str, issuer: &[u8], subject: &[u8], [begins, ends]: [&str; 2], extensions: &[u8]) -> Vec<u8> {
    // ECDSA with SHA-256.
    let algorithm = der(SEQUENCE, &der(OID, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]));
    let mut serial = sha1(name.as_bytes())[..16].to_vec();
    serial[0] &= 0x7f;
    serial[0] |= 0x40;
    let fields = [
        der(0xa0, &der(INTEGER, &[2])),
        der(INTEGER, &serial),
        algorithm.clone(),
        issuer.to_vec(),
        der(SEQUENCE, &[der(TIME, begins.as_bytes()), der(TIME, ends.as_bytes())].concat()),
        subject.to_vec(),
        public_key(name),
        der(0xa3, &der(SEQUENCE, extensions)),
    ];
    let signature: Vec<u8> = [sha1(extensions), sha1(subject), sha1(issuer)].concat();
    let body = der(SEQUENCE, &fields.concat());
    der(SEQUENCE, &[body, algorithm, der(BITS, &[&[0], &signature[..]].concat())].concat())
}

fn subject(common_name: &str) -> Vec<u8> {
    let attribute = [der(OID, &[0x55, 4, 3]), der(UTF8, common_name.as_bytes())].concat();
    der(SEQUENCE, &der(SET, &der(SEQUENCE, &attribute)))
}

/// A key of the curve P-256 by its looks; it is no point of it.
fn public_key(name: &str) -> Vec<u8> {
    let ec = der(OID, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1]);
    let curve = der(OID, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]);
    let digests: Vec<u8> = (0..4).flat_map(|i| sha1(format!("{name} {i}").as_bytes())).take(64).collect();
    let bits = [&[0, 4], &digests[..]].concat();
    der(SEQUENCE, &[der(SEQUENCE, &[ec, curve].concat()), der(BITS, &bits)].concat())
}

fn key_id(name: &str) -> Vec<u8> {
    sha1(&public_key(name)).to_vec()
}

fn extension(oid: &[u8], is_critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if is_critical { der(0x01, &[0xff]) } else { Vec::new() };
    der(SEQUENCE, &[der(OID, oid), critical, der(OCTETS, value)].concat())
}

/// An element: its tag, its length and its content.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut element = vec![tag];
    match content.len() {
        short @ ..128 => element.push(short as u8),
        middle @ ..256 => element.extend([0x81, middle as u8]),
        long => element.extend([0x82, (long >> 8) as u8, (long & 0xff) as u8]),
    }
    element.extend(content);
    element
}
