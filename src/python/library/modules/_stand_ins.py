"""Stand-ins for modules that packages import at once and a page cannot have, and for a compiled part of one: they can be
imported, and refuse to be used.

Only packages see them. A program that imports such a module is told why it is not here."""

import _limits


def _refuses(name, what, base=object):
    """Makes a class of that name whose objects cannot be made."""

    def __new__(cls, *args, **kwargs):
        _limits.refuse(what)

    return type(name, (base,), {"__new__": __new__})


def _ssl(module):
    what = "Encrypted connections are"
    for name in "MemoryBIO SSLObject SSLSession SSLSocket".split():
        setattr(module, name, _refuses(name, what))
    for name in "get_server_certificate match_hostname wrap_socket".split():
        setattr(module, name, _limits.refused(name, what))

    class SSLContext:
        """A context, which packages make before they know of any connection; encrypting one is refused."""

        def __init__(self, protocol=None):
            self.protocol, self.check_hostname, self.verify_mode = protocol, False, module.VerifyMode.CERT_NONE
            self.options, self.verify_flags = module.Options(0), module.VerifyFlags(0)
            self.minimum_version = module.TLSVersion.MINIMUM_SUPPORTED
            self.maximum_version = module.TLSVersion.MAXIMUM_SUPPORTED
            self.post_handshake_auth, self.keylog_filename, self.sni_callback = False, None, None

        def _set(self, *args, **kwargs):
            pass

        set_alpn_protocols = set_ciphers = set_default_verify_paths = load_default_certs = _set
        load_verify_locations = load_cert_chain = set_ecdh_curve = _set
        wrap_bio = _limits.refused("wrap_bio", what)
        wrap_socket = _limits.refused("wrap_socket", what)

    def create_default_context(*args, **kwargs):
        context = SSLContext(module.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = True, module.VerifyMode.CERT_REQUIRED
        return context

    module.SSLContext = SSLContext
    module.create_default_context = module._create_default_https_context = create_default_context
    module._create_unverified_context = lambda *args, **kwargs: SSLContext(module.PROTOCOL_TLS_CLIENT)
    module.SSLError = type("SSLError", (OSError,), {"reason": None, "library": None})
    for name in "SSLEOFError SSLSyscallError SSLWantReadError SSLWantWriteError SSLZeroReturnError".split():
        setattr(module, name, type(name, (module.SSLError,), {}))
    module.SSLCertVerificationError = module.CertificateError = type("SSLCertVerificationError", (module.SSLError, ValueError), {})
    import enum

    module.Purpose = enum.Enum("Purpose", "SERVER_AUTH CLIENT_AUTH")
    module.VerifyMode = enum.IntEnum("VerifyMode", "CERT_NONE CERT_OPTIONAL CERT_REQUIRED", start=0)
    module.TLSVersion = enum.IntEnum("TLSVersion", "MINIMUM_SUPPORTED SSLv3 TLSv1 TLSv1_1 TLSv1_2 TLSv1_3 MAXIMUM_SUPPORTED")
    module.Options = enum.IntFlag("Options", "OP_ALL OP_NO_SSLv2 OP_NO_SSLv3 OP_NO_COMPRESSION OP_NO_TICKET OP_NO_RENEGOTIATION")
    module.VerifyFlags = enum.IntFlag("VerifyFlags", "VERIFY_DEFAULT VERIFY_X509_STRICT VERIFY_X509_PARTIAL_CHAIN")
    for kind in (module.VerifyMode, module.Options, module.VerifyFlags):
        module.__dict__.update(kind.__members__)
    for number, name in enumerate("PROTOCOL_SSLv23 PROTOCOL_TLS PROTOCOL_TLS_CLIENT PROTOCOL_TLS_SERVER".split()):
        setattr(module, name, number)
    module.OPENSSL_VERSION, module.OPENSSL_VERSION_INFO, module.OPENSSL_VERSION_NUMBER = "none", (3, 0, 0, 0, 0), 0x30000000
    module.HAS_SNI = module.HAS_ALPN = module.HAS_TLSv1_3 = True
    module.HAS_NEVER_CHECK_COMMON_NAME = module.HAS_NPN = False


def _mmap(module):
    module.mmap = _refuses("mmap", "Files mapped into memory are")
    module.ACCESS_READ = 1


def _fcntl(module):
    import os

    module.F_GETFD, module.F_SETFD, module.F_GETFL, module.F_SETFL, module.FD_CLOEXEC = 1, 2, 3, 4, 1

    def fcntl(fd, cmd, arg=0):
        fd = fd if isinstance(fd, int) else fd.fileno()
        if cmd == module.F_GETFL:
            return 0 if os.get_blocking(fd) else os.O_NONBLOCK
        if cmd == module.F_SETFL:
            os.set_blocking(fd, not arg & os.O_NONBLOCK)
        # No file is inherited by a program that is started.
        return module.FD_CLOEXEC if cmd == module.F_GETFD else 0

    module.fcntl = fcntl
    for name in "flock ioctl lockf".split():
        setattr(module, name, _limits.refused(name, "Locks and devices of an operating system are"))


def _interpreters(module):
    module.create = _limits.refused("create", "Interpreters beside this one are")
    module.ExecutionFailed = type("ExecutionFailed", (Exception,), {})


def _ctypes(module):
    what = "Libraries of a machine are"
    module.__path__ = []

    class CDLL:
        def __init__(self, *args, **kwargs):
            raise OSError("there are no libraries of a machine in this playground")

    module.CDLL = module.PyDLL = CDLL
    names = "bool byte char char_p double float int int32 int64 long longlong short size_t ssize_t ubyte uint uint32 uint64 void_p"
    for name in [f"c_{name}" for name in names.split()] + ["Structure", "Union", "py_object"]:
        setattr(module, name, type(name, (), {}))
    for name in "CFUNCTYPE POINTER addressof byref cast pointer sizeof".split():
        setattr(module, name, _limits.refused(name, what))


def _ctypes_util(module):
    module.find_library = lambda name: None


def _asyncpg_protocol(module):
    module.Protocol = _refuses("Protocol", "Connections to PostgreSQL are")
    module._create_record = _limits.refused("_create_record", "Connections to PostgreSQL are")
    module.NO_TIMEOUT = object()
    module.BUILTIN_TYPE_NAME_MAP, module.BUILTIN_TYPE_OID_MAP = {}, {}


def _asyncpg_record(module):
    module.Record = type("Record", (tuple,), {})


MAKERS = {
    "asyncpg.protocol.protocol": _asyncpg_protocol,
    "asyncpg.protocol.record": _asyncpg_record,
    "concurrent.interpreters": _interpreters,
    "ctypes": _ctypes,
    "ctypes.util": _ctypes_util,
    "fcntl": _fcntl,
    "mmap": _mmap,
    "ssl": _ssl,
}


class Loader:
    """Makes a stand-in."""

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        MAKERS[module.__name__](module)
