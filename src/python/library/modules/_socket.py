"""`_socket` over the network in memory: what `socket`, which is CPython's own, has below it.

Operations are those of `_network`, which never wait; the waits of sockets that block are here. Numbers and errors are Linux's.
"""

import _network
import _socket_names
import _thread
import _thread_files

from _socket_names import (
    gaierror,
    getaddrinfo,
    gethostbyaddr,
    gethostbyname,
    gethostbyname_ex,
    gethostname,
    getnameinfo,
    getprotobyname,
    getservbyname,
    getservbyport,
    herror,
    htonl,
    htons,
    inet_aton,
    inet_ntoa,
    inet_ntop,
    inet_pton,
    ntohl,
    ntohs,
)

_CONSTANTS = """AF_PACKET=17 AF_NETLINK=16 SO_MARK=36 SO_PRIORITY=12 SO_BINDTODEVICE=25 TCP_INFO=11 TCP_DEFER_ACCEPT=9
    TCP_CONGESTION=13 TCP_SYNCNT=7 TCP_WINDOW_CLAMP=10 IPPROTO_ICMPV6=58 IPPROTO_IGMP=2 IP_HDRINCL=3 MSG_DONTROUTE=4 MSG_MORE=32768
    AF_UNSPEC=0 AF_UNIX=1 AF_INET=2 AF_INET6=10 SOCK_STREAM=1 SOCK_DGRAM=2 SOCK_RAW=3 SOCK_RDM=4 SOCK_SEQPACKET=5
    SOCK_NONBLOCK=2048 SOCK_CLOEXEC=524288 SOL_SOCKET=1 SOL_IP=0 SOL_TCP=6 SOL_UDP=17 SO_DEBUG=1 SO_REUSEADDR=2 SO_TYPE=3 SO_ERROR=4
    SO_DONTROUTE=5 SO_BROADCAST=6 SO_SNDBUF=7 SO_RCVBUF=8 SO_KEEPALIVE=9 SO_OOBINLINE=10 SO_LINGER=13 SO_REUSEPORT=15
    SO_RCVLOWAT=18 SO_SNDLOWAT=19 SO_RCVTIMEO=20 SO_SNDTIMEO=21 SO_ACCEPTCONN=30 SO_PROTOCOL=38 SO_DOMAIN=39 IPPROTO_IP=0
    IPPROTO_ICMP=1 IPPROTO_TCP=6 IPPROTO_UDP=17 IPPROTO_IPV6=41 IPPROTO_RAW=255 IPV6_V6ONLY=26 IPV6_JOIN_GROUP=20
    IPV6_MULTICAST_HOPS=18 IP_TOS=1 IP_TTL=2 IP_MULTICAST_IF=32 IP_MULTICAST_TTL=33 IP_MULTICAST_LOOP=34 IP_ADD_MEMBERSHIP=35
    IP_DROP_MEMBERSHIP=36 TCP_NODELAY=1 TCP_MAXSEG=2 TCP_CORK=3 TCP_KEEPIDLE=4 TCP_KEEPINTVL=5 TCP_KEEPCNT=6 TCP_QUICKACK=12
    TCP_USER_TIMEOUT=18 TCP_FASTOPEN=23 AI_PASSIVE=1 AI_CANONNAME=2 AI_NUMERICHOST=4 AI_V4MAPPED=8 AI_ALL=16 AI_ADDRCONFIG=32
    AI_NUMERICSERV=1024 EAI_BADFLAGS=-1 EAI_NONAME=-2 EAI_AGAIN=-3 EAI_FAIL=-4 EAI_NODATA=-5 EAI_FAMILY=-6 EAI_SOCKTYPE=-7
    EAI_SERVICE=-8 EAI_ADDRFAMILY=-9 EAI_MEMORY=-10 EAI_SYSTEM=-11 EAI_OVERFLOW=-12 NI_NUMERICHOST=1 NI_NUMERICSERV=2
    NI_NOFQDN=4 NI_NAMEREQD=8 NI_DGRAM=16 NI_MAXHOST=1025 NI_MAXSERV=32 MSG_OOB=1 MSG_PEEK=2 MSG_CTRUNC=8 MSG_TRUNC=32
    MSG_DONTWAIT=64 MSG_EOR=128 MSG_WAITALL=256 MSG_NOSIGNAL=16384 SHUT_RD=0 SHUT_WR=1 SHUT_RDWR=2 SOMAXCONN=4096
    SCM_RIGHTS=1 INADDR_ANY=0 INADDR_LOOPBACK=2130706433 INADDR_BROADCAST=4294967295 INADDR_NONE=4294967295
    INADDR_UNSPEC_GROUP=3758096384 INADDR_ALLHOSTS_GROUP=3758096385 INADDR_MAX_LOCAL_GROUP=3758096639
    IPPORT_RESERVED=1024 IPPORT_USERRESERVED=5000"""
