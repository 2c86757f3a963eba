"""Names and addresses of hosts, services and sockets by path, as `_socket` has them."""

import _loopline
import _network
import _thread


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = "socket"

_NO_NAME = "Name or service not known"


def _no_such_host():
    import _limits

    error = gaierror(-2, _NO_NAME)
    error.add_note(_limits.NO_SUCH_HOST)
    return error


def _looked_up(name):
    """The address of a host, once the time has gone by in which it is found; raises `gaierror` if there is none."""
    address, takes = _network.look_up(name)
    if takes:
        # Nothing is shared with others: a thread that runs ahead may ask, as it may sleep.
        _thread._wait_until(_loopline.now() + takes)
    _network.looked_up(name, address, takes)
    if address is None:
        raise _no_such_host()
    return address


_SERVICES = {
    "echo": 7, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "domain": 53, "http": 80, "pop3": 110, "ntp": 123, "imap2": 143,
    "https": 443, "imaps": 993, "pop3s": 995, "mysql": 3306, "postgresql": 5432, "redis": 6379, "http-alt": 8080,
}  # fmt: skip
_PROTOCOLS = {"ip": 0, "icmp": 1, "tcp": 6, "udp": 17, "ipv6": 41}


def gethostname():
    return _network.HOST_NAME


def _text(name):
    return bytes(name).decode("ascii") if isinstance(name, (bytes, bytearray)) else name


def resolved(host):
    """The address of a host in numbers; raises `gaierror` if there is no such host."""
    if not isinstance(host, (str, bytes, bytearray)):
        raise TypeError(f"str, bytes or bytearray expected, not {type(host).__name__}")
    host = _text(host)
    if host == "":
        return "0.0.0.0"
    if host == "<broadcast>":
        return "255.255.255.255"
    if ":" in host:
        raise gaierror(-9, "Address family for hostname not supported")
    return _looked_up(host)


def network_address(address, family, what, binds=False):
    """An address of Python as the network takes it."""
    if family == 1:
        return found_path(address)
    if not isinstance(address, tuple):
        raise TypeError(f"{what}(): AF_INET address must be tuple, not {type(address).__name__}")
    if len(address) != 2:
        raise TypeError("AF_INET address must be a pair (host, port)")
    host, port = address
    if not hasattr(port, "__index__"):
        raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
    port = port.__index__()
    host = resolved(host)
    if not 0 <= port <= 65535:
        raise OverflowError(f"{what}(): port must be 0-65535.")
    return host, port


def _path(address):
    if isinstance(address, str):
        path = address
    elif isinstance(address, (bytes, bytearray)):
        path = bytes(address).decode("utf-8", "surrogateescape")
    else:
        raise TypeError(f"a bytes-like object is required, not '{type(address).__name__}'")
    if len(path.encode("utf-8", "surrogateescape")) > (107 if not path.startswith("\0") else 108):
        raise OSError("AF_UNIX path too long")
    return path


def found_path(address):
    path = _path(address)
    if path.startswith("\0"):
        return None, path
    import _files

    try:
        node = _files.find(path)
    except OSError as failed:
        # The call has no name of a file to tell.
        raise OSError(failed.errno, failed.strerror) from None
    if not node.is_socket:
        raise ConnectionRefusedError(111, "Connection refused")
    return node.number, path


def bind_path(address, bind):
    """Binds a socket by path, which makes a file."""
    path = _path(address)
    if path.startswith("\0"):
        return bind((None, path))
    import _files

    try:
        node = _files.make_socket(path)
    except OSError as failed:
        raise OSError(failed.errno, failed.strerror) from None
    try:
        bind((node.number, path))
    except BaseException:
        _files.remove(path)
        raise


def python_address(address):
    """An address of the network as Python has it: a name that is in no folder is bytes."""
    return address.encode() if isinstance(address, str) and address.startswith("\0") else address


def sender(address):
    """The address of the one who has sent something; a socket by path that was never bound has none."""
    return None if address == "" else python_address(address)


