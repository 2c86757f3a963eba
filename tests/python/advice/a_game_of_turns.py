import asyncio


class Game:
    def __init__(self):
        self.board = []

    async def move(self, player):
        await asyncio.sleep(0.3)
        self.board.append(player)
        print(player, "moves:", len(self.board))


async def main():
    game = Game()
    for player in ("white", "black", "white", "black"):
        await game.move(player)


asyncio.run(main())
