import asyncio
import secrets
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader, APIKeyQuery, HTTPAuthorizationCredentials, HTTPBasic, HTTPBasicCredentials, HTTPBearer
from fastapi.security import SecurityScopes

app = FastAPI()
basic, bearer = HTTPBasic(), HTTPBearer()
header, query = APIKeyHeader(name="X-Key"), APIKeyQuery(name="key", auto_error=False)


def user(credentials: Annotated[HTTPBasicCredentials, Depends(basic)]):
    right = secrets.compare_digest(credentials.username, "ann") and secrets.compare_digest(credentials.password, "tea")
    if not right:
        raise HTTPException(401, "Incorrect username or password", headers={"WWW-Authenticate": "Basic"})
    return credentials.username


def scopes(wanted: SecurityScopes, credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]):
    lacking = [scope for scope in wanted.scopes if scope not in credentials.credentials.split("+")]
    if lacking:
        raise HTTPException(403, f"lacking: {lacking} of {wanted.scope_str}")
    return credentials.scheme


@app.get("/basic")
def with_basic(name: Annotated[str, Depends(user)]):
    return name


@app.get("/bearer")
def with_bearer(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]):
    return {"scheme": credentials.scheme, "credentials": credentials.credentials}


@app.get("/scopes")
def with_scopes(scheme: Annotated[str, Security(scopes, scopes=["read", "write"])]):
    return scheme


@app.get("/key")
def with_key(key: Annotated[str, Depends(header)], other: Annotated[str | None, Depends(query)]):
    return key, other


calls = [
    ("GET", "/basic", {}),
    ("GET", "/basic", {"auth": ("ann", "tea")}),
    ("GET", "/basic", {"auth": ("ann", "coffee")}),
    ("GET", "/bearer", {}),
    ("GET", "/bearer", {"headers": {"authorization": "Bearer abc"}}),
    ("GET", "/bearer", {"headers": {"authorization": "Basic abc"}}),
    ("GET", "/scopes", {"headers": {"authorization": "Bearer read"}}),
    ("GET", "/scopes", {"headers": {"authorization": "Bearer read+write"}}),
    ("GET", "/key", {}),
    ("GET", "/key?key=q", {"headers": {"x-key": "h"}}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
