"""Points, lines and figures, addresses of a network, and places of rows in a table."""

import ipaddress
import struct

from asyncpg.pgproto import types


def _doubles(values):
    return struct.pack(f"!{len(values)}d", *values)


def _flat(points):
    return [part for point in points for part in (point[0], point[1])]


def _points(data, at):
    numbers = struct.unpack_from(f"!{(len(data) - at) // 8}d", data, at)
    return [types.Point(*numbers[place : place + 2]) for place in range(0, len(numbers), 2)]


def encode_point(settings, value):
    return _doubles(_flat([value]))


def decode_point(settings, data):
    return _points(data, 0)[0]


def encode_line(settings, value):
    return _doubles([value[0], value[1], value[2]])


def decode_line(settings, data):
    return types.Line(*struct.unpack("!3d", data))


def encode_segment(settings, value):
    return _doubles(_flat([value[0], value[1]]))


def decode_box(settings, data):
    return types.Box(*_points(data, 0))


def decode_segment(settings, data):
    return types.LineSegment(*_points(data, 0))


def encode_path(settings, value):
    closed = value.is_closed if isinstance(value, types.Path) else isinstance(value, tuple)
    return struct.pack("!bi", closed, len(value)) + _doubles(_flat(value))


def decode_path(settings, data):
    return types.Path(*_points(data, 5), is_closed=data[0] == 1)


def encode_polygon(settings, value):
    return struct.pack("!i", len(value)) + _doubles(_flat(value))


def decode_polygon(settings, data):
    return types.Polygon(*_points(data, 4))


def encode_circle(settings, value):
    return _doubles([value[0][0], value[0][1], value[1]])


def decode_circle(settings, data):
    x, y, radius = struct.unpack("!3d", data)
    return types.Circle((x, y), radius)


# --- Addresses ---

_FAMILY_OF_VERSION = {4: 2, 6: 3}
_LENGTHS = {2: 4, 3: 16}


def _address(version, bits, is_cidr, packed):
    return bytes([_FAMILY_OF_VERSION[version], bits, is_cidr, len(packed)]) + packed


def encode_cidr(settings, value):
    network = ipaddress.ip_network(value)
    return _address(network.version, network.prefixlen, 1, network.network_address.packed)


def encode_inet(settings, value):
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        # A host with its network is an inet, too.
        address = ipaddress.ip_interface(value)
        return _address(address.version, address.network.prefixlen, 1, address.packed)
    return _address(address.version, address.max_prefixlen, 0, address.packed)


def _network_decoder(is_cidr):
    name = "cidr" if is_cidr else "inet"

    def decode(settings, data):
        family, bits, flag, length = data[:4]
        if flag != is_cidr:
            raise ValueError("unexpected CIDR flag set in non-cidr value")
        if family not in _LENGTHS:
            raise ValueError(f'invalid address family in "{name}" value')
        if bits > _LENGTHS[family] * 8:
            raise ValueError(f'invalid network prefix length in "{name}" value')
        if length != _LENGTHS[family]:
            raise ValueError(f'invalid address length in "{name}" value')
        packed = bytes(data[4:])
        if is_cidr:
            return ipaddress.ip_network((packed, bits))
        if bits != length * 8:
            return ipaddress.ip_interface((packed, bits))
        return ipaddress.ip_address(packed)

    return decode


decode_cidr, decode_inet = _network_decoder(True), _network_decoder(False)


# --- Places of rows, and the transactions that a snapshot sees ---


def encode_tid(settings, value):
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"list or tuple expected (got type {type(value)})")
    if len(value) != 2:
        raise ValueError("invalid number of elements in tid tuple, expecting 2")
    block, offset = value
    if not 0 <= block < 1 << 32:
        raise OverflowError("tuple id block value out of uint32 range")
    if not 0 <= offset < 1 << 16:
        raise OverflowError("tuple id offset value out of uint16 range")
    return struct.pack("!IH", block, offset)


def decode_tid(settings, data):
    return struct.unpack("!IH", data)


def encode_snapshot(settings, value):
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"list or tuple expected (got type {type(value)})")
    if len(value) != 3:
        raise ValueError("invalid number of elements in txid_snapshot tuple, expecting 4")
    first, last, running = value
    return struct.pack(f"!iQQ{len(running)}Q", len(running), first, last, *running)


def decode_snapshot(settings, data):
    count, first, last = struct.unpack_from("!iQQ", data)
    return first, last, struct.unpack_from(f"!{count}Q", data, 20)
