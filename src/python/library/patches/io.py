

# Files are those of the folder in memory.

import builtins

open = open_code = builtins.open
