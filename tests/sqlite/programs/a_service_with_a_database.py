import asyncio
import sqlite3
from contextlib import asynccontextmanager

import httpx
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel


class Book(BaseModel):
    title: str
    year: int | None = None


@asynccontextmanager
async def lifespan(app):
    con = sqlite3.connect("books.db")
    con.execute("CREATE TABLE IF NOT EXISTS book(id INTEGER PRIMARY KEY, title TEXT UNIQUE, year INT)")
    con.close()
    yield


def database():
    con = sqlite3.connect("books.db", check_same_thread=False)
    con.row_factory = sqlite3.Row
    try:
        yield con
    finally:
        con.close()


app = FastAPI(lifespan=lifespan)


@app.post("/books", status_code=201)
async def add(book: Book, con: sqlite3.Connection = Depends(database)):
    try:
        with con:
            cursor = con.execute("INSERT INTO book(title, year) VALUES (?, ?)", (book.title, book.year))
    except sqlite3.IntegrityError as error:
        raise HTTPException(409, str(error)) from None
    return {"id": cursor.lastrowid, **book.model_dump()}


@app.get("/books")
async def books(after: int = 0, con: sqlite3.Connection = Depends(database)):
    return [dict(row) for row in con.execute("SELECT * FROM book WHERE coalesce(year, 0) >= ? ORDER BY id", (after,))]


async def main():
    async with lifespan(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://books") as client:
            for body in ({"title": "One", "year": 1999}, {"title": "Two"}, {"title": "One"}, {"year": 5}):
                answer = await client.post("/books", json=body)
                print(answer.status_code, answer.json() if answer.status_code != 422 else "")
            print((await client.get("/books")).json())
            print((await client.get("/books", params={"after": 1990})).json())


asyncio.run(main())
