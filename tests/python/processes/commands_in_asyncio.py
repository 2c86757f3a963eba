"""Commands of a shell, started by a loop as other programs are."""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE


async def echo():
    process = await asyncio.create_subprocess_exec("echo", "one", "two")
    print("echo ended with", await process.wait())


async def talk_with_cat():
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    for word in (b"first\n", b"second\n"):
        process.stdin.write(word)
        await process.stdin.drain()
        print("cat says", await process.stdout.readline())
    process.stdin.close()
    print("cat ended with", await process.wait())


async def stop_a_sleeper():
    process = await asyncio.create_subprocess_exec("sleep", "5")
    try:
        await asyncio.wait_for(process.wait(), 1)
    except TimeoutError:
        process.terminate()
        print("sleep was ended with", await process.wait())
    process = await asyncio.create_subprocess_exec("sleep", "5", stdout=DEVNULL)
    process.kill()
    print("another with", await process.wait())


async def lines_as_they_come():
    process = await asyncio.create_subprocess_shell("for n in 1 2; do echo line $n; sleep 1; done; exit 3", stdout=PIPE)
    async for line in process.stdout:
        print("line:", line)
    print("status", await process.wait())


async def run(line):
    process = await asyncio.create_subprocess_shell(line, stdout=PIPE, stderr=PIPE)
    output, errors = await process.communicate()
    return process.returncode, output, errors


async def main():
    await echo()
    await talk_with_cat()
    await stop_a_sleeper()
    await lines_as_they_come()
    for result in await asyncio.gather(run("ls /nowhere"), run("sleep 1; echo slept"), run("echo out && echo err >&2; exit 4")):
        print(result)
    try:
        await asyncio.create_subprocess_exec("no-such-command-anywhere")
    except FileNotFoundError as error:
        print(error)


if __name__ == "__main__":
    asyncio.run(main())
