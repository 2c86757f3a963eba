"""Finds modules that come in packs: `src/python/library/packs.rs` fetches them when they are first imported."""

import sys
from _frozen_importlib import ModuleSpec

import _loopline

# The packages that can be imported: those that files of the program import, with what they depend on. A package that asks for
# another in a `try` does without it, unless the program uses that one, too: it would be a download that nobody asked for.
opened = set()


def open_for(source):
    """Opens the packages that a file of the program imports, in the versions that it chooses by a line `# packages:`."""
    _loopline.choose_packages(source)
    opened.update(_loopline.packages_imported(source))


# Code through which an import goes on its way from the statement to a finder.
_IMPORTING = ("<frozen importlib", "<frozen _frozen_importlib", "<frozen _pack", "<frozen pkgutil", "<frozen _folder")


def _importer():
    """The code in which the statement of an import stands."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(_IMPORTING):
        frame = frame.f_back
    return None if frame is None else frame.f_code


def program_asks():
    """Tells if it is the program that imports, and no module of the library or of a package."""
    code = _importer()
    return code is not None and not code.co_filename.startswith("<frozen ")


def asks(module):
    """Tells if it is a module of that name that imports."""
    code = _importer()
    return code is not None and code.co_filename == f"<frozen {module}>"


def _asyncio_tries():
    """Tells if it is a module of asyncio that imports when it is imported itself. It does without, until a program asks."""
    code = _importer()
    return code is not None and code.co_filename.startswith("<frozen asyncio.") and code.co_name == "<module>"


class Loader:
    """Loads a module of a pack."""

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        exec(_loopline.pack_code(module.__name__), module.__dict__)

    @staticmethod
    def get_code(name):
        return _loopline.pack_code(name)

    @staticmethod
    def get_source(name):
        return None

    @staticmethod
    def is_package(name):
        return bool(_loopline.in_pack(name))


class Finder:
    """A finder of `sys.meta_path`, after that of the modules which the engine brings."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "ssl" and _asyncio_tries():
            return None
        package = _loopline.package_of(name)
        if package is not None:
            import _packages

            spec = _packages.spec_of(name, package)
            if spec is not None:
                return spec
        has_others = None if package is not None else _loopline.in_pack(name)
        if has_others is None and opened and not program_asks():
            import _stand_ins

            if name in _stand_ins.MAKERS:
                return ModuleSpec(name, _stand_ins.Loader, origin="stand-in")
        # uvicorn and others try it before asyncio's own loop.
        if has_others is None or name == "uvloop" and not program_asks():
            return None
        return ModuleSpec(name, Loader, origin="frozen", is_package=has_others)

    @staticmethod
    def find_distributions(context=None):
        if not opened:
            return ()
        import _packages

        return _packages.distributions(context)

    @staticmethod
    def invalidate_caches():
        pass
