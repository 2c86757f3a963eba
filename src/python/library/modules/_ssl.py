"""`_ssl` as a model of TLS: what `ssl`, which is CPython's own, has below it instead of OpenSSL.

There are handshakes, records, certificates that are read and checked, and OpenSSL's errors in its words. Nothing is encrypted:
the network is in memory, with nobody on it but the program. Keys are looked at and not used, and signatures are not checked.
"""

import os

import _network
import _tls_certificates
import _tls_records

from _tls_connection import Connection as _SSLSocket, PublicCertificate as Certificate
from _tls_records import (
    SSLCertVerificationError,
    SSLEOFError,
    SSLError,
    SSLSyscallError,
    SSLWantReadError,
    SSLWantWriteError,
    SSLZeroReturnError,
)
from _tls_names import *
from _tls_names import _DEFAULT_CIPHERS, _OPENSSL_API_VERSION

def RAND_bytes(n, /):
    if n < 0:
        raise ValueError("num must be positive")
    return os.urandom(n)


def RAND_status():
    return True


def RAND_add(string, entropy, /):
    pass


def get_default_verify_paths():
    return ("SSL_CERT_FILE", "/usr/lib/ssl/cert.pem", "SSL_CERT_DIR", "/usr/lib/ssl/certs")


def _text(path):
    try:
        with open(os.fsdecode(path), encoding="latin-1") as file:
            return file.read()
    except OSError as error:
        # As CPython says it, without the name.
        raise type(error)(error.errno, error.strerror) from None


def _test_decode_cert(path, /):
    return _tls_certificates.certificates_of(_text(path))[0].about()


class SSLSession:
    """A session, of which there are none: each connection has a handshake of its own."""

    def __new__(cls, *args, **options):
        raise TypeError("cannot create '_ssl.SSLSession' instances")


class MemoryBIO:
    """Bytes on their way, in memory."""

    def __init__(self):
        self._data, self._is_ended = bytearray(), False

    def read(self, size=-1, /):
        size = len(self._data) if size < 0 else size
        data = bytes(self._data[:size])
        del self._data[:size]
        return data

    def write(self, b, /):
        if self._is_ended:
            raise SSLError("cannot write() after write_eof()")
        data = memoryview(b).tobytes()
        self._data += data
        return len(data)

    def write_eof(self):
        self._is_ended = True

    pending = property(lambda self: len(self._data))
    eof = property(lambda self: self._is_ended and not self._data)


