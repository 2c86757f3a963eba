#!/usr/bin/env python3
"""Records what CPython does with each program in `programs/`: with the compiled asyncpg, over the PGlite that the page has.

    python3.13 record.py [--check] [NAME...]      needs node, and pip for asyncpg's wheel

A program connects to localhost:5432, in whose place each run has a server of its own (`server.mjs`), with the tables of
`NAME.files/seed.sql` or those that the page has. It runs on the machine's clock, so that a record says what is written and not when.
The programs of the demo `database` are recorded as well, in `tests/oracle/course-records/`.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DEMOS = ROOT / "src/demos/network"
LOCK = ROOT / "src/python/packages.lock"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "loopline")

# Imported before the program: connections to PostgreSQL's port go to the server of this run.
SITE = """
import os, asyncio.base_events as base

create = base.BaseEventLoop.create_connection


async def connect(self, factory, host=None, port=None, **options):
    return await create(self, factory, host, int(os.environ["SERVER"]) if port == 5432 else port, **options)


base.BaseEventLoop.create_connection = connect
"""


def asyncpg():
    """The folder of the compiled asyncpg for this Python, in the version of the lock file."""
    version = re.search(r"^asyncpg (\S+)", LOCK.read_text(), re.MULTILINE)[1]
    folder = CACHE / f"compiled/asyncpg-{version}-{sys.implementation.cache_tag}"
    if not folder.is_dir():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, f"asyncpg=={version}"]
        subprocess.run(command, check=True)
    return folder


def record(program, packages):
    beside = program.with_suffix(".files")
    seed = beside / "seed.sql"
    command = ["node", HERE / "server.mjs", *([seed] if seed.exists() else [])]
    with tempfile.TemporaryDirectory() as site, subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as server:
        port = server.stdout.readline().strip()
        pathlib.Path(site, "sitecustomize.py").write_text(SITE)
        found = ":".join(map(str, [site, packages, *([beside] if beside.is_dir() else [])]))
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": found, "SERVER": port, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, program.name]
        ran = subprocess.run(command, cwd=program.parent, env=environment, capture_output=True, text=True, timeout=60)
        server.stdin.close()
        server.terminate()
    if ran.stderr:
        raise SystemExit(f"{program.name}: {ran.stderr}")
    lines = [f"{0:>9} out {line}".rstrip() + "\n" for line in ran.stdout.splitlines()]
    return re.sub(r"\b0x[0-9a-f]+", "0x", "".join(lines)) + f"exit {ran.returncode}\n"


def record_of(program):
    if program.parent == DEMOS:
        return ROOT / f"tests/oracle/course-records/{program.stem}.whole.txt"
    return program.with_suffix(".txt")


def main(arguments):
    if sys.version_info[:2] != (3, 13):
        sys.exit("record.py needs CPython 3.13")
    check = "--check" in arguments
    wanted = [argument for argument in arguments if argument != "--check"]
    programs = sorted((HERE / "programs").glob("*.py")) + sorted(DEMOS.glob("database.*.py"))
    programs = [path for path in programs if not wanted or path.stem in wanted]
    packages, differ = asyncpg(), []
    for program in programs:
        text, file = record(program, packages), record_of(program)
        if not check:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            differ.append(program.stem)
    print(f"{len(programs)} programs, {len(differ)} differ" if check else f"{len(programs)} programs recorded", *differ)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
