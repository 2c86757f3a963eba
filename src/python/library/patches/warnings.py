

# A warning is a fact of the record as well.

import _loopline as _loopline

_show = _showwarnmsg


def _showwarnmsg(msg):
    if msg.filename == "<frozen _loopline_boot>":
        # At the program's end there is no line.
        msg.filename, msg.lineno = "<sys>", 0
    _loopline.warned(msg.category.__name__, str(msg.message), msg.filename, msg.lineno)
    _show(msg)
