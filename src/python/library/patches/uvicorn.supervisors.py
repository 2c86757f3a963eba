

# Nobody changes the files of a program while it runs, and processes share no sockets here: the program's own process serves,
# as it does without `reload` and `workers`.


class _OneProcess:
    def __init__(self, config, target=None, sockets=None):
        self.config, self.target, self.sockets = config, target, sockets

    def run(self):
        target = self.target
        if target is None:
            from uvicorn.server import Server

            target = Server(self.config).run
        target(sockets=self.sockets)


ChangeReload = Multiprocess = _OneProcess
