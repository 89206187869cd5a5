"""Every environment there is. Data only: no functions, no ifs."""

from environments import dev, prod, staging

ALL = (dev.ENVIRONMENT, staging.ENVIRONMENT, prod.ENVIRONMENT)
