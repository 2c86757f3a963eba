import asyncio


def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}


async def animate(cells, generations):
    for n in range(generations):
        print(f"generation {n} at {asyncio.get_running_loop().time():.1f}")
        for y in range(5):
            print("".join("#" if (x, y) in cells else "." for x in range(6)))
        await asyncio.sleep(0.5)
        cells = step(cells)


asyncio.run(animate({(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}, 3))
