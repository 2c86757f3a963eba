import calendar
from collections.abc import Awaitable, Iterable, Mapping, Sequence

print(calendar.month(2024, 2))
print(calendar.isleap(2000), calendar.monthrange(2023, 2), calendar.day_name[0])


class Deck(Sequence):
    def __init__(self, cards):
        self.cards = cards

    def __len__(self):
        return len(self.cards)

    def __getitem__(self, index):
        return self.cards[index]


deck = Deck("abcd")
print(list(reversed(deck)), "c" in deck, deck.index("b"), deck.count("z"), isinstance(deck, Iterable))


async def f():
    pass


coroutine = f()
print(isinstance(coroutine, Awaitable), isinstance({}, Mapping))
coroutine.close()
