"""The environment that is read, the one it is peered to, and the one that reads."""

from environments import dev, reader, tools

ALL = (tools.ENVIRONMENT, dev.ENVIRONMENT, reader.ENVIRONMENT)
