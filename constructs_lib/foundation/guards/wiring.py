"""Text given to a construct that is used alone: tokens may pass, what only looks like an expression may not."""

import re
from typing import Final

from constructs_lib.foundation.errors import ConfigError, Problem

# `$${` and `%%{` are Terraform's own way to write the literal text; ${TfToken[…]} is cdktf's way to pass a value on
_EXPRESSION: Final = re.compile(r"(?<!\$)\$\{(?!TfToken\[)|(?<!%)%\{")


def require_plain(where: str, **texts: str) -> None:
    """Refuse text that Terraform would evaluate: `require_plain(path, name=name, description=description)`.

    Settings are checked by `config.check`. This is for names and descriptions that arrive as wiring, where a user's `${…}`
    would read files or other resources. Tokens pass.
    """
    found = [
        Problem(
            where=f"{where}.{argument}",
            what="text that Terraform would evaluate",
            got=repr(text),
            allowed="plain text, or a value of another construct",
            fix="write $${ for a literal ${",
        )
        for argument, text in texts.items()
        if _EXPRESSION.search(text)
    ]
    if found:
        raise ConfigError(found)
