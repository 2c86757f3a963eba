"""Parses addresses as the URL standard of the web says, which is what the compiled core's parser does."""

import re

PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "file": None}
EMPTY_HOST = "empty host"

_FRAGMENT = ' "<>`'
_QUERY = ' "#<>'
_PATH = _QUERY + "?^`{}"
_USER = _PATH + "/:;=@[\\]|"
_FORBIDDEN_HOST = "\0\t\n\r #/:<>?@[\\]^|"
_FORBIDDEN_DOMAIN = re.compile(r"[\0-\x20\"#%/:<>?@\[\\\]^`{|}\x7f]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class UrlError(ValueError):
    """A text that is no address, with what is wrong."""


class ParsedUrl:
    """The parts of an address, already encoded. `path` of one without a hierarchy is opaque."""

    __slots__ = ("scheme", "username", "password", "host", "port", "path", "query", "fragment", "has_authority", "violation")

    def __init__(self):
        self.scheme = self.path = self.username = ""
        self.password = self.host = self.port = self.query = self.fragment = self.violation = None
        self.has_authority = False

    def copy(self):
        made = ParsedUrl()
        for name in ParsedUrl.__slots__:
            setattr(made, name, getattr(self, name))
        return made

    def is_special(self):
        return self.scheme in PORTS

    def known_port(self):
        return PORTS.get(self.scheme) if self.port is None else self.port

    def authority(self):
        user = self.username
        if self.password is not None:
            user += f":{self.password}"
        port = "" if self.port is None else f":{self.port}"
        return f"{user}@{self.host or ''}{port}" if user else f"{self.host or ''}{port}"

    def text(self, with_path=True):
        """The whole address."""
        found = f"{self.scheme}:" + (f"//{self.authority()}" if self.has_authority else "")
        if not self.has_authority and self.path.startswith("//"):
            found += "/."
        found += self.path if with_path else ""
        if self.query is not None:
            found += f"?{self.query}"
        return found if self.fragment is None else f"{found}#{self.fragment}"


def encoded(text, letters):
    """A text with some letters, controls and all that is not ASCII as `%XX`."""
    parts = []
    for letter in text:
        if letter in letters or letter <= "\x1f" or letter >= "\x7f":
            parts += [f"%{byte:02X}" for byte in letter.encode()]
        else:
            parts.append(letter)
    return "".join(parts)


def parse(text):
    """The parts of an address."""
    url = ParsedUrl()
    stripped = text.strip("".join(map(chr, range(33))))
    if stripped != text:
        url.violation = "leading or trailing control or space character are ignored in URLs"
    cleaned = re.sub(r"[\t\n\r]", "", stripped)
    if cleaned != stripped:
        url.violation = "tabs or newlines are ignored in URLs"
    found = _SCHEME.match(cleaned)
    if found is None:
        raise UrlError("relative URL without a base")
    url.scheme = found[1].lower()
    rest = cleaned[found.end() :]
    rest, hash_sign, fragment = rest.partition("#")
    if hash_sign:
        url.fragment = encoded(fragment, _FRAGMENT)
    rest, question, query = rest.partition("?")
    if question:
        url.query = encoded(query, _QUERY + "'" if url.is_special() else _QUERY)
    if re.search(r"%(?![0-9A-Fa-f]{2})", rest + query):
        url.violation = "expected 2 hex digits after %"
    if url.is_special():
        _special(url, rest)
    elif rest.startswith("//"):
        authority, slash, path = rest[2:].partition("/")
        _authority(url, authority)
        url.path = _segments(url, slash + path) if slash else ""
    elif rest.startswith("/"):
        url.path = _segments(url, rest)
    else:
        url.path = encoded(rest, "")
    return url


def _special(url, rest):
    if "\\" in rest:
        url.violation = "backslash"
    rest = rest.replace("\\", "/")
    if url.scheme == "file":
        if not rest.startswith("//"):
            url.violation = "expected // after file:"
            url.has_authority, url.host = True, ""
            url.path = _segments(url, rest if rest.startswith("/") else "/" + rest)
            return
        authority, _, path = rest[2:].partition("/")
        url.has_authority = True
        host = _host(url, authority) if authority else ""
        url.host = "" if host == "localhost" else host
        url.path = _segments(url, "/" + path)
        return
    if not rest.startswith("//") or rest.startswith("///"):
        url.violation = "expected //"
    authority, _, path = rest.lstrip("/").partition("/")
    _authority(url, authority)
    url.path = _segments(url, "/" + path)


def _authority(url, text):
    url.has_authority = True
    user, at, server = text.rpartition("@")
    if at:
        if "@" in user:
            url.violation = "unencoded @ sign in username or password"
        name, colon, password = user.partition(":")
        url.username = encoded(name, _USER)
        url.password = encoded(password, _USER) if colon and password else None
    host, port = _split_port(server)
    if not host and (url.is_special() or at or port is not None):
        raise UrlError(EMPTY_HOST)
    url.host = _host(url, host) if host else ""
    if port:
        if not port.isascii() or not port.isdigit() or int(port) > 65535:
            raise UrlError("invalid port number")
        url.port = None if int(port) == PORTS.get(url.scheme) else int(port)


def _split_port(server):
    if server.startswith("["):
        end = server.find("]")
        if end < 0:
            raise UrlError("invalid IPv6 address")
        after = server[end + 1 :]
        if after and not after.startswith(":"):
            raise UrlError("invalid port number")
        return server[: end + 1], after[1:] if after else None
    host, colon, port = server.partition(":")
    return host, port if colon else None


def _host(url, text):
    if text.startswith("["):
        from ipaddress import IPv6Address

        try:
            return f"[{_ipv6_text(IPv6Address(text[1:-1].partition('%')[0] if '%' in text else text[1:-1]))}]"
        except ValueError:
            raise UrlError("invalid IPv6 address") from None
    if not url.is_special():
        if any(letter in _FORBIDDEN_HOST for letter in text):
            raise UrlError("invalid domain character")
        return encoded(text, "")
    domain = _ascii_domain(_percent_decoded(text))
    if not domain:
        raise UrlError(EMPTY_HOST)
    if _FORBIDDEN_DOMAIN.search(domain):
        raise UrlError("invalid international domain name")
    return _ipv4(domain)


def _ipv6_text(address):
    """An IPv6 address with its longest run of zeros left out; none of it is written as one of IPv4."""
    groups = [int(address) >> shift & 0xFFFF for shift in range(112, -1, -16)]
    best = (0, 0)
    at = 0
    while at < 8:
        end = at
        while end < 8 and not groups[end]:
            end += 1
        if end - at > max(best[1] - best[0], 1):
            best = at, end
        at = max(end, at + 1)
    texts = [f"{group:x}" for group in groups]
    if best == (0, 0):
        return ":".join(texts)
    return f"{':'.join(texts[: best[0]])}::{':'.join(texts[best[1] :])}"


def _percent_decoded(text):
    if "%" not in text:
        return text
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), text.encode())
    return data.decode("utf-8", "replace")


