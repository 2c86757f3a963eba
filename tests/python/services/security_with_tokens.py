import asyncio
import base64
import hashlib
import hmac
import json
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel

app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="token")
SECRET = b"a secret of this program"


class User(BaseModel):
    username: str
    full_name: str | None = None
    disabled: bool = False


class UserInDB(User):
    hashed: str


class Token(BaseModel):
    access_token: str
    token_type: str


def hashed(password):
    return hashlib.sha256(SECRET + password.encode()).hexdigest()


USERS = {
    "ann": {"username": "ann", "full_name": "Ann A.", "hashed": hashed("wonder")},
    "ben": {"username": "ben", "hashed": hashed("land"), "disabled": True},
}


def signed(claims):
    body = base64.urlsafe_b64encode(json.dumps(claims).encode())
    return (body + b"." + hmac.new(SECRET, body, "sha256").hexdigest().encode()).decode()


async def current(token: Annotated[str, Depends(bearer)]) -> User:
    body, _, signature = token.partition(".")
    if not hmac.compare_digest(signature, hmac.new(SECRET, body.encode(), "sha256").hexdigest()):
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "no such token", {"WWW-Authenticate": "Bearer"})
    return UserInDB(**USERS[json.loads(base64.urlsafe_b64decode(body))["sub"]])


async def active(user: Annotated[User, Depends(current)]):
    if user.disabled:
        raise HTTPException(400, "inactive user")
    return user


@app.post("/token")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    user = USERS.get(form.username)
    if not user or user["hashed"] != hashed(form.password):
        raise HTTPException(status_code=400, detail="Incorrect username or password")
    return Token(access_token=signed({"sub": form.username}), token_type="bearer")


@app.get("/users/me", response_model=User)
async def me(user: Annotated[User, Depends(active)]):
    return user


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        response = await client.get("/users/me")
        print(response.status_code, response.text, response.headers["www-authenticate"])
        for name, password in ("ann", "wrong"), ("ann", "wonder"), ("ben", "land"):
            response = await client.post("/token", data={"username": name, "password": password})
            print(name, response.status_code, response.text)
            if response.is_success:
                token = response.json()["access_token"]
                response = await client.get("/users/me", headers={"Authorization": f"Bearer {token}"})
                print(response.status_code, response.text)
        response = await client.get("/users/me", headers={"Authorization": "Bearer forged.token"})
        print(response.status_code, response.text)
        print((await client.post("/token", data={"username": "ann"})).text)


asyncio.run(main())
