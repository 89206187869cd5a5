"""Stateful resources that may go: `"<stack id>/<address>": "why it may be destroyed"`. Emptied at each release."""

ACKNOWLEDGED: dict[str, str] = {}
