import asyncio
from typing import Annotated

import httpx
from fastapi import FastAPI, File, Form, UploadFile
from pydantic import BaseModel

app = FastAPI()


class Login(BaseModel):
    username: str
    password: str
    model_config = {"extra": "forbid"}


@app.post("/login/")
async def login(username: Annotated[str, Form()], age: Annotated[int, Form(gt=0)] = 1):
    return {"username": username, "age": age}


@app.post("/model/")
async def model(data: Annotated[Login, Form()]):
    return data


@app.post("/bytes/")
async def in_bytes(file: Annotated[bytes | None, File()] = None):
    return {"size": len(file) if file else 0}


@app.post("/upload/")
async def upload(file: UploadFile, note: Annotated[str, Form()] = "none"):
    first = await file.read(4)
    await file.seek(0)
    return {"name": file.filename, "type": file.content_type, "first": first.decode(), "size": file.size, "note": note}


@app.post("/several/")
async def several(files: list[UploadFile]):
    return [file.filename for file in files]


calls = [
    ("POST", "/login/", {"data": {"username": "ann", "age": "3"}}),
    ("POST", "/login/", {"data": {"age": "0"}}),
    ("POST", "/model/", {"data": {"username": "a", "password": "b"}}),
    ("POST", "/model/", {"data": {"username": "a", "more": "b"}}),
    ("POST", "/bytes/", {"files": {"file": ("a.bin", b"12345")}}),
    ("POST", "/bytes/", {}),
    ("POST", "/upload/", {"files": {"file": ("a.txt", b"hello world", "text/plain")}, "data": {"note": "n"}}),
    ("POST", "/upload/", {}),
    ("POST", "/several/", {"files": [("files", ("a", b"1")), ("files", ("b", b"2"))]}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
