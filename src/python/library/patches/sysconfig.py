def _init_posix(vars):
    """Variables of a build, of which there was none here."""
    vars["Py_GIL_DISABLED"] = 0
