import asyncio
import csv

import aiofiles
from aiocsv import AsyncDictReader, AsyncDictWriter, AsyncReader, AsyncWriter


async def main():
    async with aiofiles.open("people.csv", "w", newline="") as file:
        writer = AsyncDictWriter(file, ["name", "age"], restval="?", quoting=csv.QUOTE_ALL)
        await writer.writeheader()
        await writer.writerow({"name": 'Ann "A"', "age": 30})
        await writer.writerows([{"name": "Bob, the\nsecond"}, {"name": "Ёж", "age": 4}])
    async with aiofiles.open("people.csv", newline="") as file:
        print(await file.read())
    async with aiofiles.open("people.csv", newline="") as file:
        async for row in AsyncDictReader(file):
            print(row)
    async with aiofiles.open("numbers.tsv", "w", newline="") as file:
        await AsyncWriter(file, dialect="excel-tab").writerows([[1, 2.5], ["a b", None]])
    async with aiofiles.open("numbers.tsv", newline="") as file:
        print([row async for row in AsyncReader(file, delimiter="\t")])


asyncio.run(main())
