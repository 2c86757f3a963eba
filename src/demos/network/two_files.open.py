import asyncio


async def write(name, lines):
    with open(name, "w") as file:
        for number in range(1, lines + 1):
            file.write(f"line {number} of {name}\n")  # nobody else has a turn meanwhile
            print(f"{name}: {number}")


async def main():
    await asyncio.gather(write("a.txt", 3), write("b.txt", 3))
    with open("a.txt") as file:
        for line in file:
            print(line.strip())


asyncio.run(main())
