

# `io.open` opens files of the folder in memory, too.

import builtins

open = open_code = builtins.open
