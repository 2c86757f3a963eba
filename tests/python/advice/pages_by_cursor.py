import asyncio

PAGES = {None: (["a", "b"], "p2"), "p2": (["c"], "p3"), "p3": (["d"], None)}


async def fetch_page(cursor):
    await asyncio.sleep(0.2)
    return PAGES[cursor]


async def main():
    items, cursor = [], None
    while True:
        page, cursor = await fetch_page(cursor)
        items.extend(page)
        if cursor is None:
            break
    print(items)


asyncio.run(main())
