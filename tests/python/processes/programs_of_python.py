"""`subprocess` starts this Python, with a file of the folder or with code."""

import subprocess
import sys

COUNT = """
import time
for n in range(3):
    print(n)
    time.sleep(1)
"""

if __name__ == "__main__":
    done = subprocess.run([sys.executable, "shout.py", "a", "b"], capture_output=True, text=True, input="hello\nworld\n")
    print(done.returncode, repr(done.stdout), repr(done.stderr))
    print(subprocess.check_output([sys.executable, "-c", "print(6 * 7)"]))
    for code in ("raise SystemExit(4)", "import os; os._exit(5)"):
        try:
            subprocess.run([sys.executable, "-c", code], check=True)
        except subprocess.CalledProcessError as error:
            print(error.returncode, str(error).rpartition("'")[2])
    try:
        subprocess.run([sys.executable, "-c", "import time; time.sleep(10)"], timeout=1)
    except subprocess.TimeoutExpired:
        print("too slow")
    with subprocess.Popen([sys.executable, "-u", "-c", COUNT], stdout=subprocess.PIPE, text=True) as program:
        for line in program.stdout:
            print("it says", line, end="")
    print(program.returncode)
    talk = subprocess.Popen([sys.executable, "shout.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(talk.communicate(b"one"))
    slow = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"])
    try:
        slow.wait(1)
    except subprocess.TimeoutExpired:
        slow.terminate()
    print(slow.wait())
    print(subprocess.call([sys.executable, "-m", "shout"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
