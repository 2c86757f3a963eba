

# `asyncio` tries for this module when it is imported, and does without it: it comes when a program, or a package, asks for it.


def _tell_asyncio():
    for name in ("base_events", "selector_events", "sslproto"):
        module = sys.modules.get(f"asyncio.{name}")
        if module is not None:
            module.ssl = sys.modules[__name__]
            module.SSLAgainErrors = (SSLWantReadError, SSLSyscallError)


_tell_asyncio()
