

# A warning is a fact of the record as well.

import _loopline as _loopline

_show = _showwarnmsg


def _showwarnmsg(msg):
    _loopline.warned(msg.category.__name__, str(msg.message), msg.filename, msg.lineno)
    _show(msg)
