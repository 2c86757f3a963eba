

# The main module is executed anew in the process that runs.


def _fixup_main_from_path(main_path):
    import _thread

    if _thread._process is not None:
        _thread._process.run_main()


def _fixup_main_from_name(mod_name):
    _fixup_main_from_path(None)
