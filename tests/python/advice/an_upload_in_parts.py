import asyncio


class Upload:
    def __init__(self):
        self.offset = 0

    async def put_part(self, data):
        await asyncio.sleep(0.2)
        print(f"{self.offset}: {data}")
        self.offset += len(data)


async def main():
    upload = Upload()
    for data in ("abc", "de", "f"):
        await upload.put_part(data)


asyncio.run(main())
