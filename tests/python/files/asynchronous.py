"""Tasks that write a log and read it, in threads and not."""

import asyncio
import csv
import json
import os
from pathlib import Path


async def log(path, who, times):
    for i in range(times):
        with open(path, "a") as file:
            file.write(f"{who} {i}\n")
        await asyncio.sleep(0.1)


def load(path):
    with open(path) as file:
        return json.load(file)


async def main():
    path = Path("log-of-mine.txt")
    await asyncio.gather(log(path, "first", 3), log(path, "second", 2))
    print(path.read_text().split("\n"))
    await asyncio.to_thread(Path("conf-of-mine.json").write_text, json.dumps({"name": "пример", "n": [1, 2]}))
    print(await asyncio.to_thread(load, "conf-of-mine.json"))
    with open("table-of-mine.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "n"])
        writer.writerows([["a, b", 1], ['"c"', 2]])
    with open("table-of-mine.csv", newline="") as file:
        print(list(csv.DictReader(file)))
    results = await asyncio.gather(*(asyncio.to_thread(load, name) for name in ("no.json",)), return_exceptions=True)
    print(results)
    for name in ("log-of-mine.txt", "conf-of-mine.json", "table-of-mine.csv"):
        os.remove(name)


asyncio.run(main())
