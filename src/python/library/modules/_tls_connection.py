"""One end of a connection with TLS, as a model: what `ssl.SSLSocket` and `ssl.SSLObject` stand on.

Its messages go to and fro as those of TLS 1.3 or 1.2 do, and are about as long: a hello each way with the server's certificates,
what ends the handshake, tickets, data, alerts and the farewell. Nothing in them is secret.
"""

import json
import weakref

import _tls_certificates
from _tls_records import (
    ALERT_RECORD,
    DATA_RECORD,
    HANDSHAKE,
    HANDSHAKE_RECORD,
    MOST_DATA,
    READ,
    SHUTDOWN,
    WRITE,
    Records,
    SSLCertVerificationError,
    SSLEOFError,
    SSLZeroReturnError,
    failure,
)

# Sizes of messages without the certificates in them.
_HELLO, _ANSWER, _FINISHED, _TICKET = 512, 430, 53, 250

_VERSIONS = {769: "TLSv1", 770: "TLSv1.1", 771: "TLSv1.2", 772: "TLSv1.3"}


def _packed(told, chain, size):
    """A message of the handshake: what it tells, and certificates."""
    ders = [each.der for each in chain]
    head = json.dumps({**told, "sizes": [len(der) for der in ders]}).encode().ljust(size)
    return len(head).to_bytes(3, "big") + head + b"".join(ders)


def _unpacked(message):
    length = int.from_bytes(message[:3], "big")
    told, at, chain = json.loads(message[3 : 3 + length]), 3 + length, []
    for size in told["sizes"]:
        chain.append(_tls_certificates.Certificate(message[at : at + size]))
        at += size
    return told, chain


