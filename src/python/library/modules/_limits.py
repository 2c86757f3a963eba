"""Sentences for what a page cannot do, and functions that refuse with them."""


def refuse(what):
    """Raises an error. `what` begins its sentence, as in "Sockets are"."""
    raise NotImplementedError(
        f"{what} not available in this playground: a program here runs inside a page, without operating system, "
        "and with no files but those beside it and those it writes"
    )


# Said of a name that no host has, and of an address to which there is no way.
NO_SUCH_HOST = (
    "The network of this playground is inside the page, and no host on it has this name. A file loopline.json beside the program "
    'can state one: {"hosts": {"NAME": {}}}'
)
NO_WAY = (
    "The network of this playground is inside the page, and no way leads out of it: hosts are reached by their names, and a "
    "server of the program at localhost."
)

NO_DEBUGGER = (
    "There is no debugger in this playground: run the program and step through its timeline, forwards and backwards"
)

NO_HELP = (
    "The library of this playground comes without the texts that help() shows: read them at https://docs.python.org/3/library/, or "
    "ask dir() for the names"
)

NO_SIZES = (
    "This playground does not know how much memory objects take: another interpreter keeps them than CPython. Measure memory "
    "on CPython itself"
)

SHARED_MEMORY = (
    "Processes in this playground share no memory: send data through a multiprocessing Queue or Pipe, or keep it in a Value, "
    "an Array or a Manager"
)

ONLY_PYTHON = (
    "A program that starts Python here can give it a file of the folder, -c or -m, and the options that change nothing in a page: "
    "leave the others out"
)

NO_TIME = (
    "On the exact clock computing takes no time, so that a time which a program has measured may be 0: run it on the measured "
    "clock, where it takes what it takes"
)

NO_COMMAND = (
    "There is no {name} in this playground, which has no operating system: start Python itself, by sys.executable, one of the "
    "small commands that are here (echo, cat, ls, sleep, grep, sort, wc and the like), or do in Python what the command does"
)

NO_SHELL = (
    "The shell of this playground knows lists, pipes, redirections, variables, if, for and while, and this line has something else: "
    "write it in Python, or start the commands one by one"
)

NO_WAIT_IN_SQLITE = (
    "A function that SQLite calls cannot wait for other threads in this playground: wait before the statement, or after it"
)


class WaitInSqlite(NotImplementedError):
    """Refuses a wait below SQLite, which is told the sentence."""

    __module__, __qualname__ = "builtins", "NotImplementedError"


NO_TIMER_OF_COMPUTING = (
    "No timer measures the computing of a program in this playground: use signal.ITIMER_REAL, asyncio.timeout, or a threading.Timer"
)

NO_FORK = (
    "Processes in this playground begin as with 'spawn', in a namespace of their own, and nothing can be forked: use "
    "set_start_method('spawn') or get_context('spawn'), and keep what starts processes under if __name__ == '__main__'"
)

# Why a module is missing. `static/reference/library.json` says the same in both languages.
_REASONS = {
    "draws in windows and terminals, and a page has neither": """
        curses idlelib pty rlcompleter tkinter turtle turtledemo""",
    "belongs to an operating system, which a page does not have": """
        grp mmap msvcrt nt pwd resource syslog winreg winsound""",
    "calls libraries of a machine, which a page cannot reach": "ctypes",
    "installs packages, and here none can be installed": "ensurepip venv zipapp",
    "measures the interpreter itself, which is another one here": "trace",
    "works on the files of an installed Python, and here none is installed": """
        compileall py_compile pydoc pydoc_data site sre_compile sre_constants sre_parse""",
    "opens other pages, which a program here cannot": "antigravity webbrowser",
}


# Packages that are not on the shelf because they are compiled, in C or Rust, each with what to use instead.
_COMPILED = {
    "json": "msgspec orjson rapidjson simdjson ujson",
    "lists, array, math and statistics": "cupy jax matplotlib numpy pandas polars scipy sklearn tensorflow torch",
    "beautifulsoup4 with \"html.parser\", or xml.etree": "lxml selectolax",
    "asyncpg": "psycopg psycopg2",
    "asyncio": "cython gevent greenlet",
    "h11": "httptools",
    "hashlib, hmac and secrets": "bcrypt cryptography nacl",
    "zlib, bz2 or lzma": "brotli lz4 snappy zstandard",
    "pickle or json": "msgpack",
}

