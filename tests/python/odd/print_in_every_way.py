import asyncio
import sys


async def main():
    print()
    print("a", 1, None, [2], sep=", ", end=";\n")
    print("no newline", end="")
    await asyncio.sleep(0.5)
    print(" ... and on")
    print("tab\tand \\ and 'quotes' and \"double\" and ünïcödé and 😀")
    print(*range(5), sep="\n")
    sys.stdout.write("one\ntwo")
    sys.stdout.writelines(["\nthree\n", "four\n"])
    print("error stream", file=sys.stderr)
    print(print, print("inner"))


asyncio.run(main())
