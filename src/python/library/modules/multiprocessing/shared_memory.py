"""The names of shared memory, so that modules which mention it can be imported; making one is refused."""

from _limits import SHARED_MEMORY

__all__ = ["SharedMemory", "ShareableList"]


class SharedMemory:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(SHARED_MEMORY)


class ShareableList:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(SHARED_MEMORY)
