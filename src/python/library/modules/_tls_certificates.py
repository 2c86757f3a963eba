"""Certificates of the model of TLS: reads them as they are in PEM files, and tells which one a peer may trust.

Names, dates, issuers and uses are checked in OpenSSL's order and with its words. Signatures are not: nothing in this playground
is secret, and whoever can write a certificate here can write the program that trusts it.
"""

import binascii
import re
import time

_OIDS = {
    "2.5.4.3": "commonName",
    "2.5.4.4": "surname",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "countryName",
    "2.5.4.7": "localityName",
    "2.5.4.8": "stateOrProvinceName",
    "2.5.4.9": "streetAddress",
    "2.5.4.10": "organizationName",
    "2.5.4.11": "organizationalUnitName",
    "2.5.4.12": "title",
    "2.5.4.42": "givenName",
    "1.2.840.113549.1.9.1": "emailAddress",
    "0.9.2342.19200300.100.1.25": "domainComponent",
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

# Flags of contexts, as `ssl` has them.
_STRICT, _PARTIAL_CHAIN = 0x20, 0x80000
_NEVER_CHECK_SUBJECT = 32


class Invalid(Exception):
    """A certificate that is refused: OpenSSL's number, its words, and the alert that the peer is sent."""

    def __init__(self, code, words, alert):
        super().__init__(words)
        self.code, self.words, self.alert = code, words, alert


def items(data):
    """The elements of DER one after the other, each with its tag, its content and all of its bytes."""
    found, at = [], 0
    while at < len(data):
        start, tag, length = at, data[at], data[at + 1]
        at += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[at : at + size], "big")
            at += size
        if at + length > len(data):
            raise ValueError("not enough data")
        found.append((tag, data[at : at + length], data[start : at + length]))
        at += length
    return found


def _oid(data):
    numbers, number = [], 0
    for byte in data:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))


def _name(data):
    """A name as `getpeercert` has it: a tuple of attributes for each of its parts."""
    parts = []
    for _, attributes, _ in items(data):
        part = []
        for _, attribute, _ in items(attributes):
            (_, oid, _), (tag, value, _) = items(attribute)
            oid = _oid(oid)
            text = value.decode("utf-16-be" if tag == 0x1E else "utf-8", "replace")
            part.append((_OIDS.get(oid, oid), text))
        parts.append(tuple(part))
    return tuple(parts)


def _moment(tag, text):
    """A moment as fourteen digits."""
    digits = text.decode()[:-1]
    if tag == 0x17:
        digits = ("19" if digits >= "50" else "20") + digits
    return digits


def _date(digits):
    month, day = _MONTHS[int(digits[4:6]) - 1], int(digits[6:8])
    return f"{month} {day:2} {digits[8:10]}:{digits[10:12]}:{digits[12:14]} {digits[:4]} GMT"


def address_bytes(text):
    """The bytes of an address; `None` if it is a name."""
    parts = text.split(".")
    if len(parts) == 4 and all(part.isdigit() and len(part) < 4 and int(part) < 256 for part in parts):
        return bytes(map(int, parts))
    if ":" in text:
        import socket

        try:
            return socket.inet_pton(socket.AF_INET6, text)
        except OSError:
            return None
    return None


def _address(data):
    if len(data) == 4:
        return ".".join(map(str, data))
    return ":".join(f"{data[at] << 8 | data[at + 1]:X}" for at in range(0, len(data), 2))