# Packages in Python that are not on the shelf, each with what does the same and is there.
_INSTEAD = {
    "fastapi, starlette, aiohttp, tornado or flask": "blacksheep bottle django falcon quart sanic",
    "uvicorn": "daphne gunicorn hypercorn waitress",
    "asyncpg, aiosqlite or sqlite3": "aiomysql aiopg databases peewee pg8000 sqlalchemy sqlmodel tortoise",
    "trio or anyio": "curio",
    "a dictionary or asyncio.Queue in the program": "aiocache aiokafka aioredis arq celery kombu motor pika pymongo redis rq zmq",
    "tenacity or backoff": "aioretry retry retrying stamina",
    "aiolimiter": "asyncio_throttle limits ratelimit throttler",
    "logging, loguru or structlog": "aiologger",
    "tomllib, toml, yaml or dotenv": "decouple dynaconf environs tomli",
    "datetime, zoneinfo, dateutil or pytz": "arrow pendulum",
    "argparse, click or typer": "docopt fire",
    "requests, httpx or aiohttp": "aiosonic grequests httplib2 pycurl treq urllib2",
    "tqdm or rich": "alive_progress progressbar",
    "pytest or unittest": "aioresponses hypothesis mock nose",
    "asyncstdlib, aioitertools or more_itertools": "aiostream toolz",
    "attrs, pydantic or marshmallow": "cattrs",
    "websockets or aiohttp": "autobahn socketio websocket",
    "asyncio.to_thread(input)": "aioconsole prompt_toolkit",
    "a function of the program in place of the service that it speaks to": """
        aiobotocore aiodocker aiogram aioimaplib aiomqtt aiovk anthropic asyncpraw asyncssh asyncua azure binance bleak boto3 cassandra
        ccxt cohere discord disnake docker elasticsearch firebase_admin gmqtt google gql groq grpc grpclib huggingface_hub influxdb_client
        instaloader kubernetes langchain mistralai nats neo4j nextcord nio ollama openai opcua paho paramiko praw prometheus_client
        pymodbus pyrogram pytube sentry_sdk serial serial_asyncio slack_bolt slack_sdk spotipy stripe telebot telegram telethon
        transformers tweepy twilio twitchio vk_api vkbottle web3 yfinance yt_dlp
    """,
    "text, by print or rich": """
        PIL PyQt5 PyQt6 PySide2 PySide6 arcade customtkinter cv2 flet kivy keyboard mouse nicegui plotly pyaudio pyautogui pygame pynput
        pyperclip pystray qasync seaborn sounddevice speech_recognition streamlit textual urwid wx
    """,
    "hashlib.scrypt, hmac and secrets": "argon2 passlib pwdlib",
    "jwt (the package pyjwt)": "authlib jose",
    "asyncio.sleep in a loop, or schedule": "aiocron apscheduler croniter",
    "xml.etree or beautifulsoup4": "feedparser untangle xmltodict",
    "unittest.mock or respx": "freezegun httpretty pytest_mock responses vcr",
    "async generators, asyncstdlib or aioitertools": "aiochannel aioreactive reactivex rx",
    "rich or termcolor": "art blessed emoji halo humanize pyfiglet yaspin",
    "pydantic or marshmallow": "cerberus jsonschema schema voluptuous",
    "lists, math and statistics": "networkx sympy",
    "httpx or aiohttp with beautifulsoup4": "mechanize playwright pyppeteer requests_html scrapy selenium",
    "os and platform": "psutil",
    "random": "fake_useragent faker mimesis",
    "concurrent.futures or multiprocessing": "aiomultiprocess dask joblib ray",
    "ftplib or smtplib in asyncio.to_thread": "aioftp aiosmtplib",
    "socket.getaddrinfo or loop.getaddrinfo": "aiodns dns",
}


def lacking(module):
    """Says why a module is missing."""
    import sys

    name = module.partition(".")[0]
    if name == "multiprocessing":
        return NO_FORK
    for reason, names in _REASONS.items():
        if name in names.split():
            return f"{name} {reason}. All modules: #/library"
    if name in sys.stdlib_module_names:
        return (
            f"This playground brings the part of Python's library that a page can use, and {module} is not in it. "
            "All modules: #/library"
        )
    import _loopline

    shelf = _loopline.packages()
    package = _loopline.package_of(module)
    if package is not None:
        has_none = f"The package {package} is on the shelf of this playground, and has no module {module}."
        older = " A line \"# packages: pydantic<2\" in the program chooses pydantic 1." if package == "pydantic" else ""
        return f"{has_none}{older} All packages: #/library"
    for instead, names in _COMPILED.items():
        if name in names.split():
            return f"{name} is compiled for a machine, and this playground runs Python alone: use {instead}. All packages: #/library"
    for instead, names in _INSTEAD.items():
        if name in names.split():
            return f"{name} is not on the shelf of this playground, and nothing can be installed here: use {instead}. All packages: #/library"
    there = f"On its shelf are {', '.join(shelf)}. All packages: #/library"
    return f"There is no {module} beside the program, and nothing can be installed in this playground. {there}"


def refused(name, what):
    """Makes a function of that name that refuses."""

    def function(*args, **kwargs):
        refuse(what)

    function.__name__ = function.__qualname__ = name
    return function


def unknown(name, sentence):
    """Makes a function of that name that refuses with a sentence of its own."""

    def function(*args, **kwargs):
        raise NotImplementedError(sentence)

    function.__name__ = function.__qualname__ = name
    return function
