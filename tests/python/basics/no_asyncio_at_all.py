def fibonacci(n):
    a, b = 0, 1
    while a < n:
        yield a
        a, b = b, a + b


print(*fibonacci(100))
squares = {n: n * n for n in range(5)}
for key, value in squares.items():
    print(f"{key:>3} -> {value:<3}|")