class _SSLContext:
    """What ends of connections have in common: certificates, whom they trust, versions, protocols."""

    def __new__(cls, protocol, /):
        if protocol not in (2, 3, 4, 5, 16, 17):
            raise ValueError(f"invalid or unsupported protocol version {protocol}")
        if protocol < 16:
            _deprecated({2: "PROTOCOL_TLS", 3: "PROTOCOL_TLSv1", 4: "PROTOCOL_TLSv1_1", 5: "PROTOCOL_TLSv1_2"}[protocol])
        self = object.__new__(cls)
        self._field_protocol = int(protocol)
        self._field_verify_mode = 2 if protocol == 16 else 0
        self._field_check_hostname = protocol == 16
        self._field_options = OP_ALL | OP_NO_SSLv3 | OP_CIPHER_SERVER_PREFERENCE | OP_NO_COMPRESSION | OP_ENABLE_MIDDLEBOX_COMPAT
        self._field_verify_flags = VERIFY_X509_TRUSTED_FIRST
        of_one_version = {3: PROTO_TLSv1, 4: PROTO_TLSv1_1, 5: PROTO_TLSv1_2}.get(protocol)
        self._one_version = of_one_version
        self._field_minimum_version = PROTO_MINIMUM_SUPPORTED if of_one_version else PROTO_TLSv1_2
        self._field_maximum_version = PROTO_MAXIMUM_SUPPORTED
        self._host_flags, self._field_num_tickets, self._callback = HOSTFLAG_NO_PARTIAL_WILDCARDS, 2, None
        self.post_handshake_auth, self._protocols, self._messages = False, [], None
        # Certificates of its own, and texts and certificates of those that it trusts.
        self._own, self._texts, self._trusts, self._folders, self._named_ciphers = [], [], [], [], None
        self._trusts_hosts = False
        return self

    @property
    def options(self):
        return self._field_options

    @options.setter
    def options(self, options):
        off = OP_NO_SSLv3 | OP_NO_TLSv1 | OP_NO_TLSv1_1 | OP_NO_TLSv1_2 | OP_NO_TLSv1_3
        if options & ~self._field_options & off:
            _deprecated("OP_NO_SSL*/ssl.OP_NO_TLS* options", "are")
        self._field_options = int(options)

    @property
    def verify_flags(self):
        return self._field_verify_flags

    @verify_flags.setter
    def verify_flags(self, flags):
        if flags & VERIFY_CRL_CHECK_CHAIN:
            _refuse("no lists of certificates that were taken back")
        self._field_verify_flags = int(flags)

    protocol = property(lambda self: self._field_protocol)
    security_level = property(lambda self: 2)
    keylog_filename = property(
        lambda self: None,
        lambda self, path: path is None or _refuse("no keys that could be logged: what is sent can be read as it is"),
    )

    @property
    def verify_mode(self):
        return self._field_verify_mode

    @verify_mode.setter
    def verify_mode(self, mode):
        if not isinstance(mode, int):
            raise TypeError(f"'{type(mode).__name__}' object cannot be interpreted as an integer")
        if mode not in (0, 1, 2):
            raise ValueError("invalid value for verify_mode")
        if not mode and self._field_check_hostname:
            raise ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.")
        self._field_verify_mode = int(mode)

    @property
    def check_hostname(self):
        return self._field_check_hostname

    @check_hostname.setter
    def check_hostname(self, checks):
        self._field_check_hostname = bool(checks)
        if checks and not self._field_verify_mode:
            self._field_verify_mode = 2

    def _limit(name):
        field = f"_field_{name}"

        def put(self, value):
            if self._one_version:
                raise ValueError("The context's protocol doesn't support modification of highest and lowest version.")
            if value not in (-2, -1, 768, 769, 770, 771, 772):
                raise ValueError(f"Unsupported TLS/SSL version {value:#x}")
            if value in (768, 769, 770):
                _deprecated(f"TLSVersion.{('SSLv3', 'TLSv1', 'TLSv1_1')[value - 768]}")
            setattr(self, field, int(value))

        return property(lambda self: getattr(self, field), put)

    minimum_version, maximum_version = _limit("minimum_version"), _limit("maximum_version")
    del _limit

    @property
    def num_tickets(self):
        return self._field_num_tickets

    @num_tickets.setter
    def num_tickets(self, value):
        if value < 0:
            raise ValueError("value must be non-negative")
        if self._field_protocol != PROTOCOL_TLS_SERVER:
            raise ValueError("SSLContext is not a server context.")
        self._field_num_tickets = int(value)

    @property
    def sni_callback(self):
        return self._callback

    @sni_callback.setter
    def sni_callback(self, callback):
        if self._field_protocol == PROTOCOL_TLS_CLIENT:
            raise ValueError("sni_callback cannot be set on TLS_CLIENT context")
        if callback is not None and not callable(callback):
            raise TypeError("not a callable object")
        self._callback = callback

    @property
    def _msg_callback(self):
        return self._messages

    @_msg_callback.setter
    def _msg_callback(self, callback):
        if callback is not None:
            _refuse("no messages of OpenSSL to call back for")

    def _versions(self):
        """The least and the greatest version of TLS for its connections."""
        if self._one_version:
            return self._one_version, self._one_version
        least, most = self._field_minimum_version, self._field_maximum_version
        versions = [
            version
            for version, off in ((769, OP_NO_TLSv1), (770, OP_NO_TLSv1_1), (771, OP_NO_TLSv1_2), (772, OP_NO_TLSv1_3))
            if not self._field_options & off and version >= least and (most < 0 or version <= most)
        ]
        return (min(versions), max(versions)) if versions else (0xFFFF, 0)

    def _cipher(self, version):
        if version == PROTO_TLSv1_3:
            return CIPHERS_1_3[0], "TLSv1.3", 256
        kind = "RSA" if self._own[0].is_rsa else "ECDSA"
        name = next((each for each in self._named_ciphers or CIPHERS_1_2 if kind in each), CIPHERS_1_2[0])
        return name, "TLSv1.2", 128 if "AES128" in name else 256

    def _trusted(self):
        if self._trusts_hosts:
            self._trusts_hosts = False
            self._add([_tls_certificates.Certificate(_network.authority())])
        while self._texts:
            self._add(_certificates(self._texts.pop(0)))
        return self._trusts

    def _trusted_by_files(self):
        """Those that it trusts, with the ones that lie in folders under names that OpenSSL looks for."""
        found = []
        for folder in self._folders:
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
                if len(name) == 10 and name.endswith(".0"):
                    found += _certificates(_text(os.path.join(folder, name)))
        return self._trusted() + found

    def _set_alpn_protocols(self, protos, /):
        protos, found = bytes(protos), []
        while protos:
            found.append(protos[1 : 1 + protos[0]].decode("ascii"))
            protos = protos[1 + protos[0] :]
        self._protocols = found

    def _wrap(self, sock, incoming, outgoing, server_side, server_hostname, owner, session):
        if server_side and self._field_protocol == PROTOCOL_TLS_CLIENT:
            raise SSLError(0, "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context (_ssl.c:812)")
        if not server_side and self._field_protocol == PROTOCOL_TLS_SERVER:
            raise SSLError(0, "Cannot create a client socket with a PROTOCOL_TLS_SERVER context (_ssl.c:819)")
        if server_hostname is not None and "\0" in server_hostname:
            raise TypeError("argument must be encoded string without null bytes, not str")
        if server_hostname is not None and (not server_hostname or server_hostname.startswith(".")):
            raise ValueError("server_hostname cannot be an empty string or start with a leading dot.")
        made = _SSLSocket(self, sock, incoming, outgoing, server_side, server_hostname, owner)
        if session is not None:
            made.session = session
        return made

    def _wrap_bio(self, incoming, outgoing, server_side, server_hostname=None, *, owner=None, session=None):
        return self._wrap(None, incoming, outgoing, server_side, server_hostname, owner, session)

    def _wrap_socket(self, sock, server_side, server_hostname=None, *, owner=None, session=None):
        return self._wrap(sock, None, None, server_side, server_hostname, owner, session)

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        text = _text(certfile)
        chain = _certificates(text)
        if not chain:
            raise _of_a_file(3916)
        text = text if keyfile is None else _text(keyfile)
        keys = _blocks(text)
        if not keys:
            raise _of_a_file(3937)
        if keys[0][0].startswith("ENCRYPTED") or "Proc-Type: 4,ENCRYPTED" in text:
            _refuse("no keys with a password: make one without, with openssl and its option -nodes")
        if not chain[0].is_of_key(keys[0][1]):
            raise _tls_records.failure(3937, "KEY_VALUES_MISMATCH", number=116, library="X509")
        self._own = chain

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        if cafile is capath is cadata is None:
            raise TypeError("cafile, capath and cadata cannot be all omitted")
        if cafile is not None:
            text = _text(cafile)
            # Packages come without the roots of the web, in whose place is the authority of this network.
            if os.path.abspath(os.fsdecode(cafile)).startswith("/site/"):
                self._trusts_hosts = True
            elif "-----BEGIN " not in text:
                raise self._nothing_found()
            # The roots of the web are long, and are read when a peer is checked.
            if len(text) < 20_000 and "-----BEGIN " in text and not _certificates(text):
                raise _of_a_file(4168, "X509") if "-----BEGIN CERT" in text else self._nothing_found()
            self._texts.append(text)
        if capath is not None:
            self._folders.append(os.fsdecode(capath))
        if isinstance(cadata, str):
            self._add_data(_certificates(cadata), cadata, "no start line")
        elif cadata is not None:
            data, found = bytes(cadata), []
            try:
                found = [_tls_certificates.Certificate(whole) for _, _, whole in _tls_certificates.items(data)]
            except (ValueError, LookupError):
                pass
            self._add_data(found, data, "not enough data")

    @staticmethod
    def _nothing_found():
        return _tls_records.failure(4168, "NO_CERTIFICATE_OR_CRL_FOUND", number=136, library="X509")

    def _add(self, found):
        for each in found:
            if all(each.der != known.der for known in self._trusts):
                self._trusts.append(each)

    def _add_data(self, found, data, words):
        if not data:
            raise ValueError("Empty certificate data")
        if not found:
            raise SSLError(0, f"{words}: cadata does not contain a certificate (_ssl.c:4035)")
        self._add(found)

    def set_default_verify_paths(self):
        # Nobody has signed for hosts but the authority of this network.
        self._trusts_hosts = True
        named = os.environ.get("SSL_CERT_FILE")
        if named and os.path.isfile(named):
            self._texts.append(_text(named))

    def load_dh_params(self, path, /):
        if "-----BEGIN DH PARAMETERS-----" not in _text(path):
            raise _tls_records.failure(4297, "NO_START_LINE", number=108, library="PEM")

    def set_ecdh_curve(self, name, /):
        pass

    def set_ciphers(self, cipherlist, /):
        words = [word for each in cipherlist.split(":") for word in each.lstrip("!-+").split("+")]
        named = [word for word in words if word in CIPHERS_1_2]
        if not named and not set(CIPHER_WORDS) & set(words):
            raise SSLError("No cipher can be selected.")
        self._named_ciphers = named or None

    def get_ciphers(self):
        found = []
        for name in CIPHERS_1_3 + (self._named_ciphers or CIPHERS_1_2):
            bits = 128 if "AES_128" in name or "AES128" in name else 256
            protocol = "TLSv1.3" if name.startswith("TLS_") else "TLSv1.2"
            found.append({"name": name, "protocol": protocol, "strength_bits": bits, "alg_bits": bits})
        return found

    def get_ca_certs(self, binary_form=False):
        return [each.der if binary_form else each.about() for each in self._trusted() if each.is_ca]

    def cert_store_stats(self):
        trusted = self._trusted()
        return {"x509": len(trusted), "crl": 0, "x509_ca": sum(each.is_ca for each in trusted)}

    def session_stats(self):
        names = "number connect connect_good connect_renegotiate accept accept_good accept_renegotiate hits misses timeouts cache_full"
        return dict.fromkeys(names.split(), 0)


def _certificates(text):
    try:
        return _tls_certificates.certificates_of(text)
    except (ValueError, LookupError):
        return []


def _blocks(text):
    try:
        return _tls_certificates.pem_blocks(text, "PRIVATE KEY")
    except ValueError:
        return []


def _deprecated(what, verb="is"):
    import warnings

    # In the code that has called `ssl`.
    warnings.warn(f"ssl.{what} {verb} deprecated", DeprecationWarning, stacklevel=4)


def _of_a_file(line, library="SSL"):
    error = SSLError(524297, f"[{library}] PEM lib (_ssl.c:{line})")
    error.library = library
    return error


def _refuse(what):
    raise NotImplementedError(f"TLS is a model in this playground, in which nothing is encrypted, and has {what}")