globals().update({name: int(value) for name, value in (each.split("=") for each in _CONSTANTS.split())})
del _CONSTANTS

has_ipv6 = False
error = OSError
timeout = TimeoutError
CAPI = None

# Events of files, as the network has them.
_IN, _OUT = 1, 4

# The largest number that C takes for a time.
_MOST_SECONDS = 9223372036.0

# The options that the network knows, with its names for them. All others are kept and change nothing.
_KNOWN_OPTIONS = {(1, 2): "reuses_address", (1, 15): "reuses_port", (1, 7): "send_buffer", (1, 8): "receive_buffer"}
# Of a connection of the machine with itself, doubled as Linux tells them; the least are also its.
_BUFFERS = {7: 2_626_560, 8: 131_072}
_LEAST_BUFFERS = {7: 4608, 8: 2304}

_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = _seconds(timeout)


def _seconds(timeout):
    if timeout is None:
        return None
    if not hasattr(timeout, "__index__") and not hasattr(timeout, "__float__"):
        raise TypeError(f"'{type(timeout).__name__}' object cannot be interpreted as an integer")
    seconds = float(timeout)
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("Timeout value out of range")
    if seconds > _MOST_SECONDS:
        raise OverflowError("timestamp out of range for platform time_t")
    return seconds


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    try:
        return data if isinstance(data, (bytes, bytearray)) else memoryview(data).cast("B")
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _writable(buffer, refused):
    """The bytes of a buffer, or a `TypeError` with this text if they cannot be written."""
    try:
        view = memoryview(buffer)
    except TypeError:
        raise TypeError(refused) from None
    if view.readonly:
        raise TypeError(refused)
    return view.cast("B")


