"""A provider and a guest, with what the reference environments do not have: a NAT instance, and PrivateLink."""

from environments import guest, sandbox

ALL = (sandbox.ENVIRONMENT, guest.ENVIRONMENT)
