"""What a loop tells a protocol of a program that it has started, in its order."""

import asyncio
import sys


class Told(asyncio.SubprocessProtocol):
    def __init__(self, over):
        self.over = over

    def connection_made(self, transport):
        print("connection_made", transport.get_returncode())

    def pipe_data_received(self, number, data):
        print("pipe_data_received", number, data)

    def pipe_connection_lost(self, number, error):
        print("pipe_connection_lost", number, error)

    def process_exited(self):
        print("process_exited")

    def connection_lost(self, error):
        print("connection_lost", error)
        self.over.set_result(True)


async def run(*words, **streams):
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    transport, protocol = await loop.subprocess_exec(lambda: Told(over), sys.executable, "-c", *words, stdin=None, **streams)
    await over
    print("over", transport.get_returncode())
    transport.close()


async def main():
    await run("print('hello', flush=True); import time; time.sleep(1)", stderr=None)
    await run("import sys; print('worse', file=sys.stderr); sys.exit(3)", stdout=None)


if __name__ == "__main__":
    asyncio.run(main())
