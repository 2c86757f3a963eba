# A package with modules that import each other.
import asyncio

import shop
from shop import *
from shop.orders import place
from shop.stock.shelf import Shelf

print(shop.__name__, shop.__package__, shop.orders.__package__, Shelf.__module__)
print(sorted(name for name in dir(shop) if not name.startswith("_")))
print(version, "hidden" in globals())


async def main():
    shelf = Shelf(apples=2)
    results = await asyncio.gather(*(place(shelf, "apples") for _ in range(3)), return_exceptions=True)
    for result in results:
        print(repr(result))


asyncio.run(main())
