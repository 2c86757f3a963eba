import threading

local = threading.local()
local.x = "main"


def worker(n):
    print(hasattr(local, "x"))
    local.x = n
    print(local.x)


for n in range(2):
    thread = threading.Thread(target=worker, args=(n,))
    thread.start()
    thread.join()
print(local.x)
