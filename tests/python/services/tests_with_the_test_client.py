import warnings

import httpx
import pytest
from fastapi import FastAPI, WebSocket
from pydantic import BaseModel

# It would rather have a package that is not there.
warnings.filterwarnings("ignore", message="Using `httpx`")
from fastapi.testclient import TestClient

app = FastAPI()


class Item(BaseModel):
    name: str
    price: float


@app.post("/items/", status_code=201)
async def create(item: Item) -> Item:
    return item


@app.websocket("/ws")
async def echo(socket: WebSocket):
    await socket.accept()
    async for text in socket.iter_text():
        await socket.send_text(text.upper())


client = TestClient(app)


def test_create():
    response = client.post("/items/", json={"name": "cup", "price": "3"})
    assert response.status_code == 201
    assert response.json() == {"name": "cup", "price": 3.0}


def test_wrong_item():
    response = client.post("/items/", json={"name": "cup"})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", "price"]


def test_websocket():
    with client.websocket_connect("/ws") as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "HELLO"


for test in test_create, test_wrong_item, test_websocket:
    test()
    print(test.__name__, "passed")
with pytest.raises(ZeroDivisionError):
    with TestClient(app) as entered:
        print(entered.get("/nothing").json(), isinstance(entered, httpx.Client))
        1 / 0
