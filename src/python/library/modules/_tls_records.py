"""Records of the model of TLS, and its errors in OpenSSL's words.

Nothing is encrypted: data lie in the records as they are, and a record's last bytes, which would prove that nobody has changed
it, are zeros.
"""

import weakref

import _socket


class SSLError(OSError):
    """An error of TLS, with OpenSSL's words."""

    __module__ = "ssl"
    reason = library = None

    def __str__(self):
        return self.strerror if isinstance(self.strerror, str) else str(self.args)


def _error_class(name, *bases):
    return type(name, bases or (SSLError,), {"__module__": "ssl"})


SSLZeroReturnError = _error_class("SSLZeroReturnError")
SSLWantReadError = _error_class("SSLWantReadError")
SSLWantWriteError = _error_class("SSLWantWriteError")
SSLSyscallError = _error_class("SSLSyscallError")
SSLEOFError = _error_class("SSLEOFError")
SSLCertVerificationError = _error_class("SSLCertVerificationError", SSLError, ValueError)

# Lines of CPython's `_ssl.c`, which are in its messages, by operations.
HANDSHAKE, WRITE, READ, SHUTDOWN = 1020, 2427, 2580, 2706

# Kinds of records, and the most bytes of data in one.
ALERT_RECORD, HANDSHAKE_RECORD, DATA_RECORD = 21, 22, 23
MOST_DATA = 16384
# The most bytes that a socket is given at once.
_MOST_SENT = 262144
# The bytes by which a record of TLS 1.3 is longer than what is in it.
_PROOF = bytes(17)
_ALERTS = {
    10: "SSLV3_ALERT_UNEXPECTED_MESSAGE",
    40: "SSLV3_ALERT_HANDSHAKE_FAILURE",
    42: "SSLV3_ALERT_BAD_CERTIFICATE",
    43: "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE",
    44: "SSLV3_ALERT_CERTIFICATE_REVOKED",
    45: "SSLV3_ALERT_CERTIFICATE_EXPIRED",
    46: "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
    47: "SSLV3_ALERT_ILLEGAL_PARAMETER",
    48: "TLSV1_ALERT_UNKNOWN_CA",
    49: "TLSV1_ALERT_ACCESS_DENIED",
    50: "TLSV1_ALERT_DECODE_ERROR",
    51: "TLSV1_ALERT_DECRYPT_ERROR",
    70: "TLSV1_ALERT_PROTOCOL_VERSION",
    71: "TLSV1_ALERT_INSUFFICIENT_SECURITY",
    80: "TLSV1_ALERT_INTERNAL_ERROR",
    112: "TLSV1_UNRECOGNIZED_NAME",
    116: "TLSV13_ALERT_CERTIFICATE_REQUIRED",
}


def failure(line, reason, words=None, kind=SSLError, number=1, library="SSL"):
    """An error with a reason, as OpenSSL's queue of errors has it."""
    words = words or reason.lower().replace("_", " ")
    error = kind(number, f"[{library}: {reason}] {words} (_ssl.c:{line})")
    error.reason, error.library = reason, library
    return error


def _wants(kind, number, what, line):
    return kind(number, f"The operation did not complete ({what}) (_ssl.c:{line})")


class Records:
    """The records of one end of a connection, over a socket or over bytes in memory."""

    def __init__(self, sock, incoming, outgoing, server_side):
        self.server_side = bool(server_side)
        # The socket holds this one, too.
        self._socket = None if sock is None else weakref.ref(sock)
        self._incoming, self._outgoing = incoming, outgoing
        self._raw, self._unsent = bytearray(), bytearray()
        self._is_first, self._has_ended, self._peer_left = True, False, False
        self._failed = self._version = None

    def _file(self):
        sock = self._socket()
        if sock is None or sock.fileno() < 0:
            raise SSLError(5, "Underlying socket connection gone")
        return sock

    def _fill(self, size, line):
        """Waits until so many bytes are there, as far as what is below waits."""
        while len(self._raw) < size:
            if self._socket is None:
                data = self._incoming.read(size - len(self._raw))
                if not data and not self._incoming.eof:
                    raise _wants(SSLWantReadError, 2, "read", line)
            else:
                try:
                    data = _socket.socket.recv(self._file(), size - len(self._raw))
                except BlockingIOError:
                    raise _wants(SSLWantReadError, 2, "read", line) from None
                except TimeoutError:
                    raise self._late(line) from None
            if not data:
                words = "EOF occurred in violation of protocol"
                raise failure(line, "UNEXPECTED_EOF_WHILE_READING", words, SSLEOFError, 8)
            self._raw += data

    @staticmethod
    def _late(line):
        if line == HANDSHAKE:
            return TimeoutError("_ssl.c:1003: The handshake operation timed out")
        return TimeoutError(f"The {'write' if line == WRITE else 'read'} operation timed out")

    def _flush(self, line):
        while self._unsent:
            if self._socket is None:
                self._outgoing.write(bytes(self._unsent))
                self._unsent.clear()
                return
            try:
                sent = _socket.socket.send(self._file(), bytes(self._unsent[:_MOST_SENT]))
            except BlockingIOError:
                raise _wants(SSLWantWriteError, 3, "write", line) from None
            except TimeoutError:
                raise self._late(line) from None
            del self._unsent[:sent]

    def _put(self, kind, data):
        if self._version == 772 and not (kind == HANDSHAKE_RECORD and not self._has_ended):
            data += _PROOF
        self._unsent += bytes((kind, 3, 1 if self._version is None else 3)) + len(data).to_bytes(2, "big") + data

    def _take(self, line):
        """The next record, and its kind; alerts that end the connection are errors."""
        self._fill(5, line)
        kind, length = self._raw[0], int.from_bytes(self._raw[3:5], "big")
        if kind not in (ALERT_RECORD, HANDSHAKE_RECORD, DATA_RECORD) or self._raw[1] != 3:
            start = bytes(self._raw)
            if self._is_first and self.server_side and start[:4] in (b"GET ", b"POST", b"HEAD", b"PUT "):
                raise self._fail(failure(line, "HTTP_REQUEST"))
            if self._is_first and self.server_side and start == b"CONNE":
                raise self._fail(failure(line, "HTTPS_PROXY_REQUEST"))
            raise self._fail(failure(line, "WRONG_VERSION_NUMBER"))
        if length > MOST_DATA + 256:
            raise self._fail(failure(line, "ENCRYPTED_LENGTH_TOO_LONG"), 22)
        self._fill(5 + length, line)
        data = bytes(self._raw[5 : 5 + length])
        self._raw.clear()
        self._is_first = False
        if self._version == 772 and (kind != HANDSHAKE_RECORD or self._has_ended) and len(data) > len(_PROOF):
            data = data[: -len(_PROOF)]
        if kind == ALERT_RECORD:
            if data[1] == 0:
                self._peer_left = True
            else:
                raise self._fail(failure(line, _ALERTS.get(data[1], "TLSV1_ALERT_INTERNAL_ERROR")))
        return kind, data

    def _fail(self, error, alert=None):
        """Ends the connection with an error, of which the peer is told by an alert if there is one."""
        self._failed = error
        if alert is not None:
            self._put(ALERT_RECORD, bytes((2, alert)))
            try:
                self._flush(HANDSHAKE)
            except OSError:
                pass
        return error
