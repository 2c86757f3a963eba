print("importing")
x = 1 / 0
