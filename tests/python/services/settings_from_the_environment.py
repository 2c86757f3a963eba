import asyncio
import os
from functools import lru_cache
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

with open(".env", "w") as file:
    file.write("SHOP_ITEMS_PER_PAGE=7\nSHOP_TAGS=[\"tea\", \"cake\"]\nSHOP_OTHER=1\n")
os.environ["SHOP_ADMIN_EMAIL"] = "ann@example.com"
os.environ["SHOP_DATABASE__PORT"] = "6000"


class Database(BaseSettings):
    host: str = "localhost"
    port: int = 5432


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_", env_file=".env", env_nested_delimiter="__", extra="ignore")

    app_name: str = "The shop"
    admin_email: str
    items_per_page: int = Field(50, le=100)
    tags: list[str] = []
    database: Database = Database()


@lru_cache
def settings():
    print("read once")
    return Settings()


app = FastAPI()


@app.get("/info")
async def info(settings: Annotated[Settings, Depends(settings)]):
    return settings


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        print((await client.get("/info")).json())
        print((await client.get("/info")).status_code)
    print(Settings(app_name="Another", items_per_page="9").model_dump())
    os.environ["SHOP_ITEMS_PER_PAGE"] = "many"
    try:
        Settings()
    except ValidationError as error:
        print(error)


asyncio.run(main())
