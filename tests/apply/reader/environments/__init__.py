"""The environment that is read, and the one that reads."""

from environments import dev, reader

ALL = (dev.ENVIRONMENT, reader.ENVIRONMENT)
