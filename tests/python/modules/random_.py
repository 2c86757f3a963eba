import random

random.seed(42)
print(random.random(), random.randint(1, 6), random.choice("abc"))
print(random.sample(range(100), 5), random.choices("ab", weights=[1, 3], k=5))
deck = list(range(8))
random.shuffle(deck)
print(deck, round(random.gauss(0, 1), 6), round(random.uniform(2, 3), 6), random.getrandbits(16))
own = random.Random("seed")
print(own.randrange(0, 100, 5), round(own.expovariate(2), 6), round(own.triangular(0, 1), 6))
state = own.getstate()
first = own.random()
own.setstate(state)
print(first == own.random(), random.randbytes(3).hex())
