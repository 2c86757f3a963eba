import asyncio

TREE = {"root": ["left", "right"], "left": ["leaf"], "right": [], "leaf": []}
order = []


async def visit(node):
    await asyncio.sleep(0.1)
    order.append(node)
    for child in TREE[node]:
        await visit(child)


async def main():
    await visit("root")
    print(order)


asyncio.run(main())