class Certificate:
    """A certificate, read from DER."""

    def __init__(self, der):
        (_, whole, self.der), *_ = items(der)
        fields = items(items(whole)[0][1])
        self.version = 1
        if fields[0][0] == 0xA0:
            self.version = 1 + fields.pop(0)[1][-1]
        serial, _, issuer, validity, subject, key = fields[:6]
        self.serial = serial[1][1:] if serial[1][0] == 0 and len(serial[1]) > 1 else serial[1]
        self.issuer_der, self.subject_der = issuer[2], subject[2]
        self.issuer, self.subject = _name(issuer[1]), _name(subject[1])
        self.begins, self.ends = (_moment(tag, text) for tag, text, _ in items(validity[1]))
        (_, kind, _), (_, bits, _) = items(key[1])
        self.is_rsa = _oid(items(kind)[0][1]) == "1.2.840.113549.1.1.1"
        self.key = bits[1:]
        # The first version has no extensions.
        self.is_ca = self.version == 1 and self.issuer_der == self.subject_der
        self.names, self.uses, self.purposes, self.own_id, self.issuer_id, self.places = [], None, None, None, None, {}
        for tag, content, _ in fields[6:]:
            if tag == 0xA3:
                for _, extension, _ in items(items(content)[0][1]):
                    parts = items(extension)
                    self._take(_oid(parts[0][1]), items(parts[-1][1]))

    def _take(self, oid, values):
        """Takes an extension: names, whether it may issue others, uses, and identifiers of keys."""
        tag, content, _ = values[0]
        if oid == "2.5.29.17":
            self.names = [(tag & 0x1F, value) for tag, value, _ in items(content)]
        elif oid == "2.5.29.19":
            self.is_ca = any(tag == 1 and value != b"\0" for tag, value, _ in items(content))
        elif oid == "2.5.29.15":
            self.uses = content[1] if len(content) > 1 else 0
        elif oid == "2.5.29.37":
            self.purposes = [_oid(value) for _, value, _ in items(content)]
        elif oid == "2.5.29.14":
            self.own_id = content
        elif oid == "2.5.29.35":
            self.issuer_id = next((value for tag, value, _ in items(content) if tag == 0x80), None)
        elif oid == "1.3.6.1.5.5.7.1.1":
            for _, place, _ in items(content):
                (_, method, _), (_, uri, _) = items(place)
                name = {"1.3.6.1.5.5.7.48.1": "OCSP", "1.3.6.1.5.5.7.48.2": "caIssuers"}.get(_oid(method))
                if name:
                    self.places[name] = (*self.places.get(name, ()), uri.decode("latin-1"))
        elif oid == "2.5.29.31":
            points = [items(point) for _, point, _ in items(content)]
            names = [items(items(parts[0][1])[0][1]) for parts in points if parts and parts[0][1]]
            uris = tuple(uri.decode("latin-1") for each in names for tag, uri, _ in each if tag == 0x86)
            if uris:
                self.places["crlDistributionPoints"] = uris

    def is_self_issued(self):
        return self.issuer_der == self.subject_der and self.issuer_id in (None, self.own_id)

    def has_issued(self, other):
        """Tells if another certificate names this one as its issuer."""
        is_named = other.issuer_der == self.subject_der
        return is_named and (other.issuer_id is None or self.own_id is None or other.issuer_id == self.own_id)

    def about(self):
        """What `getpeercert` tells of it."""
        told = {
            "subject": self.subject,
            "issuer": self.issuer,
            "version": self.version,
            "serialNumber": self.serial.hex().upper(),
            "notBefore": _date(self.begins),
            "notAfter": _date(self.ends),
        }
        names = []
        for kind, value in self.names:
            if kind in (1, 2, 6):
                names.append(({1: "email", 2: "DNS", 6: "URI"}[kind], value.decode("latin-1")))
            elif kind == 4:
                names.append(("DirName", _name(items(value)[0][1])))
            elif kind == 7:
                names.append(("IP Address", _address(value)))
        if names:
            told["subjectAltName"] = tuple(names)
        return {**told, **self.places}

    def is_of_key(self, der):
        """Tells if a private key belongs to it, as far as the key has its public part in it."""
        if self.is_rsa:
            public = items(items(self.key)[0][1])[0][1]
            return public in der
        return self.key[0] != 4 or self.key in der


