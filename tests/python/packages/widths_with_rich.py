"""A table of characters that are wider than others."""

import asyncio

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

console = Console(width=50, color_system=None)
table = Table(title="Files")
table.add_column("Name")
table.add_column("Size", justify="right")
for name, size in (("日本語.txt", 12), ("naïve.py", 3), (":rocket: launch", 2048)):
    table.add_row(name, str(size))
console.print(table)


async def main():
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("copying", total=3)
        for _ in range(3):
            await asyncio.sleep(0.1)
            progress.advance(task)
    console.print("done", ":heavy_check_mark:")


asyncio.run(main())
