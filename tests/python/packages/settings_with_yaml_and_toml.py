"""Settings in YAML and TOML, and tables of them as texts."""

import datetime

import toml
import yaml
from prettytable import PrettyTable
from tabulate import tabulate
from termcolor import colored

TEXT = """
service: &defaults
  name: scraper
  retries: 3
  timeout: 1.5
  since: 2024-02-29
  tags: [a, "b c", null, true]
copy:
  <<: *defaults
  name: other
text: |
  two
  lines
"""
settings = yaml.safe_load(TEXT)
print(settings["copy"], settings["service"]["since"] == datetime.date(2024, 2, 29), repr(settings["text"]))
print(yaml.safe_dump(settings["service"], sort_keys=False, allow_unicode=True), end="")
print(list(yaml.safe_load_all("a: 1\n---\nb: [2]\n")))
try:
    yaml.safe_load("a: [1, 2")
except yaml.YAMLError as error:
    print(type(error).__name__, error.problem)


class Point(yaml.YAMLObject):
    yaml_tag = "!Point"
    yaml_loader = yaml.SafeLoader

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


print(yaml.safe_load("!Point {x: 1, y: 2}"))
print(toml.loads('title = "t"\n[owner]\nage = 3\n'), repr(toml.dumps({"a": {"b": [1, 2]}})))
rows = [["one", 1.5], ["three", 22]]
print(tabulate(rows, headers=["name", "value"], tablefmt="github"))
print(tabulate(rows))
table = PrettyTable(["name", "value"])
table.add_rows(rows)
table.align["name"] = "l"
print(table)
print(repr(colored("red", "red", attrs=["bold"], force_color=True)))
