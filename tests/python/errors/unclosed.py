print("hello"
x = [1, 2
