import asyncio
import socket
import ssl
import time

import aiohttp


async def attempt(session, url, **options):
    began = time.monotonic()
    try:
        async with session.get(url, **options) as response:
            print(url, response.status, len(await response.text()), end=" ")
    except Exception as error:
        print(url, f"{type(error).__name__}: {error}", end=" ")
    print(f"{time.monotonic() - began:.3f} s")


async def main():
    async with aiohttp.ClientSession() as session:
        await attempt(session, "http://refuses.example/")
        await attempt(session, "http://silent.example/", timeout=aiohttp.ClientTimeout(total=3))
        await attempt(session, "http://silent.example/", timeout=aiohttp.ClientTimeout(sock_connect=2))
        await attempt(session, "http://hangs.example/", timeout=aiohttp.ClientTimeout(sock_read=1.5))
        await attempt(session, "http://no-such-host.invalid/")
        await attempt(session, "http://nosuchname/")
        for kind in ("expired", "self-signed", "wrong.host"):
            await attempt(session, f"https://{kind}.badssl.com/")
        for _ in range(4):
            await attempt(session, "http://limited.example/", raise_for_status=True)
    try:
        async with asyncio.timeout(1):
            await asyncio.open_connection("silent.example", 80)
    except TimeoutError as error:
        print(repr(error))
    try:
        await asyncio.open_connection("example.com", 25)
    except OSError as error:
        print(type(error).__name__, error.errno)
    try:
        await asyncio.open_connection("example.com", 80, ssl=True)
    except ssl.SSLError as error:
        print(error)


asyncio.run(main())
began = time.monotonic()
try:
    socket.create_connection(("silent.example", 80), timeout=0.5)
except TimeoutError as error:
    print(repr(error), f"{time.monotonic() - began:.3f} s")
try:
    socket.create_connection(("10.1.2.3", 80), timeout=0.5)
except TimeoutError as error:
    print(repr(error), f"{time.monotonic() - began:.3f} s")