def _ascii_domain(domain):
    if domain.isascii():
        return domain.lower()
    try:
        labels = re.split("[.。．｡]", domain)
        return ".".join(label.lower() if label.isascii() else label.encode("idna").decode() for label in labels)
    except UnicodeError:
        raise UrlError("invalid international domain name") from None


def _ipv4(domain):
    """A domain that ends in a number is an address of IPv4, or wrong."""
    parts = domain.rstrip(".").split(".") if domain.endswith(".") else domain.split(".")
    if not (parts[-1].isdigit() or re.fullmatch(r"0[xX][0-9A-Fa-f]*", parts[-1])):
        return domain
    try:
        numbers = [_ipv4_number(part) for part in parts]
    except ValueError:
        raise UrlError("invalid IPv4 address") from None
    if len(numbers) > 4 or any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        raise UrlError("invalid IPv4 address")
    address = numbers[-1] + sum(number << 8 * (3 - index) for index, number in enumerate(numbers[:-1]))
    return ".".join(str(address >> shift & 255) for shift in (24, 16, 8, 0))


def _ipv4_number(text):
    if not text:
        raise ValueError
    if text[:2].lower() == "0x":
        return int(text[2:], 16) if text[2:] else 0
    return int(text, 8) if len(text) > 1 and text.startswith("0") else int(text)


def _segments(url, text):
    """A path without `.` and `..`."""
    made = []
    segments = text[1:].split("/")
    for index, segment in enumerate(segments):
        is_last = index == len(segments) - 1
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            if made:
                made.pop()
            if is_last:
                made.append("")
        elif plain == ".":
            if is_last:
                made.append("")
        else:
            made.append(encoded(segment, _PATH))
    return "/" + "/".join(made)


def set_path(url, path):
    url.path = _segments(url, path if path.startswith("/") else "/" + path)


def set_host(url, host):
    url.has_authority = True
    url.host = _host(url, host)


def decoded_domain(domain):
    """A domain whose labels that are in Punycode are as they are read; `None` if one is wrong."""
    try:
        labels = domain.split(".")
        return ".".join(label[4:].encode().decode("punycode") if label.startswith("xn--") else label for label in labels)
    except UnicodeError:
        return None
