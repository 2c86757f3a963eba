import sys

import colorama
from colorama import Back, Cursor, Fore, Style
from colorama.ansitowin32 import AnsiToWin32

print(repr(Fore.RED + "red" + Style.RESET_ALL), repr(Back.LIGHTBLUE_EX), repr(Cursor.UP(2)))
colorama.just_fix_windows_console()
print(repr(colorama.ansi.clear_screen()), repr(colorama.ansi.set_title("x")))


class Sink:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


sink = Sink()
print(f"{Fore.GREEN}ok{Fore.RESET}", file=AnsiToWin32(sink, strip=True).stream)
print(repr(sink.text))
with colorama.colorama_text(strip=True):
    print(f"{Fore.YELLOW}stripped{Style.RESET_ALL}")
colorama.init(strip=True, autoreset=True)
print(Fore.CYAN + "plain")
colorama.deinit()
print(sys.stdout is sys.__stdout__)
