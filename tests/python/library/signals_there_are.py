"""The signals that a system has."""

import signal

valid = signal.valid_signals()
print(len(valid), signal.SIGINT in valid, signal.SIGUSR1 in valid, 32 in valid, 65 in valid)
