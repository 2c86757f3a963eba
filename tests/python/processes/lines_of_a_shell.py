"""Lines of a shell, by `subprocess` and `os`: pipes, redirections, loops, and statuses."""

import os
import subprocess
import sys
import tempfile

LINES = """
echo plain 'in  quotes' "home of $SOMEBODY" a\\ b
printf 'pear\\nfig\\npear\\n' | sort | uniq -c
printf '%s=%d\\n' a 1 b 2
echo hello | tr a-z A-Z
printf 'a b\\nc\\n' > text && cat text && wc text && wc -l text
echo more >> text; cat -n text; tail -1 text; head -n 1 text
grep -n c text; grep missing text
cat < text | wc -l
mkdir folder; touch folder/b folder/a; ls folder; ls folder/*; rm -r folder; ls
ls nowhere 2>/dev/null || echo no such thing
if [ -f text ]; then echo there; else echo gone; fi
for word in x y; do echo $word; done; NUMBER=5; echo "$NUMBER and $(echo inner)"
(echo one; echo two) | sort -r
false; echo $?
true && false || echo else
cat nowhere
mkdir text
not-a-command
sh -c "exit 6"
exit 7
""".strip().splitlines()

if __name__ == "__main__":
    os.environ["SOMEBODY"] = "me"
    os.chdir(tempfile.mkdtemp())
    for line in LINES:
        done = subprocess.run(line, shell=True, capture_output=True, text=True)
        print(f"$ {line}\n{done.stdout}{done.stderr}-> {done.returncode}")
    print(subprocess.run(["echo", "a", "list"], capture_output=True, text=True))
    print(subprocess.check_output(f"{sys.executable} -c 'print(5)' | cat", shell=True))
    print(subprocess.getstatusoutput("echo text; exit 2"), subprocess.call("exit 3", shell=True))
    try:
        subprocess.run(["false"], check=True)
    except subprocess.CalledProcessError as error:
        print(error)
    try:
        subprocess.run(["sleep", "9"], timeout=1)
    except subprocess.TimeoutExpired as error:
        print("timed out:", error.cmd)
    with subprocess.Popen(["sort", "-n"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        print(process.communicate("10\n9\n"))
    with os.popen("echo of os") as pipe:
        print(pipe.read(), end="")
    print(os.waitstatus_to_exitcode(os.system("exit 5")))
