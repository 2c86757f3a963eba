import argparse
import shlex

parser = argparse.ArgumentParser(prog="tool", description="An example.")
parser.add_argument("files", nargs="+")
parser.add_argument("-n", "--number", type=int, default=3, help="how many")
parser.add_argument("--verbose", action="store_true")
options = parser.parse_args(shlex.split("a.txt 'b c.txt' -n 5 --verbose"))
print(options.files, options.number, options.verbose)
print(parser.format_usage().strip())
print(shlex.quote("it's"), shlex.join(["a b", "c"]))
parser.parse_args(["--number", "x"])
