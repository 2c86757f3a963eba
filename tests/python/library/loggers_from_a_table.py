# logging.config and logging.handlers.
import asyncio, logging, logging.config, logging.handlers, queue

logging.config.dictConfig({
    "version": 1,
    "formatters": {"short": {"format": "%(levelname).1s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "short", "level": "INFO"},
        "file": {"class": "logging.handlers.RotatingFileHandler", "filename": "app.log", "maxBytes": 60, "backupCount": 2, "formatter": "short"},
    },
    "root": {"handlers": ["console", "file"], "level": "DEBUG"},
})
log = logging.getLogger("app")
log.debug("only in the file")
log.info("both")
for i in range(4):
    log.warning("line number %d", i)
logging.shutdown()
import glob
print(sorted(glob.glob("app.log*")), open("app.log").read().splitlines())

async def main():
    lines = queue.Queue()
    handler = logging.handlers.QueueHandler(lines)
    logger = logging.getLogger("async")
    logger.propagate = False
    logger.addHandler(handler)
    async def worker(n):
        await asyncio.sleep(n / 10)
        logger.warning("worker %d", n)
    await asyncio.gather(*map(worker, (2, 1)))
    while not lines.empty():
        print(lines.get().getMessage())
    memory = logging.handlers.MemoryHandler(10, target=logging.StreamHandler(__import__("sys").stdout))
    logger.addHandler(memory)
    logger.error("kept")
    memory.flush()

asyncio.run(main())
