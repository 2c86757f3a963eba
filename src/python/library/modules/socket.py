"""The names of `socket`, so that modules which mention them can be imported; making a socket is refused."""

import enum

from _limits import refuse, refused

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


class AddressFamily(enum.IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(enum.IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2


globals().update(AddressFamily.__members__)
globals().update(SocketKind.__members__)
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_REUSEPORT = 1, 2, 9, 6, 15
IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6, IPV6_V6ONLY, TCP_NODELAY = 6, 17, 41, 26, 1
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, NI_NUMERICHOST = 1, 2, 4, 1
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 128
has_ipv6 = False
_GLOBAL_DEFAULT_TIMEOUT = object()


class socket:
    def __init__(self, *args, **kwargs):
        refuse("Sockets are")


SocketType = socket


def gethostname():
    return "playground"


for _name in """create_connection create_server socketpair getaddrinfo getnameinfo gethostbyname gethostbyaddr fromfd
        getfqdn""".split():
    globals()[_name] = refused(_name, "Sockets are")
del _name
