import asyncio
from typing import Annotated

import httpx
from fastapi import FastAPI, Path, Query

app = FastAPI()


@app.get("/shelves/{shelf}/books/{book}")
async def book(
    shelf: Annotated[int, Path(title="The shelf", ge=1, le=9)],
    book: Annotated[str, Path(min_length=2, max_length=4)],
    size: Annotated[float, Query(gt=0, lt=10.5)],
    q: str | None = None,
):
    return {"shelf": shelf, "book": book, "size": size, "q": q}


@app.get("/even/{number}")
async def even(number: Annotated[int, Path(multiple_of=2)]):
    return number


@app.get("/old/{number}")
async def old(*, number: int = Path(gt=3), q: str = Query(default="all", max_length=4)):
    return number, q


calls = [
    ("GET", "/shelves/3/books/abc?size=2", {}),
    ("GET", "/shelves/0/books/a?size=0", {}),
    ("GET", "/shelves/10/books/abcde?size=11", {}),
    ("GET", "/shelves/x/books/ab", {}),
    ("GET", "/even/4", {}),
    ("GET", "/even/5", {}),
    ("GET", "/old/3", {}),
    ("GET", "/old/4?q=these", {}),
    ("GET", "/old/4?q=some", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
