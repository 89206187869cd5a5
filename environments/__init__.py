"""Every environment there is. Data only: no functions, no ifs."""

from environments import dev, prod, staging, tools

ALL = (tools.ENVIRONMENT, dev.ENVIRONMENT, staging.ENVIRONMENT, prod.ENVIRONMENT)
