import sys


def hook(kind, error, traceback):
    print("hook:", kind.__name__, error)


sys.excepthook = hook
raise LookupError("nowhere")
