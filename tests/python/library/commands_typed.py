"""A prompt of commands, with its help."""

import cmd
import io
import sys


class Shop(cmd.Cmd):
    intro = "Welcome."
    prompt = "> "
    use_rawinput = False

    def __init__(self, lines):
        super().__init__(stdin=io.StringIO("\n".join(lines) + "\n"), stdout=sys.stdout)
        self.basket = ["tea"]

    def do_take(self, name):
        "take NAME: out of the basket"
        try:
            self.basket.remove(name)
        except ValueError as error:
            print(error)
        print(self.basket)

    def do_quit(self, rest):
        return True

    def default(self, line):
        print("unknown:", line)


Shop(["help", "help take", "help quit", "take tea", "take milk", "dance", "?", "quit"]).cmdloop()
