import click
from click.testing import CliRunner


@click.group()
def tool():
    """A tool of commands."""


@tool.command()
@click.argument("name")
@click.option("--times", default=1, show_default=True, type=click.IntRange(1, 5), help="How often.")
@click.option("--loud/--quiet", default=False)
def greet(name, times, loud):
    """Greets someone."""
    for _ in range(times):
        click.echo(f"Hello, {name}!".upper() if loud else f"Hello, {name}!")


runner = CliRunner()
for arguments in (["greet", "Ann", "--times", "2", "--loud"], ["greet", "--help"], ["greet", "Ann", "--times", "9"], []):
    result = runner.invoke(tool, arguments)
    print(result.exit_code)
    print(result.output)
