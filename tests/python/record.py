#!/usr/bin/env python3
"""Records what CPython does with each program in the folders beside this file, on a virtual clock (`virtual.py`).

    python3 record.py            rewrites the records, one beside each program (CPython 3.13 or newer)
    python3 record.py --check    runs the programs again and compares; exit status 1 on any difference
    python3 record.py NAME...    only these programs; prints their records as well

A record is one line for each line that the program writes, in the order in which they were written, and a last one
for how it ended:

    {moment:>9} out|err {text}
    exit {status}

or `deadlock` where CPython would wait for ever. `moment` is in microseconds since the program began. Addresses are
left out of the text.

Programs are run with what CPython 3.13 has; the engine is as CPython 3.14. Where the two differ, NEWER says why, and
`NAME.3.14.txt` is what 3.14 leaves, as `pyodide.mjs` makes and checks it.
"""

import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import packages
import real

HERE = pathlib.Path(__file__).resolve().parent

# Where CPython 3.14 differs from 3.13, and how.
NEWER = {
    "async_generator_at_its_end": "says how a generator's exception came to be ignored",
    "collections_of_all_kinds": "says what it is that cannot be hashed",
    "create_task_wrongly": "says of what cannot be awaited so in other words",
    "datetime_": "says which month has not so many days",
    "locals_at_the_end": "lets the variables of a function go in the reverse order",
    "numbers": "says of a division by zero in other words",
    "run_what_is_no_coroutine": "refuses it with a TypeError",
    "shield_then_fails": "reports the error of a shielded task that nobody awaits any more at once",
    "typing_": "writes a union with bars",
    "what_cannot_be_pickled": "says of a nested function that it cannot be pickled, not that it cannot be found",
    "unclosed": "names the bracket that was never closed",
    "unraisable": "says more of where the exception was ignored",
    "what_a_loop_makes": "hands on to the task what else `create_task` is given",
}

# The folder of programs that are recorded with real processes.
REAL = "processes"

# The folder of programs that are recorded with real sockets.
SOCKETS = "network"

# What Pyodide cannot run.
NOT_IN_PYODIDE = {
    "library": "Pyodide has another part of it",
    "packages": "Pyodide has other versions of them",
    "models": "Pyodide has another version of pydantic",
    "services": "Pyodide has other versions of them",
    "folders": "all programs have one folder there",
    "files": "Emscripten numbers errors otherwise than Linux",
    "threads": "Pyodide has no threads",
    "processes": "Pyodide has no processes",
    "network": "Pyodide has no sockets",
    "hosts": "Pyodide has no sockets",
    "never_awaited_at_exit": "an interpreter that goes on has no end",
    "signals_to_itself": "Pyodide has no signals",
}


# The folder of programs that reach hosts of the engine's network, which no CPython can.
HOSTS = "hosts"


def programs():
    return sorted(path for path in HERE.glob("*/*.py") if path.parent.name != HOSTS)


def written(said, end):
    """The record of what was said, piece by piece."""
    lines, partial = [], {"out": "", "err": ""}
    for moment, stream, text in said:
        *whole, partial[stream] = (partial[stream] + text).split("\n")
        lines += [(moment, stream, line) for line in whole]
    lines += [(moment, stream, rest) for stream, rest in partial.items() if rest]
    text = "".join(f"{moment:>9} {stream} {line}".rstrip() + "\n" for moment, stream, line in lines)
    return re.sub(r"\b0x[0-9a-f]+", "0x", text) + end + "\n"


def run(path):
    """The record of a program, run in a process of its own."""
    beside = path.with_suffix(".files")
    # It may write files, and change what is beside it.
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, folder)
        modules = [HERE, *packages.folders_for(path)]
        if beside.is_dir():
            shutil.copytree(beside, folder, dirs_exist_ok=True)
            modules = [folder, *modules]
        # As the engine names the files of a program: by their paths from its folder.
        if path.parent.name == REAL:
            return named(run_really(folder, path.name, modules), folder)
        # A program with a package may serve, and be its own client.
        connects = path.parent.name == SOCKETS or "127.0.0.1" in path.read_text()
        return named(run_in(folder, path.name, modules, "sockets" if connects else "virtual"), folder)


def named(record, folder):
    """A record with the names that the engine has: the folder is /home, and tracebacks name files by their paths from it."""
    return record.replace(f'File "{folder}/', 'File "').replace(str(folder), "/home")


def run_in(folder, name, modules, way):
    command = [sys.executable, "-P", "-c", f"import {way}; {way}.main()", name]
    found = ":".join(map(str, modules))
    environment = {"PYTHONPATH": found, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        raise SystemExit(f"{name} does not end") from None
    if done.stderr:
        raise SystemExit(f"{name}: {done.stderr.decode()}")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    deadlock = ["deadlock"] in said
    # A process that is interrupted ends by that signal.
    status = 130 if done.returncode == -2 else done.returncode
    return written([piece for piece in said if len(piece) == 3], "deadlock" if deadlock else f"exit {status}")


def run_really(folder, name, modules):
    said, status = real.run(name, folder)
    return real.without_the_library(written(said, f"exit {status}"))


def record_of(path):
    return path.with_suffix(".txt")


def check_newer(update=False):
    """What the CPython of this interpreter (3.14) does otherwise than the records say, as a list of sentences."""
    import virtual

    wrong = []
    compared = 0
    for path in programs():
        if path.parent.name in NOT_IN_PYODIDE or path.stem in NOT_IN_PYODIDE:
            continue
        compared += 1
        text = named(written(*virtual.run_here(str(path))), path.parent)
        newer = path.with_suffix(".3.14.txt")
        same = text == record_of(path).read_text()
        if same and path.stem in NEWER:
            wrong.append(f"{path.stem}: is as in 3.13, and listed as different")
        elif not same and path.stem not in NEWER:
            wrong.append(f"{path.stem}: is not as in 3.13, and not listed")
        if not same and update:
            newer.write_text(text)
        elif not same and (not newer.exists() or newer.read_text() != text):
            wrong.append(f"{path.stem}: leaves another record")
    return compared, wrong


def main(arguments):
    if sys.version_info[:2] != (3, 13):
        sys.exit("record.py needs CPython 3.13")
    check = "--check" in arguments
    wanted = [argument for argument in arguments if argument != "--check"]
    paths = [path for path in programs() if not wanted or path.stem in wanted]
    unknown = set(wanted) - {path.stem for path in paths}
    if unknown:
        sys.exit(f"no such program: {', '.join(sorted(unknown))}")
    wrong = []
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for path, text in zip(paths, pool.map(run, paths)):
            file = record_of(path)
            if wanted:
                print(f"{path.stem}\n{text}")
            if not check:
                file.write_text(text)
            elif not file.exists() or file.read_text() != text:
                wrong.append(path.stem)
    if not wanted:
        newer = {path.with_suffix(".3.14.txt") for path in paths if path.stem in NEWER}
        # What the engine does otherwise is in files of its own, which are none of ours.
        others = newer | set(HERE.glob("*/*.engine.txt"))
        for file in sorted({*HERE.glob("*/*.txt")} - {record_of(path) for path in paths} - others):
            if check:
                wrong.append(f"{file.stem} (a record without a program)")
            else:
                file.unlink()
    for name in wrong:
        print(f"differs: {name}")
    print(f"{len(paths)} programs, {len(wrong)} differ" if check else f"{len(paths)} programs recorded")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
