"""`Url` and `MultiHostUrl`: addresses, parsed."""

from .url_parsing import decoded_domain


def _unicode_host(url):
    """The host as it is read; `None` if it is so already."""
    host = url.host or ""
    if url.is_special() and any(part.startswith("xn--") for part in host.split(".")):
        return decoded_domain(host)
    return None


def _unicode_text(text, url):
    decoded = _unicode_host(url)
    if decoded is None:
        return text
    start = len(url.scheme) + 3
    return text[:start] + decoded + text[start + len(url.host) :]


class _Parts:
    """What both kinds of addresses have."""

    __slots__ = ("_url", "_empty_path", "__weakref__")

    @property
    def scheme(self):
        return self._url.scheme

    @property
    def path(self):
        return None if not self._url.path or self._has_empty_path() else self._url.path

    @property
    def query(self):
        return self._url.query

    @property
    def fragment(self):
        return self._url.fragment

    def query_params(self):
        from urllib.parse import parse_qsl

        return parse_qsl(self._url.query or "", keep_blank_values=True)

    def _has_empty_path(self):
        return self._empty_path and self._url.path == "/"

    def _text(self):
        return self._url.text(not self._has_empty_path())

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __bool__(self):
        return True

    def __deepcopy__(self, memo):
        return self._copied()

    def __copy__(self):
        return self._copied()

    def __reduce__(self):
        return type(self), (str(self),)

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return self._key() == other._key() if type(other) is type(self) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if type(other) is type(self) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if type(other) is type(self) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if type(other) is type(self) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if type(other) is type(self) else NotImplemented


def _validated(cls, kind, url, preserve_empty_path):
    from .schema_validator import SchemaValidator

    return SchemaValidator({"type": kind, "preserve_empty_path": preserve_empty_path}).validate_python(url)


class Url(_Parts):
    """An address."""

    __slots__ = ()
    __module__ = "pydantic_core._pydantic_core"

    def __new__(cls, url, *, preserve_empty_path=False):
        found = _validated(cls, "url", url, preserve_empty_path)
        return cls._made(found._url, found._empty_path)

    @classmethod
    def _made(cls, url, empty_path):
        made = object.__new__(cls)
        made._url, made._empty_path = url, empty_path
        return made

    def _copied(self):
        return self._made(self._url, self._empty_path)

    def _key(self):
        return self._text()

    @property
    def username(self):
        return self._url.username or None

    @property
    def password(self):
        return self._url.password

    @property
    def host(self):
        return self._url.host or None

    def unicode_host(self):
        return _unicode_host(self._url) or self.host

    @property
    def port(self):
        return self._url.known_port()

    def unicode_string(self):
        return _unicode_text(self._text(), self._url)

    def __str__(self):
        return self._text()

    @classmethod
    def build(cls, *, scheme, username=None, password=None, host, port=None, path=None, query=None, fragment=None):
        return cls(f"{scheme}://{_server(username, password, host, port)}{_rest(path, query, fragment)}")


def _server(username, password, host, port):
    user = "" if username is None and password is None else username or ""
    user += "" if password is None else f":{password}"
    user += "" if username is None and password is None else "@"
    return f"{user}{host or ''}{'' if port is None else f':{port}'}"


def _rest(path, query, fragment):
    found = "" if path is None else f"/{path}"
    found += "" if query is None else f"?{query}"
    return found if fragment is None else f"{found}#{fragment}"


class MultiHostUrl(_Parts):
    """An address of several hosts, as those of databases are."""

    __slots__ = ("_others",)
    __module__ = "pydantic_core._pydantic_core"

    def __new__(cls, url, *, preserve_empty_path=False):
        found = _validated(cls, "multi-host-url", url, preserve_empty_path)
        return cls._made(found._url, found._empty_path, found._others)

    @classmethod
    def _made(cls, url, empty_path, others):
        made = object.__new__(cls)
        made._url, made._empty_path, made._others = url, empty_path, others
        return made

    def _copied(self):
        return self._made(self._url, self._empty_path, self._others)

    def _key(self):
        return self.unicode_string()

    def hosts(self):
        if not self._others and not self._url.host:
            return []
        return [
            {"username": url.username or None, "password": url.password, "host": url.host or None, "port": url.known_port()}
            for url in (*(self._others or ()), self._url)
        ]

    def _with_others(self, text, of):
        if not self._others:
            return text
        start = len(self._url.scheme) + 3
        return text[:start] + "".join(f"{of(url)}," for url in self._others) + text[start:]

    def unicode_string(self):
        def of(url):
            decoded = _unicode_host(url)
            return url.authority() if decoded is None else url.authority().replace(url.host, decoded)

        return self._with_others(_unicode_text(self._text(), self._url), of)

    def __str__(self):
        return self._with_others(self._text(), lambda url: url.authority())

    @classmethod
    def build(
        cls, *, scheme, hosts=None, username=None, password=None, host=None, port=None, path=None, query=None, fragment=None
    ):  # fmt: skip
        single = username, password, host, port
        if hosts is not None:
            if any(part is not None for part in single):
                raise ValueError("expected one of `hosts` or singular values to be set.")
            servers = []
            for described in hosts:
                parts = [described.get(key) for key in ("username", "password", "host", "port")]
                if all(part is None for part in parts[1:]):
                    raise ValueError("expected one of 'host', 'username', 'password' or 'port' to be set")
                servers.append(_server(*parts))
            server = ",".join(servers)
        elif host is not None:
            server = _server(username, password, host, port)
        else:
            raise ValueError("expected either `host` or `hosts` to be set")
        return cls(f"{scheme}://{server}{_rest(path, query, fragment)}")
