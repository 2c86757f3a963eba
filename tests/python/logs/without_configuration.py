import logging

logging.debug("not shown")
logging.getLogger("a.b").info("not shown either")
logging.getLogger("a.b").warning("shown by the last resort")
logging.warning("configures the root")
logging.getLogger("x").error("with %s and %r", "text", "repr")
