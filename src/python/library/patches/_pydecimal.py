

# The errors and the repr of CPython's native module: an error has the signals that it stands for, and no words.

_raise_with_words = Context._raise_error


def _raise_with_signals(self, condition, explanation=None, *args):
    try:
        return _raise_with_words(self, condition, explanation, *args)
    except DecimalException as error:
        error.args = ([condition],)
        raise


Context._raise_error = _raise_with_signals

_IN_ORDER = (InvalidOperation, Clamped, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)


def _repr_of_context(self):
    flags, traps = (", ".join(s.__name__ for s in _IN_ORDER if kept[s]) for kept in (self.flags, self.traps))
    return (
        f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
        f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])"
    )


Context.__repr__ = _repr_of_context
