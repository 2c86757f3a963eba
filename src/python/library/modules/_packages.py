"""Modules and files of packages. Each comes in a pack; its files lie in the folder /site, its modules are said to lie there."""

import sys
from _frozen_importlib import ModuleSpec

import _files
import _loopline
import _packs

SITE = "/site"

# Modules of packages that are of no use without another package, on which theirs does not depend: it is opened for them.
_USELESS_WITHOUT = {
    "itsdangerous": ("starlette.middleware.sessions",),
    "jinja2": ("starlette.templating",),
    "pyyaml": ("starlette.schemas",),
}
_mounted = set()


def _is_open(package):
    """Tells if a package can be imported: the program itself opens it by importing it, wherever its name comes from."""
    if package in _packs.opened:
        return True
    if not _packs.program_asks() and not any(_packs.asks(module) for module in _USELESS_WITHOUT.get(package, ())):
        return False
    _packs.opened.update(_loopline.packages_needed(package))
    return True


def _mount(package):
    """Puts the files of a package into the folder."""
    if package in _mounted:
        return
    site = _files.root.entries.setdefault("site", _files.Node({}))
    for path, content in _loopline.package_files(package):
        *above, name = path.split("/")
        folder = site
        for part in above:
            folder = folder.entries.setdefault(part, _files.Node({}))
        folder.entries[name] = file = _files.Node()
        file.data.extend(content)
    # `importlib.metadata` looks again where that has changed.
    site.modified += 10**9
    _mounted.add(package)


class Loader:
    """Loads a module of a package."""

    def __init__(self, name, path):
        self.name, self.path = name, path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(_loopline.pack_code(self.name), module.__dict__)

    def get_code(self, name=None):
        return _loopline.pack_code(self.name)

    def get_source(self, name=None):
        return None

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        return bytes(_files.find(path).data)

    def is_package(self, name=None):
        return bool(_loopline.in_pack(self.name))

    def get_resource_reader(self, name):
        from importlib.readers import FileReader

        return FileReader(self)


# A warning is shown where the program imports: CPython passes over frames of this file.
Loader.exec_module.__code__ = Loader.exec_module.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")


def spec_of(name, package):
    """The spec of a module; `None` if the package has none of that name, or is not for this program."""
    if not _is_open(package):
        return None
    _mount(package)
    has_others = _loopline.in_pack(name)
    if has_others is None:
        return None
    folder = f"{SITE}/{name.replace('.', '/')}"
    path = f"{folder}/__init__.py" if has_others else f"{folder}.py"
    spec = ModuleSpec(name, Loader(name, path), origin=path, is_package=has_others)
    if has_others:
        spec.submodule_search_locations = [folder]
    spec.has_location = True
    above, _, file = path.rpartition("/")
    spec.cached = f"{above}/__pycache__/{file[:-3]}.{sys.implementation.cache_tag}.pyc"
    return spec


def import_ahead(modules):
    """Imports modules before the program that imports them. The first of them may be the line by which it chooses versions."""
    import importlib

    if modules and modules[0].startswith("#"):
        _packs.open_for(modules.pop(0))
    for name in modules:
        _packs.open_for(f"import {name}")
    for name in modules:
        try:
            importlib.import_module(name)
        except Exception:
            # Also what is no module: `from a import b` may mean either.
            pass


def distributions(context):
    """The metadata of the packages that can be imported, for `importlib.metadata`."""
    from importlib.metadata import DistributionFinder, MetadataPathFinder

    for package in sorted(_packs.opened):
        _mount(package)
    name = None if context is None else context.name
    return MetadataPathFinder.find_distributions(DistributionFinder.Context(name=name, path=[SITE]))
