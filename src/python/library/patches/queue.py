

# The native queue has no lock by which a thread could wait.
SimpleQueue = _PySimpleQueue
SimpleQueue.__name__ = SimpleQueue.__qualname__ = "SimpleQueue"
SimpleQueue.__module__ = "_queue"
