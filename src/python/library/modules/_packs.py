"""Finds modules that come in packs: `src/python/library/packs.rs` fetches them when they are first imported."""

from _frozen_importlib import ModuleSpec

import _loopline


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
        package = _loopline.in_pack(name)
        if package is None:
            return None
        return ModuleSpec(name, Loader, origin="frozen", is_package=package)

    @staticmethod
    def invalidate_caches():
        pass
