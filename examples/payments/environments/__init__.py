"""Every environment there is. Data only: no functions, no ifs."""

from environments import live

ALL = (live.ENVIRONMENT,)
