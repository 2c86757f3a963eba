import asyncio


async def talk(reader, writer):
    await reader.readline()
    writer.write(b"220 smtp.example ready\r\n\r\n")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 2525)
    try:
        await server.serve_forever()
    finally:
        print("closed")


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
