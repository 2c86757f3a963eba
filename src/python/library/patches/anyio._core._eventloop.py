_backend_of_those_installed = get_async_backend


def get_async_backend(asynclib_name=None):
    """The backend of that name, whose package the program need not import itself."""
    global sniffio
    if asynclib_name == "trio":
        import _loopline
        import _packs

        _packs.opened.update(_loopline.packages_needed("trio"))
        # By it anyio tells in which loop it runs; trio brings it.
        import sniffio
    return _backend_of_those_installed(asynclib_name)
