# Files beside a program: texts, JSON, CSV, bytes, listed and changed.
import asyncio
import csv
import json
import os
from pathlib import Path

HERE = Path(__file__).parent


async def read(name):
    return await asyncio.to_thread((HERE / name).read_text, encoding="utf-8")


async def main():
    names, prices = await asyncio.gather(read("data/names.txt"), read("data/prices.json"))
    print(names.split(), json.loads(prices))


asyncio.run(main())
with open("data/table.csv", newline="") as file:
    print(list(csv.DictReader(file)))
print(sorted(os.listdir("data")), os.path.exists("nothing.txt"), os.path.getsize("data/names.txt"))
print(sorted(path.name for path in Path("data").glob("*.json")))
with open("data/names.txt", "a") as file:
    file.write("Dana\n")
print(open("data/names.txt").read().split(), open("data/names.txt", "rb").read(3))
Path("data/new").mkdir()
Path("data/new/out.txt").write_text("done")
print([folder for folder, _, _ in os.walk("data")])
try:
    open("data/missing.txt")
except FileNotFoundError as error:
    print(error)
print(open(__file__).readline().rstrip())
