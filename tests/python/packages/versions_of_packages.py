import importlib.metadata

import aiohttp
import fastapi
import flask
import trio
import twisted
import uvicorn
import websockets

for name in ("aiohttp", "fastapi", "flask", "trio", "twisted", "uvicorn", "websockets", "yarl"):
    print(name, importlib.metadata.version(name))
print(aiohttp.__version__, fastapi.__version__, trio.__version__, twisted.__version__)
print(aiohttp.ClientSession.__name__, uvicorn.run.__name__, flask.Flask.__name__, websockets.connect.__name__)
print(importlib.metadata.metadata("aiohttp")["License-Expression"])
try:
    importlib.metadata.version("numpy")
except importlib.metadata.PackageNotFoundError as error:
    print(type(error).__name__, error)