class socket:
    """The base of `socket.socket`."""

    __slots__ = ("_number", "_family", "_type", "proto", "_timeout", "_options")

    def __new__(cls, *args, **options):
        self = object.__new__(cls)
        self._number = -1
        self._family = self._type = self.proto = 0
        self._timeout = None
        return self

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _thread_files.reach_network()
        self._options = {}
        if fileno is not None:
            if isinstance(fileno, float):
                raise TypeError("integer argument expected, got float")
            if fileno < 0:
                raise ValueError("negative file descriptor")
            by_path, is_stream = _network.kind_of_socket(fileno)
            family = (1 if by_path else 2) if family == -1 else int(family)
            type, proto = (1 if is_stream else 2) if type == -1 else int(type), (0 if proto == -1 else proto)
            number = fileno
        else:
            family, type = (2 if family == -1 else int(family)), (1 if type == -1 else int(type))
            proto = 0 if proto == -1 else proto
            kind = type & 15
            if family not in (1, 2):
                raise OSError(97, "Address family not supported by protocol")
            if kind not in (1, 2):
                # Raw packets are for root, and others for nobody.
                raise OSError(1, "Operation not permitted") if kind == 3 else OSError(94, "Socket type not supported")
            if proto not in (0, 6 if kind == 1 else 17) or (family == 1 and proto):
                raise OSError(93, "Protocol not supported")
            number = _network.open_socket(family == 1, kind == 1)
        self._number, self._family, self._type, self.proto = number, family, type & 15, proto
        self._timeout = 0.0 if fileno is None and type & 2048 else _default_timeout

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    timeout = property(lambda self: self._timeout)

    def __repr__(self):
        return (
            f"<socket object, fd={self._number}, family={self._family}, type={self._type}, proto={self.proto}>"
        )

    def __del__(self):
        if self._number >= 0:
            import warnings

            warnings.warn(f"unclosed {self!r}", ResourceWarning, source=self)
            self.close()

    def fileno(self):
        return self._number

    def detach(self):
        number, self._number = self._number, -1
        return number

    def close(self):
        number, self._number = self._number, -1
        if number >= 0:
            _thread_files.reach_network()
            _network.close(number)

    def _open(self):
        if self._number < 0:
            raise OSError(9, "Bad file descriptor")
        return self._number

    def _do(self, events, operation, *args, flags=0):
        """Does an operation, once the socket is ready for it if it blocks and no flag says that it does not wait."""
        _thread_files.reach_network()
        number, timeout = self._open(), self._timeout
        if timeout == 0.0 or flags & 64:
            return operation(number, *args)
        until = _unset = object()
        while True:
            try:
                return operation(number, *args)
            except BlockingIOError:
                pass
            if until is _unset:
                until = _thread._moment(timeout)
            if not _thread_files.wait_for_files([(number, events)], until) and until is not None:
                raise TimeoutError("timed out")
            if self._number != number:
                # Another thread has closed it.
                raise OSError(9, "Bad file descriptor")

    def setblocking(self, flag):
        # Whether it is still open: another may have closed its number.
        _network.addresses(self._open())
        self._timeout = None if flag else 0.0

    def settimeout(self, timeout):
        seconds = _seconds(timeout)
        _network.addresses(self._open())
        self._timeout = seconds

    def gettimeout(self):
        return self._timeout

    def getblocking(self):
        return self._timeout != 0.0

    def _address(self, address, what, binds=False):
        return _socket_names.network_address(address, self._family, what, binds)

    def bind(self, address):
        _thread_files.reach_network()
        number = self._open()
        if self._family == 1:
            _socket_names.bind_path(address, lambda to: _network.bind(number, to))
        else:
            _network.bind(number, self._address(address, "bind", True))

    def listen(self, backlog=128):
        _thread_files.reach_network()
        _network.listen(self._open(), max(0, backlog))

    def _accept(self):
        number, address = self._do(_IN, _network.accept)
        return number, _socket_names.python_address(address)

    def connect(self, address):
        _thread_files.reach_network()
        number, to = self._open(), self._address(address, "connect")
        try:
            _network.connect(number, to)
        except OSError as failed:
            if failed.errno == 101:
                import _limits

                failed.add_note(_limits.NO_WAY)
            if failed.errno != 115 or self._timeout == 0.0:
                raise
        else:
            return
        until = _thread._moment(self._timeout)
        while not _network.events(number):
            if not _thread_files.wait_for_files([(number, _OUT)], until) and until is not None:
                raise TimeoutError("timed out")
        failed = _network.take_error(number)
        if failed:
            raise OSError(failed, _network.message(failed))

    def connect_ex(self, address):
        try:
            self.connect(address)
        except gaierror:
            raise
        except OSError as failed:
            # A time-out has no number of its own.
            return 11 if failed.errno is None else failed.errno
        return 0

    def getsockname(self):
        own = _network.addresses(self._open())[0]
        if own is None:
            return "" if self._family == 1 else ("0.0.0.0", 0)
        return _socket_names.python_address(own)

    def getpeername(self):
        peer = _network.addresses(self._open())[1]
        if peer is None:
            raise OSError(107, "Transport endpoint is not connected")
        return _socket_names.python_address(peer)

    def recv(self, bufsize, flags=0):
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        if flags & 256 and self._type == 1 and not flags & 66 and self._timeout != 0.0:
            return self._receive_all(bufsize)
        return self._do(_IN, _network.receive, bufsize, bool(flags & 2), flags=flags)

    def _receive_all(self, bufsize):
        """Receives as much as is asked for, as `MSG_WAITALL` has it."""
        data = b""
        while len(data) < bufsize:
            piece = self._do(_IN, _network.receive, bufsize - len(data), False)
            if not piece:
                break
            data += piece
        return data

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = _writable(buffer, f"recv_into() argument 1 must be read-write bytes-like object, not {type(buffer).__name__}")
        if nbytes < 0:
            raise ValueError("negative buffersize in recv_into")
        if nbytes > len(view):
            raise ValueError("buffer too small for requested bytes")
        data = self.recv(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0):
        if bufsize < 0:
            raise ValueError("negative buffersize in recvfrom")
        data, address, _ = self._do(_IN, _network.receive_from, bufsize, bool(flags & 2), flags=flags)
        return data, _socket_names.sender(address)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view = _writable(buffer, f"recvfrom_into() argument 1 must be read-write bytes-like object, not {type(buffer).__name__}")
        if nbytes > len(view):
            raise ValueError("nbytes is greater than the length of the buffer")
        data, address = self.recvfrom(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data), address

    def recvmsg(self, bufsize, ancbufsize=0, flags=0):
        if bufsize < 0:
            raise ValueError("negative buffer size in recvmsg()")
        if ancbufsize < 0:
            raise ValueError("invalid ancillary data buffer length")
        data, address, length = self._do(_IN, _network.receive_from, bufsize, bool(flags & 2), flags=flags)
        return data, [], 32 if length > len(data) else 0, _socket_names.sender(address)

    def recvmsg_into(self, buffers, ancbufsize=0, flags=0):
        refused = "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers"
        views = [_writable(buffer, refused) for buffer in buffers]
        data, ancillary, flags, address = self.recvmsg(sum(map(len, views)), ancbufsize, flags)
        count = len(data)
        for view in views:
            piece, data = data[: len(view)], data[len(view) :]
            view[: len(piece)] = piece
        return count, ancillary, flags, address

    def send(self, data, flags=0):
        return self._do(_OUT, _network.send, _bytes(data), flags=flags)

    def sendall(self, data, flags=0):
        data = memoryview(_bytes(data))
        # The time-out is for all of it.
        until = _thread._moment(self._timeout) if self._timeout else None
        while True:
            _thread_files.reach_network()
            number = self._open()
            try:
                data = data[_network.send(number, data) :]
            except BlockingIOError:
                if self._timeout == 0.0:
                    raise
            if not data:
                return
            if self._timeout == 0.0:
                continue
            if not _network.events(number) & (_OUT | 8):
                if not _thread_files.wait_for_files([(number, _OUT)], until) and until is not None:
                    raise TimeoutError("timed out")

    def sendto(self, data, *args):
        if not 1 <= len(args) <= 2:
            raise TypeError(f"sendto() takes 2 or 3 arguments ({1 + len(args)} given)")
        flags = args[0] if len(args) == 2 else 0
        if self.type == SOCK_STREAM and self.family == AF_UNIX:
            # It is refused before the path is looked at.
            if _network.addresses(self._open())[1] is None:
                raise OSError(95, "Operation not supported")
            raise OSError(106, "Transport endpoint is already connected")
        address = self._address(args[-1], "sendto")
        if self.type == SOCK_STREAM:
            # Linux takes a connection for what it is, whatever the address.
            return self.send(data, flags)
        return self._do(_OUT, _network.send_to, _bytes(data), address, flags=flags)

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None):
        if ancdata:
            raise NotImplementedError("Open files cannot be sent to another process in this playground: send what is in them")
        data = b"".join(bytes(_bytes(buffer)) for buffer in buffers)
        return self.send(data, flags) if address is None else self.sendto(data, flags, address)

    def shutdown(self, how, /):
        _thread_files.reach_network()
        _network.shut_down(self._open(), int(how))

    def setsockopt(self, level, optname, value, optlen=None):
        number, key = self._open(), (int(level), int(optname))
        if key == (1, 13):
            import struct

            is_on, seconds = struct.unpack("ii", value)
            _network.set_option(number, "breaks_off", int(bool(is_on and not seconds)))
        elif not isinstance(value, int):
            value = int.from_bytes(bytes(value or b"")[:4], "little", signed=True)
        if key in _KNOWN_OPTIONS:
            if key[1] in _BUFFERS:
                least = _LEAST_BUFFERS[key[1]]
                _network.set_option(number, _KNOWN_OPTIONS[key], max(value, least // 2))
                value = max(2 * value, least)
            else:
                _network.set_option(number, _KNOWN_OPTIONS[key], int(bool(value)))
        self._options[key] = int(value) if isinstance(value, int) else value

    def getsockopt(self, level, optname, buflen=0):
        number, key = self._open(), (int(level), int(optname))
        known = {(1, 3): self._type, (1, 38): self.proto or {1: 6, 2: 17}[self._type], (1, 39): self._family}
        if key == (1, 4):
            value = _network.take_error(number)
        elif key == (1, 30):
            value = int(_network.listens(number))
        else:
            default = _BUFFERS.get(key[1], 0) if key[0] == 1 else 0
            value = known.get(key, self._options.get(key, default))
        if not buflen:
            return value if isinstance(value, int) else int.from_bytes(value[:4], "little")
        return value[:buflen] if isinstance(value, bytes) else value.to_bytes(4, "little", signed=True)[:buflen]


SocketType = socket


def close(fd, /):
    _thread_files.reach_network()
    if fd < 0:
        raise OSError(9, "Bad file descriptor")
    _network.close(int(fd))


def dup(fd, /):
    return _network.duplicate(int(fd))


def socketpair(family=1, type=1, proto=0):
    if int(family) != 1:
        raise OSError(95, "Operation not supported")
    _thread_files.reach_network()
    made = []
    for number in _network.open_pair(int(type) & 15 == 1):
        each = socket(family, type, proto, number)
        if int(type) & 2048:
            each.setblocking(False)
        made.append(each)
    return tuple(made)


def if_nameindex():
    return [(1, "lo")]


def if_nametoindex(name, /):
    if not isinstance(name, (str, bytes)):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(name).__name__}")
    if name != "lo":
        raise OSError(19, "No such device")
    return 1


def if_indextoname(index, /):
    if not 0 <= index < 1 << 32:
        raise OverflowError("can't convert negative value to unsigned int" if index < 0 else "index is too large")
    if index != 1:
        raise OSError(6, "No such device or address")
    return "lo"


def sethostname(name, /):
    raise PermissionError(1, "Operation not permitted")


# The longest of what may come beside the data of a message, with its head.
_LONGEST_BESIDE = (1 << 31) - 1


def CMSG_LEN(length, /):
    if not 0 <= length <= _LONGEST_BESIDE - 16:
        raise OverflowError("CMSG_LEN() argument out of range")
    return 16 + length


def CMSG_SPACE(length, /):
    if not 0 <= length <= _LONGEST_BESIDE - 24:
        raise OverflowError("CMSG_SPACE() argument out of range")
    return 16 + (length + 7) // 8 * 8