def _port(service, kind):
    if service is None:
        return 0
    if isinstance(service, int):
        return service & 0xFFFF
    service = _text(service)
    service.encode()
    if service.isdigit():
        return int(service) & 0xFFFF
    if service not in _SERVICES:
        raise gaierror(-8, "Servname not supported for ai_socktype")
    return _SERVICES[service]


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    family, kind, proto, flags = int(family), int(type), int(proto), int(flags)
    if family not in (0, 2):
        raise gaierror(-9, "Address family for hostname not supported") if family == 10 else gaierror(
            -6, "ai_family not supported"
        )
    if port is not None and not isinstance(port, (int, str, bytes)):
        raise OSError("Int or String expected")
    if host is None and port is None:
        raise gaierror(-2, _NO_NAME)
    if kind not in (0, 1, 2, 3):
        raise gaierror(-7, "ai_socktype not supported")
    number = _port(port, kind)
    if host is None:
        address = "0.0.0.0" if flags & 1 else "127.0.0.1"
    else:
        text = _text(host)
        if not isinstance(text, str):
            raise TypeError("getaddrinfo() argument 1 must be string or None")
        if ":" in text:
            raise gaierror(-9, "Address family for hostname not supported")
        address = _network.numeric(text) if flags & 4 or not text else _looked_up(text)
        if address is None:
            raise _no_such_host()
    kinds = [(k, p) for k, p in ((1, 6), (2, 17), (3, 0)) if kind in (0, k) and proto in (0, p)]
    name = _text(host) if flags & 2 and host is not None else ""
    return [(2, k, p or proto, name if i == 0 else "", (address, number)) for i, (k, p) in enumerate(kinds)]


def getnameinfo(sockaddr, flags):
    if not isinstance(sockaddr, tuple):
        raise TypeError("getnameinfo() argument 1 must be a tuple")
    host, port = sockaddr[:2]
    address = _network.numeric(host) if isinstance(host, str) else None
    if address is None:
        raise gaierror(-2, _NO_NAME)
    name = "localhost" if address.startswith("127.") else _network.name_of(address)
    if not flags & 1 and name:
        host = name
    elif flags & 8:
        raise gaierror(-2, _NO_NAME)
    service = next((name for name, number in _SERVICES.items() if number == port), None)
    return host, str(port) if flags & 2 or service is None else service


def gethostbyname(hostname, /):
    return resolved(hostname)


def gethostbyname_ex(hostname, /):
    return _text(hostname), [], [resolved(hostname)]


def gethostbyaddr(ip_address, /):
    address = resolved(ip_address)
    name = "localhost" if address.startswith("127.") else _network.name_of(address)
    if name is None:
        raise herror(1, "Unknown host")
    return name, [], [address]


def getservbyname(name, protocol="tcp", /):
    if name not in _SERVICES:
        raise OSError("service/proto not found")
    return _SERVICES[name]


def getservbyport(port, protocol="tcp", /):
    if not 0 <= port <= 65535:
        raise OverflowError("getservbyport: port must be 0-65535.")
    for name, number in _SERVICES.items():
        if number == port:
            return name
    raise OSError("port/proto not found")


def getprotobyname(name, /):
    if name not in _PROTOCOLS:
        raise OSError("protocol not found")
    return _PROTOCOLS[name]


def _swapped(number, size):
    if number < 0:
        raise OverflowError("can't convert negative Python int to C unsigned integer")
    if number >= 1 << 8 * size:
        raise OverflowError("int larger than its C type")
    return int.from_bytes(number.to_bytes(size, "big"), "little")


def htons(x, /):
    return _swapped(x, 2)


def htonl(x, /):
    return _swapped(x, 4)


ntohs, ntohl = htons, htonl


def inet_aton(ip_addr, /):
    address = _network.numeric(ip_addr)
    if address is None:
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes(map(int, address.split(".")))


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, bytes(packed_ip)))


def inet_pton(address_family, ip_string, /):
    family = int(address_family)
    parts = ip_string.split(".")
    if family == 2:
        if len(parts) == 4 and all(p.isdecimal() and p.isascii() and str(int(p)) == p and int(p) < 256 for p in parts):
            return bytes(map(int, parts))
        raise OSError("illegal IP address string passed to inet_pton")
    if family == 10:
        import ipaddress

        try:
            return ipaddress.IPv6Address(ip_string).packed
        except ValueError:
            raise OSError("illegal IP address string passed to inet_pton") from None
    raise OSError(97, "Address family not supported by protocol")


def inet_ntop(address_family, packed_ip, /):
    family = int(address_family)
    if family not in (2, 10):
        raise ValueError(f"unknown address family {family}")
    if len(packed_ip) != (4 if family == 2 else 16):
        raise ValueError("invalid length of packed IP address string")
    if family == 2:
        return inet_ntoa(packed_ip)
    import ipaddress

    return str(ipaddress.IPv6Address(bytes(packed_ip)))
