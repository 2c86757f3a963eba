"""`_ssl` as a model of TLS: what `ssl`, which is CPython's own, has below it instead of OpenSSL.

There are handshakes, records, certificates that are read and checked, and OpenSSL's errors in its words. Nothing is encrypted: the
network is in memory, with nobody on it but the program. Keys are looked at and not used, and signatures are not checked.
"""

import os

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

# Numbers are those of OpenSSL 3.0.
_CONSTANTS = """CERT_NONE=0 CERT_OPTIONAL=1 CERT_REQUIRED=2 ENCODING_DER=2 ENCODING_PEM=1 HOSTFLAG_ALWAYS_CHECK_SUBJECT=1
    HOSTFLAG_MULTI_LABEL_WILDCARDS=8 HOSTFLAG_NEVER_CHECK_SUBJECT=32 HOSTFLAG_NO_PARTIAL_WILDCARDS=4 HOSTFLAG_NO_WILDCARDS=2
    HOSTFLAG_SINGLE_LABEL_SUBDOMAINS=16 OPENSSL_VERSION_NUMBER=805306368 OP_ALL=2147483728 OP_CIPHER_SERVER_PREFERENCE=4194304
    OP_ENABLE_KTLS=8 OP_ENABLE_MIDDLEBOX_COMPAT=1048576 OP_IGNORE_UNEXPECTED_EOF=128 OP_LEGACY_SERVER_CONNECT=4
    OP_NO_COMPRESSION=131072 OP_NO_RENEGOTIATION=1073741824 OP_NO_SSLv2=0 OP_NO_SSLv3=33554432 OP_NO_TICKET=16384
    OP_NO_TLSv1=67108864 OP_NO_TLSv1_1=268435456 OP_NO_TLSv1_2=134217728 OP_NO_TLSv1_3=536870912 OP_SINGLE_DH_USE=0
    OP_SINGLE_ECDH_USE=0 PROTOCOL_SSLv23=2 PROTOCOL_TLS=2 PROTOCOL_TLS_CLIENT=16 PROTOCOL_TLS_SERVER=17 PROTOCOL_TLSv1=3
    PROTOCOL_TLSv1_1=4 PROTOCOL_TLSv1_2=5 PROTO_MAXIMUM_SUPPORTED=-1 PROTO_MINIMUM_SUPPORTED=-2 PROTO_SSLv3=768 PROTO_TLSv1=769
    PROTO_TLSv1_1=770 PROTO_TLSv1_2=771 PROTO_TLSv1_3=772 SSL_ERROR_EOF=8 SSL_ERROR_INVALID_ERROR_CODE=10 SSL_ERROR_SSL=1
    SSL_ERROR_SYSCALL=5 SSL_ERROR_WANT_CONNECT=7 SSL_ERROR_WANT_READ=2 SSL_ERROR_WANT_WRITE=3 SSL_ERROR_WANT_X509_LOOKUP=4
    SSL_ERROR_ZERO_RETURN=6 VERIFY_ALLOW_PROXY_CERTS=64 VERIFY_CRL_CHECK_CHAIN=12 VERIFY_CRL_CHECK_LEAF=4 VERIFY_DEFAULT=0
    VERIFY_X509_PARTIAL_CHAIN=524288 VERIFY_X509_STRICT=32 VERIFY_X509_TRUSTED_FIRST=32768"""
_ALERTS = """ACCESS_DENIED=49 BAD_CERTIFICATE=42 BAD_CERTIFICATE_HASH_VALUE=114 BAD_CERTIFICATE_STATUS_RESPONSE=113 BAD_RECORD_MAC=20
    CERTIFICATE_EXPIRED=45 CERTIFICATE_REVOKED=44 CERTIFICATE_UNKNOWN=46 CERTIFICATE_UNOBTAINABLE=111 CLOSE_NOTIFY=0
    DECODE_ERROR=50 DECOMPRESSION_FAILURE=30 DECRYPT_ERROR=51 HANDSHAKE_FAILURE=40 ILLEGAL_PARAMETER=47 INSUFFICIENT_SECURITY=71
    INTERNAL_ERROR=80 NO_RENEGOTIATION=100 PROTOCOL_VERSION=70 RECORD_OVERFLOW=22 UNEXPECTED_MESSAGE=10 UNKNOWN_CA=48
    UNKNOWN_PSK_IDENTITY=115 UNRECOGNIZED_NAME=112 UNSUPPORTED_CERTIFICATE=43 UNSUPPORTED_EXTENSION=110 USER_CANCELLED=90"""
for _each in _CONSTANTS.split() + ["ALERT_DESCRIPTION_" + each for each in _ALERTS.split()]:
    _name, _, _value = _each.partition("=")
    globals()[_name] = int(_value)
del _CONSTANTS, _ALERTS, _each, _name, _value

HAS_SNI = HAS_ECDH = HAS_ALPN = HAS_TLSv1 = HAS_TLSv1_1 = HAS_TLSv1_2 = HAS_TLSv1_3 = True
HAS_NPN = HAS_SSLv2 = HAS_SSLv3 = HAS_TLS_UNIQUE = HAS_PSK = HAS_PHA = False
OPENSSL_VERSION = "OpenSSL 3.0.0 (a model of TLS, in which nothing is encrypted)"
OPENSSL_VERSION_INFO = _OPENSSL_API_VERSION = (3, 0, 0, 0, 0)
_DEFAULT_CIPHERS = "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM"

