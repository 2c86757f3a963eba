import io

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.pretty import pretty_repr
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

console = Console(width=60, force_terminal=False, color_system=None, file=io.StringIO())
table = Table(title="Tasks", show_lines=False)
table.add_column("name", style="cyan")
table.add_column("took", justify="right")
for name, took in (("first", 1.5), ("second", 22.25)):
    table.add_row(name, f"{took:.2f}")
console.print(table)
console.print(Panel("[bold]in a[/bold] panel", title="note"))
tree = Tree("main")
branch = tree.add("group")
branch.add("a")
branch.add("b")
console.print(tree)
console.print(escape("[not] markup"), {"a": [1, 2, 3]}, Text("styled", style="red"))
console.rule("end")
print(console.file.getvalue())
print(pretty_repr({"numbers": list(range(30)), "text": "x" * 20}, max_width=40))
coloured = Console(width=40, force_terminal=True, color_system="truecolor", file=io.StringIO(), legacy_windows=False)
coloured.print("[red]red[/red] and [bold]bold[/]", 42)
print(repr(coloured.file.getvalue()))
