

# A process here begins with nothing of its parent's, as with "spawn"; the other ways need an operating system.

from _limits import NO_FORK


class _Refused:
    def _check_available(self):
        raise ValueError(NO_FORK)


ForkContext._check_available = ForkServerContext._check_available = _Refused._check_available
_default_context = DefaultContext(_concrete_contexts["spawn"])


def _get_all_start_methods(self):
    return ["spawn"]


_get_all_start_methods.__name__ = "get_all_start_methods"
DefaultContext.get_all_start_methods = _get_all_start_methods