# Names of ciphers, which connections have and do not use.
_CIPHERS_1_3 = "TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_AES_128_GCM_SHA256".split()
_CIPHERS_1_2 = """ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-RSA-AES256-GCM-SHA384 ECDHE-ECDSA-AES128-GCM-SHA256
    ECDHE-RSA-AES128-GCM-SHA256 ECDHE-ECDSA-CHACHA20-POLY1305 ECDHE-RSA-CHACHA20-POLY1305 ECDHE-ECDSA-AES256-SHA384
    ECDHE-RSA-AES256-SHA384 ECDHE-ECDSA-AES128-SHA256 ECDHE-RSA-AES128-SHA256 DHE-RSA-AES256-GCM-SHA384
    DHE-RSA-AES128-GCM-SHA256 DHE-RSA-AES256-SHA256 DHE-RSA-AES128-SHA256""".split()
_CIPHER_WORDS = """ALL DEFAULT COMPLEMENTOFDEFAULT HIGH MEDIUM ECDH ECDHE EECDH DHE EDH DH RSA AES AES128 AES256 AESGCM CHACHA20
    TLSv1 TLSv1.0 TLSv1.2""".split()

_OBJECTS = (
    (129, "serverAuth", "TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1"),
    (130, "clientAuth", "TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2"),
)


def nid2obj(nid, /):
    for each in _OBJECTS:
        if each[0] == nid:
            return each
    raise ValueError(f"unknown NID {nid}")


def txt2obj(txt, name=False):
    for each in _OBJECTS:
        if txt == each[3] or name and txt in each[1:3]:
            return each
    raise ValueError(f"unknown object '{txt[:100]}'")


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
        data = memoryview(b)
        self._data += data
        return data.nbytes

    def write_eof(self):
        self._is_ended = True

    pending = property(lambda self: len(self._data))
    eof = property(lambda self: self._is_ended and not self._data)


def _kept(name):
    """An attribute of contexts that `ssl` sets by its class."""
    field = f"_field_{name}"
    return property(lambda self: getattr(self, field), lambda self, value: setattr(self, field, int(value)))


class _SSLContext:
    """What ends of connections have in common: certificates, whom they trust, versions, protocols."""

    def __new__(cls, protocol, /):
        if protocol not in (2, 3, 4, 5, 16, 17):
            raise ValueError(f"invalid or unsupported protocol version {protocol}")
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
        self._own, self._texts, self._trusts, self._named_ciphers = [], [], [], None
        return self

    options, verify_flags = _kept("options"), _kept("verify_flags")
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
            return _CIPHERS_1_3[0], "TLSv1.3", 256
        kind = "RSA" if self._own[0].is_rsa else "ECDSA"
        name = next((each for each in self._named_ciphers or _CIPHERS_1_2 if kind in each), _CIPHERS_1_2[0])
        return name, "TLSv1.2", 128 if "AES128" in name else 256

    def _trusted(self):
        while self._texts:
            self._trusts += _tls_certificates.certificates_of(self._texts.pop(0))
        return self._trusts

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
        keys = _tls_certificates.pem_blocks(text, "PRIVATE KEY")
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
            # Packages come without the roots of the web, with which nobody here has signed.
            if "-----BEGIN " not in text and not os.path.abspath(os.fsdecode(cafile)).startswith("/site/"):
                raise self._nothing_found()
            # The roots of the web are long, and are read when a peer is checked.
            if len(text) < 20_000 and "-----BEGIN " in text and not _certificates(text):
                raise self._nothing_found()
            self._texts.append(text)
        if capath is not None and os.path.isdir(capath):
            for name in sorted(os.listdir(capath)):
                if name.endswith((".pem", ".crt", ".0")):
                    self._texts.append(_text(os.path.join(os.fsdecode(capath), name)))
        if isinstance(cadata, str):
            self._add(_certificates(cadata), cadata, "no start line")
        elif cadata is not None:
            data, found = bytes(cadata), []
            try:
                found = [_tls_certificates.Certificate(whole) for _, _, whole in _tls_certificates.items(data)]
            except (ValueError, LookupError):
                pass
            self._add(found, data, "not enough data")

    @staticmethod
    def _nothing_found():
        return _tls_records.failure(4168, "NO_CERTIFICATE_OR_CRL_FOUND", number=136, library="X509")

    def _add(self, found, data, words):
        if not data:
            raise ValueError("Empty certificate data")
        if not found:
            raise SSLError(0, f"{words}: cadata does not contain a certificate (_ssl.c:4035)")
        self._trusts += found

    def set_default_verify_paths(self):
        pass

    def load_dh_params(self, path, /):
        _text(path)

    def set_ecdh_curve(self, name, /):
        pass

    def set_ciphers(self, cipherlist, /):
        words = [word for each in cipherlist.split(":") for word in each.lstrip("!-+").split("+")]
        named = [word for word in words if word in _CIPHERS_1_2]
        if not named and not set(_CIPHER_WORDS) & set(words):
            raise SSLError("No cipher can be selected.")
        self._named_ciphers = named or None

    def get_ciphers(self):
        found = []
        for name in _CIPHERS_1_3 + (self._named_ciphers or _CIPHERS_1_2):
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


def _of_a_file(line):
    error = SSLError(524297, f"[SSL] PEM lib (_ssl.c:{line})")
    error.library = "SSL"
    return error


def _refuse(what):
    raise NotImplementedError(f"TLS is a model in this playground, in which nothing is encrypted, and has {what}")
