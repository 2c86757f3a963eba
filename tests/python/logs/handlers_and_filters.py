import logging
import sys

logger = logging.getLogger("shop")
logger.setLevel(logging.DEBUG)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("{asctime} {levelname:<8} {message}", style="{", datefmt="%H:%M:%S"))
handler.addFilter(lambda record: "secret" not in record.getMessage())
logger.addHandler(handler)


class Collect(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.records = []

    def emit(self, record):
        self.records.append((record.levelname, record.lineno))


collect = Collect()
logger.addHandler(collect)
logger.debug("opened")
logger.info("the secret is 42")
logger.error("sold out", stack_info=False)
child = logger.getChild("till")
child.critical("broken")
print(collect.records, child.name, child.getEffectiveLevel())
