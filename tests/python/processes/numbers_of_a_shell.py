"""Lines of a shell that count, choose among several cases, and cut fields out of lines."""

import subprocess


def run(line, **options):
    print(subprocess.run(line, shell=True, capture_output=True, text=True, **options).stdout.splitlines())


run("echo $((1 + 2 * 3)) $((7 / 2)) $((-7 / 2)) $((-7 % 3)) $(( (1 + 2) * 3 ))")
run('x=5; echo $((x + 1)) $(($x * 2)) "$((x << 2)) of $x" $((x > 3 && x < 5)) $((!x))')
run("n=3; while [ $n -gt 0 ]; do echo $n; n=$((n - 1)); done")
run("for i in $(seq 1 3); do echo $((i * i)); done")
run("x=7; if [ $x -lt 5 ]; then echo small; elif [ $x -lt 10 ]; then echo middle; else echo large; fi")
run("echo $(echo $(echo inner))")
run("printf 'a:b:c\\nd:e\\nnone\\n' | cut -d: -f2")
run("printf 'a:b:c\\nd:e\\nnone\\n' | cut -d : -f 1,3- -s")
run("echo abcdef | cut -c2-4,6")
