"""A command line by typer, whose commands run coroutines."""

import asyncio
import enum
from typing import Annotated

import typer
from typer.testing import CliRunner

app = typer.Typer(help="Greets, and counts.", rich_markup_mode=None, add_completion=False)


class Mood(str, enum.Enum):
    calm = "calm"
    loud = "loud"


@app.command()
def greet(name: str, mood: Mood = Mood.calm, times: Annotated[int, typer.Option("--times", "-t", min=1)] = 1):
    """Greets somebody."""

    async def say():
        for _ in range(times):
            await asyncio.sleep(0.1)
            typer.echo(f"Hello, {name}" + ("!" if mood is Mood.loud else "."))

    asyncio.run(say())


@app.command()
def count(numbers: list[int], fail: bool = False):
    """Adds numbers."""
    if fail:
        typer.echo("as you wish", err=True)
        raise typer.Exit(code=3)
    typer.echo(sum(numbers))


runner = CliRunner()
for words in (["greet", "Ada"], ["greet", "Bob", "--mood", "loud", "-t", "2"], ["count", "1", "2", "3"], ["count", "1", "--fail"]):
    result = runner.invoke(app, words)
    print(words, result.exit_code, repr(result.output))
print(runner.invoke(app, ["greet"]).exit_code, runner.invoke(app, ["count", "x"]).exit_code)
print("Adds numbers." in runner.invoke(app, ["--help"]).output)
