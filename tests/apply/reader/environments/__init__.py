"""The estate that is read from, and the environment that reads."""

from environments import dev, prod, reader, staging, tools

ALL = (tools.ENVIRONMENT, dev.ENVIRONMENT, staging.ENVIRONMENT, prod.ENVIRONMENT, reader.ENVIRONMENT)