class Connection(Records):
    """The state of one end, under the name that it has in CPython."""

    def __init__(self, context, sock, incoming, outgoing, server_side, server_hostname, owner):
        super().__init__(sock, incoming, outgoing, server_side)
        self.context, self.server_hostname, self.owner = context, server_hostname, owner
        # The name of a method: itself it would hold this object.
        self._step = "_await_hello" if server_side else "_say_hello"
        self._data = bytearray()
        # The length of what a write that could not end has put into records.
        self._writing = 0
        self._has_left, self._protocol, self._told = False, None, None
        self._sent, self._verified = [], []

    @property
    def owner(self):
        return self._owner and self._owner()

    @owner.setter
    def owner(self, owner):
        self._owner = None if owner is None else weakref.ref(owner)

    # The handshake, a step for each message that is awaited.

    def do_handshake(self):
        self._handshake(HANDSHAKE)

    def _handshake(self, line):
        if self._failed is not None:
            raise self._failed
        self._flush(line)
        while self._step is not None:
            getattr(self, self._step)(line)
            self._flush(line)

    def _say_hello(self, line):
        name = self.server_hostname
        if name is not None and _tls_certificates.address_bytes(name) is not None:
            name = None
        least, most = self.context._versions()
        told = {"client": True, "name": name, "least": least, "most": most, "protocols": self.context._protocols}
        self._put(HANDSHAKE_RECORD, _packed(told, [], _HELLO))
        self._step = "_await_answer"

    def _message(self, line, of):
        kind, data = self._take(line)
        if self._peer_left:
            words = "EOF occurred in violation of protocol"
            raise self._fail(failure(line, "UNEXPECTED_EOF_WHILE_READING", words, SSLEOFError, 8))
        try:
            told, chain = _unpacked(data)
        except (ValueError, LookupError, TypeError):
            raise self._fail(failure(line, "LENGTH_MISMATCH"), 50) from None
        if kind != HANDSHAKE_RECORD or told.get("client") is not of:
            raise self._fail(failure(line, "UNEXPECTED_MESSAGE"), 10)
        return told, chain

    def _await_hello(self, line):
        told, _ = self._message(line, True)
        self._call_back(told["name"], line)
        least, most = self.context._versions()
        version = min(most, told["most"])
        if version < max(least, told["least"]):
            raise self._fail(failure(line, "UNSUPPORTED_PROTOCOL"), 70)
        if not self.context._own:
            raise self._fail(failure(line, "NO_SHARED_CIPHER"), 40)
        theirs = told["protocols"]
        self._protocol = next((each for each in self.context._protocols if each in theirs), None)
        answer = {
            "client": False,
            "version": version,
            "protocol": self._protocol,
            "asks": self.context.verify_mode != 0,
            "cipher": self.context._cipher(version),
        }
        self._told = answer
        self._put(HANDSHAKE_RECORD, _packed(answer, self.context._own, _ANSWER))
        self._version = version
        self._step = "_await_end"

    def _call_back(self, name, line):
        callback = self.context.sni_callback
        if callback is None:
            return
        try:
            alert = callback(self.owner, name, self.context)
        except Exception as error:
            import sys

            sys.unraisablehook(_Unraisable(type(error), error, error.__traceback__, "in ssl servername callback", callback))
            alert = 40
        if alert is None:
            return
        if not isinstance(alert, int):
            import sys

            error = TypeError(f"'{type(alert).__name__}' object cannot be interpreted as an integer")
            sys.unraisablehook(_Unraisable(TypeError, error, None, "in ssl servername callback", alert))
            alert = 80
        raise self._fail(failure(line, "CALLBACK_FAILED"), alert)

    def _await_answer(self, line):
        told, self._sent = self._message(line, False)
        if "version" not in told:
            raise self._fail(failure(line, "UNEXPECTED_MESSAGE"), 10)
        self._told, self._protocol, self._version = told, told["protocol"], told["version"]
        if self.context.verify_mode == 2:
            self._verify(self.server_hostname if self.context.check_hostname else None, line)
        self._put(HANDSHAKE_RECORD, _packed({"client": True}, self.context._own if told["asks"] else [], _FINISHED))
        if self._version == 772:
            self._end()
        else:
            self._step = "_await_last"

    def _await_last(self, line):
        self._message(line, False)
        self._end()

    def _await_end(self, line):
        _, self._sent = self._message(line, True)
        if self.context.verify_mode:
            if self._sent:
                self._verify(None, line)
            elif self.context.verify_mode == 2:
                alert = 116 if self._version == 772 else 40
                raise self._fail(failure(line, "PEER_DID_NOT_RETURN_A_CERTIFICATE"), alert)
        tickets = self.context.num_tickets if self._version == 772 else 1
        for _ in range(tickets):
            self._put(HANDSHAKE_RECORD, _packed({"client": False}, [], _TICKET))
        self._end()

    def _end(self):
        self._step, self._has_ended = None, True

    def _verify(self, host, line):
        context = self.context
        try:
            trusted, flags = context._trusted_by_files(), context._field_verify_flags
            self._verified = _tls_certificates.verified(
                self._sent, trusted, flags, host, context._host_flags, not self.server_side
            )
        except _tls_certificates.Invalid as invalid:
            words = f"certificate verify failed: {invalid.words}"
            error = failure(line, "CERTIFICATE_VERIFY_FAILED", words, SSLCertVerificationError)
            error.verify_code, error.verify_message = invalid.code, invalid.words
            raise self._fail(error, invalid.alert) from None

    # Data.

    def read(self, size=1024, buffer=None):
        if buffer is not None:
            view = memoryview(buffer).cast("B")
            size = len(view) if size <= 0 or size > len(view) else size
        elif size < 0:
            raise ValueError("size should not be negative")
        data = self._read(size) if size else b""
        if buffer is None:
            return data
        view[: len(data)] = data
        return len(data)

    def _read(self, size):
        if self._step is not None:
            self._handshake(READ)
        while not self._data:
            if self._peer_left:
                if self._has_left:
                    raise SSLZeroReturnError(6, f"TLS/SSL connection has been closed (EOF) (_ssl.c:{READ})")
                return b""
            if self._failed is not None:
                raise self._failed
            kind, data = self._take(READ)
            if kind == DATA_RECORD:
                self._data += data
        data = bytes(self._data[:size])
        del self._data[:size]
        return data

    def write(self, data):
        if self._step is not None:
            self._handshake(WRITE)
        data = memoryview(data).cast("B")
        if self._has_left:
            raise failure(WRITE, "PROTOCOL_IS_SHUTDOWN")
        if self._failed is not None:
            raise self._failed
        if not self._writing:
            for at in range(0, len(data), MOST_DATA):
                self._put(DATA_RECORD, bytes(data[at : at + MOST_DATA]))
            self._writing = len(data)
        elif len(data) < self._writing:
            raise failure(WRITE, "BAD_LENGTH")
        self._flush(WRITE)
        written, self._writing = self._writing, 0
        return written

    def pending(self):
        return len(self._data)

    def shutdown(self):
        if self._step is not None:
            raise failure(SHUTDOWN, "SHUTDOWN_WHILE_IN_INIT")
        if not self._has_left:
            self._has_left = True
            self._put(ALERT_RECORD, bytes((1, 0)))
        self._flush(SHUTDOWN)
        while not self._peer_left:
            if self._failed is not None:
                raise self._failed
            kind, _ = self._take(SHUTDOWN)
            if kind == DATA_RECORD:
                raise self._fail(failure(SHUTDOWN, "APPLICATION_DATA_AFTER_CLOSE_NOTIFY"))
        return self._socket and self._socket()

    # What it tells of itself.

    def getpeercert(self, binary_form=False):
        if not self._has_ended:
            raise ValueError("handshake not done yet")
        if not self._sent:
            return None
        if binary_form:
            return self._sent[0].der
        return self._sent[0].about() if self.context.verify_mode else {}

    def get_verified_chain(self):
        return list(map(PublicCertificate, self._verified)) or None

    def get_unverified_chain(self):
        return list(map(PublicCertificate, self._sent)) or None

    def selected_alpn_protocol(self):
        return self._protocol

    def cipher(self):
        return tuple(self._told["cipher"]) if self._has_ended else None

    def shared_ciphers(self):
        if not self.server_side or not self._has_ended:
            return None
        return [(each["name"], each["protocol"], each["strength_bits"]) for each in self.context.get_ciphers()]

    def compression(self):
        return None

    def version(self):
        return _VERSIONS[self._version] if self._has_ended else None

    def get_channel_binding(self, cb_type="tls-unique"):
        if cb_type != "tls-unique":
            raise ValueError(f"'{cb_type}' channel binding type not implemented")
        raise NotImplementedError("Connections of this playground are a model without secrets, and none of them binds a channel")

    def verify_client_post_handshake(self):
        raise NotImplementedError(
            "Clients show their certificates only in the handshake in this playground: set verify_mode before it"
        )

    session_reused = False

    @property
    def session(self):
        return None

    @session.setter
    def session(self, session):
        raise NotImplementedError("Sessions of TLS are not resumed in this playground: each connection has a handshake of its own")


class _Unraisable:
    """An error that a callback leaves, as `sys.unraisablehook` takes it."""

    def __init__(self, *values):
        self.exc_type, self.exc_value, self.exc_traceback, self.err_msg, self.object = values


class PublicCertificate:
    """A certificate, as chains have it."""

    def __init__(self, certificate):
        self._certificate = certificate

    def public_bytes(self, format=1):
        if format == 2:
            return self._certificate.der
        import ssl

        return ssl.DER_cert_to_PEM_cert(self._certificate.der)

    def get_info(self):
        return self._certificate.about()


Connection.__name__ = Connection.__qualname__ = "_SSLSocket"
Connection.__module__ = PublicCertificate.__module__ = "_ssl"
PublicCertificate.__name__ = PublicCertificate.__qualname__ = "Certificate"
