#!/usr/bin/env python3
"""Records what CPython does with the demos that are visited: their servers at real ports, and the visits of `STEM.loopline.json`.

    python3.13 served.py            rewrites the records, `tests/oracle/course-records/NAME.whole.txt`
    python3.13 served.py --check    compares; exit status 1 on a difference

The ports of the demos have to be free. A record has the lines that the program writes to its output, but for those that name a port of
a visitor, and what each visitor got: `visit STATUS BODY`. It runs on the machine's clock, and has no moments.
"""

import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import packages

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMOS = ROOT / "src/demos/network"
RECORDS = ROOT / "tests/oracle/course-records"
# A server that has not begun to listen by then will not.
PATIENCE = 30


def await_server(port):
    for _ in range(PATIENCE * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing listens at port {port}")


def visit(port, entry, answers, place):
    time.sleep(entry.get("at_ms", 0) / 1000)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{entry['request'].split()[1]}") as response:
            answers[place] = f"{response.status} {response.read().decode()}"
    except urllib.error.HTTPError as error:
        answers[place] = f"{error.code} {error.read().decode()}"


def record(path):
    visits = json.loads((DEMOS / f"{path.stem.partition('.')[0]}.loopline.json").read_text())["visits"]
    port = int(re.search(r"port=(\d+)", path.read_text())[1])
    found = ":".join(map(str, packages.folders_for(path)))
    environment = {"PYTHONPATH": found, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    server = subprocess.Popen([sys.executable, path.name], cwd=DEMOS, env=environment, stdout=-1, stderr=-1, text=True)
    try:
        await_server(port)
        answers = [""] * len(visits)
        sent = [(port, entry, answers, place) for place, entry in enumerate(visits)]
        visitors = [threading.Thread(target=visit, args=arguments) for arguments in sent]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        server.send_signal(signal.SIGINT)
        said, _ = server.communicate(timeout=PATIENCE)
    finally:
        server.kill()
    lines = [f"{0:>9} out {line}" for line in said.splitlines() if line and "127.0.0.1:" not in line]
    return "\n".join([*lines, *(f"visit {answer}" for answer in answers), f"exit {server.returncode}", ""])


def main(arguments):
    differ = []
    programs = sorted(path for hosts in DEMOS.glob("*.loopline.json") for path in DEMOS.glob(f"{hosts.name.partition('.')[0]}*.py"))
    for path in programs:
        text, file = record(path), RECORDS / f"{path.stem.replace('_', '-')}.whole.txt"
        if file.exists() and file.read_text() == text:
            continue
        differ.append(path.stem)
        if "--check" not in arguments:
            file.write_text(text)
    print(f"{len(programs)} programs, {len(differ)} {'differ' if '--check' in arguments else 'written'}", *differ)
    return 1 if "--check" in arguments and differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
