

# Nothing has told the module that makes specs of files where the other half of importlib is, nor that half of it.
_spec_from_any_file_location = spec_from_file_location


def spec_from_file_location(name, location=None, *, loader=None, **options):
    import os
    from importlib import _bootstrap, _bootstrap_external

    import _folder

    _bootstrap_external._set_bootstrap_module(_bootstrap)
    # CPython's loader of sources reads files of a machine.
    if loader is None and location is not None and os.fspath(location).endswith(".py"):
        loader = _folder.Loader(name, os.path.abspath(location))
    spec = _spec_from_any_file_location(name, location, loader=loader, **options)
    if spec is not None and spec.has_location:
        spec.cached = _bootstrap_external._get_cached(spec.origin)
    return spec