def pem_blocks(text, kinds):
    """The contents of blocks of a PEM file, of which the last words of the title are given."""
    blocks = []
    for title, content in re.findall(r"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----", text, re.DOTALL):
        if title.endswith(kinds):
            # Older files of keys begin with lines of what is in them.
            content = content.rpartition("\n\n")[2] if ":" in content else content
            blocks.append((title, binascii.a2b_base64(content)))
    return blocks


def certificates_of(text):
    return [Certificate(der) for _, der in pem_blocks(text, "CERTIFICATE")]


def _is_for(pattern, host):
    """Tells if a name of a certificate is that of a host: a star stands for one label, the first of at least three."""
    pattern, host = pattern.lower(), host.lower()
    if pattern.startswith("*.") and pattern.count(".") >= 2:
        label, dot, rest = host.partition(".")
        return bool(label and dot) and rest == pattern[2:]
    return pattern == host


def _check_name(certificate, host, flags):
    address = address_bytes(host)
    if address is not None:
        if (7, address) not in certificate.names:
            raise Invalid(64, f"IP address mismatch, certificate is not valid for '{host}'.", 42)
        return
    names = [value.decode("latin-1") for kind, value in certificate.names if kind == 2]
    if not names and not flags & _NEVER_CHECK_SUBJECT:
        names = [value for part in certificate.subject for name, value in part if name == "commonName"]
    if not any(_is_for(name, host) for name in names):
        raise Invalid(62, f"Hostname mismatch, certificate is not valid for '{host}'.", 42)


def _chain(sent, trusted, flags):
    """The chain from a peer's certificate to one that is trusted."""
    known = {each.der for each in trusted}
    chain = [sent[0]]
    while True:
        last = chain[-1]
        if last.der in known and (flags & _PARTIAL_CHAIN or last.is_self_issued()):
            return chain
        if last.is_self_issued():
            if len(chain) == 1:
                raise Invalid(18, "self-signed certificate", 48)
            raise Invalid(19, "self-signed certificate in certificate chain", 48)
        above = [each for each in trusted + sent[1:] if each.has_issued(last) and each not in chain]
        if not above:
            if last.der in known and len(chain) > 1:
                raise Invalid(2, "unable to get issuer certificate", 48)
            raise Invalid(20, "unable to get local issuer certificate", 48)
        chain.append(above[0])


def _check_uses(chain, flags, of_server):
    purpose = "1.3.6.1.5.5.7.3.1" if of_server else "1.3.6.1.5.5.7.3.2"
    for at, each in enumerate(chain):
        # Certificates of the first version do not say if they may issue others.
        is_old = each.is_ca and each.version == 1
        if at and not each.is_ca or is_old and flags & _STRICT:
            raise Invalid(79, "invalid CA certificate", 48)
        if each.purposes is not None and not {purpose, "2.5.29.37.0"} & set(each.purposes):
            raise Invalid(26, "unsuitable certificate purpose", 43)
        if flags & _STRICT and len(chain) > 1:
            if each.is_ca and each.uses is None:
                raise Invalid(92, "CA cert does not include key usage extension", 46)
            if at + 1 < len(chain) and each.version == 3 and each.issuer_id is None:
                raise Invalid(85, "Missing Authority Key Identifier", 46)
            if each.is_ca and each.own_id is None:
                raise Invalid(86, "Missing Subject Key Identifier", 46)


def verified(sent, trusted, flags, host=None, host_flags=0, of_server=True):
    """The chain of a peer's certificates up to one that is trusted; raises `Invalid` if there is none."""
    chain = _chain(sent, trusted, flags)
    _check_uses(chain, flags, of_server)
    if host is not None:
        _check_name(chain[0], host, host_flags)
    # None is too young: a program's clock begins at a moment of its own, and not when certificates are made.
    if any(time.strftime("%Y%m%d%H%M%S", time.gmtime()) > each.ends for each in chain):
        raise Invalid(10, "certificate has expired", 45)
    return chain
