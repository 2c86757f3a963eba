"""Finds modules in the program's folder, before those of the library, as CPython does by the folder of a script.

A module's file is called in sites and tracebacks by its path from that folder: `util.py`, `shop/orders.py`."""

import sys

import posixpath
from _frozen_importlib import ModuleSpec

import _files
import _loopline
import _loopline_outdated
import _packs
import _rounds

# What CPython has imported before a program begins: files of these names do not hide them.
_EARLIER = frozenset(
    "__future__ _collections_abc abc codecs encodings genericpath io os os.path posixpath site stat sys zipimport".split()
)

SUFFIX = ".py"

# The path of the program's own file. It hides no module of the library: a lesson about queues may be called `queue.py`.
main = None


def shown(path):
    """The name of a file in sites and tracebacks."""
    return path.removeprefix(f"{_files.HOME}/")


class Loader:
    """Loads a module from a file in memory; without a file it is a package of nothing but a folder."""

    def __init__(self, name, path):
        self.name, self.path = name, path

    def create_module(self, spec):
        return None

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        return bytes(_files.find(path).data)

    def is_package(self, name=None):
        return self.path is None or self.path.endswith(f"/__init__{SUFFIX}")

    def get_source(self, name=None):
        return None if self.path is None else decoded(self.get_data(self.path), shown(self.path))

    def get_code(self, name=None):
        return None if self.path is None else _rounds.compiled(self.get_source(), shown(self.path), 0)

    def exec_module(self, module):
        if self.path is None:
            module.__file__ = None
            return
        source, file = self.get_source(), shown(self.path)
        remember(file, source)
        code = _rounds.compiled(source, file, 0)
        _loopline_outdated.begin(file, code)
        import _loopline_boot
        import _thread

        # The lane of a process has what it does, and no generators beside it.
        if _thread._process is None:
            _loopline_boot.watch_generators(code)
        if _loopline.is_watched():
            _loopline_boot.watch_lines(code)
        exec(code, module.__dict__)


def remember(file, source):
    """Keeps the lines of a module that is loaded, and opens the packages that it imports."""
    import linecache

    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    _loopline.module_loaded(file, source)
    _packs.open_for(source)


def decoded(data, file):
    """The text of a source file, by the encoding that it declares."""
    import io
    import tokenize

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError) as error:
        raise SyntaxError(f"(unicode error) {error}", (file, 0, 0, None)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def node_at(path):
    """The file or folder at a path; `None` if there is none."""
    try:
        return _files.find(path)
    except OSError:
        return None


def found(name, folder):
    """The loader of a module in a folder, and the folders of its own modules if it is a package; `None` without one."""
    here = node_at(folder or ".")
    if here is None or here.entries is None:
        return None
    last = name.rpartition(".")[2]
    path = posixpath.join(_files.whole(folder or "."), last)
    package, file = here.entries.get(last), here.entries.get(last + SUFFIX)
    if package is not None and package.entries is not None:
        if f"__init__{SUFFIX}" in package.entries:
            return Loader(name, f"{path}/__init__{SUFFIX}"), [path]
        if file is None or file.entries is not None:
            return Loader(name, None), [path]
    if file is not None and file.entries is None and not (path + SUFFIX == main and in_library(name)):
        return Loader(name, path + SUFFIX), None
    return None


class Finder:
    """A finder of `sys.meta_path`."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        bare = None
        for folder in sys.path if path is None else path:
            if not isinstance(folder, str):
                continue
            there = found(name, folder)
            if there is None:
                continue
            loader, folders = there
            if loader.path is None:
                # A folder without `__init__.py` counts only if nothing else has the name.
                bare = bare or there
                continue
            return spec_of(name, loader, folders)
        # The library's own modules come before such a folder, too.
        return spec_of(name, *bare) if bare and not in_library(name) else None

    @staticmethod
    def invalidate_caches():
        pass


def in_library(name):
    import _imp

    return name in sys.builtin_module_names or _imp.is_frozen(name) or _loopline.in_pack(name) is not None


def spec_of(name, loader, folders):
    spec = ModuleSpec(name, loader, origin=loader.path, is_package=folders is not None)
    if folders is not None:
        spec.submodule_search_locations = folders
    if loader.path is not None:
        spec.has_location = True
        # Named as CPython names it; there is no such file.
        folder, _, file = loader.path.rpartition("/")
        spec.cached = f"{folder}/__pycache__/{file.removesuffix(SUFFIX)}.{sys.implementation.cache_tag}.pyc"
    return spec


def begin(file):
    """Makes the program's folder the first place in which modules are sought; `file` is the program's own."""
    global main
    main = f"{_files.HOME}/{file}"
    sys.path[:] = [_files.HOME]
    sys.meta_path.insert(0, Finder)
    # The engine has imported more than CPython has by now: what the program's own files hide is sought anew.
    for name in _files.root.entries["home"].entries:
        stem = name.removesuffix(SUFFIX)
        if stem in sys.modules and stem not in _EARLIER and stem not in sys.builtin_module_names:
            if stem != name and name != file and not stem.startswith("_"):
                del sys.modules[stem]
