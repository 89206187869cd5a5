"""The value of a Terraform expression, given what its paths mean."""

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.terraform import syntax
from constructs_lib.analysis.terraform.functions import call
from constructs_lib.analysis.terraform.values import Encoded, Reference, Unknown

LookUp = Callable[[tuple[str, ...]], object]
"""What a path such as `("aws_vpc", "main", "id")` stands for."""

_ROOT_LENGTHS: Final = {"var": 2, "local": 2, "data": 4, "each": 2, "count": 2, "path": 2, "terraform": 2, "module": 3}


def evaluate(text: str, look_up: LookUp) -> object:
    """The value of a string of Terraform's JSON. Never raises: what cannot be computed is unknown, and says why."""
    try:
        return _value(syntax.parse(text), look_up)
    except syntax.NotUnderstood as error:
        return Unknown(str(error))
    except RecursionError:
        return Unknown(f"{text[:60]} refers to itself")


def _value(node: syntax.Node, look_up: LookUp) -> Any:  # noqa: PLR0911  one line for each kind of node
    match node:
        case syntax.Name() | syntax.Attribute() | syntax.Index():
            return _path_value(node, look_up)
        case syntax.Splat():
            return _value(node.value, look_up)
        case syntax.Call():
            return call(node.name, [_value(each, look_up) for each in node.arguments])
        case syntax.Sequence():
            return [_value(each, look_up) for each in node.items]
        case syntax.Pairs():
            return {str(_value(key, look_up)): _value(each, look_up) for key, each in node.items}
        case syntax.Choice():
            condition = _value(node.condition, look_up)
            if isinstance(condition, Unknown | Reference):
                return Unknown("which of two values it is depends on what is only known after the apply")
            return _value(node.yes if condition in (True, "true") else node.no, look_up)
        case syntax.Operation():
            return _operation(node, look_up)
        case syntax.Template():
            return _text([_value(each, look_up) for each in node.parts])
        case _:
            return node


def _path_value(node: syntax.Node, look_up: LookUp) -> Any:
    """Names and steps after them: first as far as they name something, then into its value."""
    steps: list[Any] = []
    while isinstance(node, syntax.Attribute | syntax.Index | syntax.Splat):
        if isinstance(node, syntax.Attribute):
            steps.append(node.name)
        elif isinstance(node, syntax.Index):
            steps.append(_Key(_value(node.key, look_up)))
        node = node.value
    steps.reverse()
    if not isinstance(node, syntax.Name):
        return _into(_value(node, look_up), steps)
    # an index right after a resource picks one of its instances, which are all the same block here
    names = [node.name]
    wanted = _ROOT_LENGTHS.get(node.name, 3)
    if steps[:1] == ["terraform_remote_state"]:
        wanted = 5
    while steps and len(names) < wanted:
        step = steps.pop(0)
        if isinstance(step, str):
            names.append(step)
        elif wanted == 5:  # noqa: PLR2004  outputs["name"]
            names.append(str(step.key))
    return _into(look_up(tuple(names)), steps)


class _Key:
    """A step in square brackets."""

    def __init__(self, key: object) -> None:
        self.key = key


def _into(value: Any, steps: list[Any]) -> Any:
    for step in steps:
        key = step.key if isinstance(step, _Key) else step
        if isinstance(value, Unknown):
            return value
        if isinstance(value, Reference):
            value = Reference(value.address, f"{value.attribute}.{key}")
        elif isinstance(value, list) and str(key).isdigit() and int(str(key)) < len(cast("list[Any]", value)):
            value = cast("list[Any]", value)[int(str(key))]
        elif isinstance(value, list) and isinstance(step, str):
            value = [_into(each, [step]) for each in cast("list[Any]", value)]
        elif isinstance(value, Mapping) and key in value:
            value = cast("Mapping[Any, Any]", value)[key]
        else:
            return Unknown(f"{key} of what has none")
    return value


def _operation(node: syntax.Operation, look_up: LookUp) -> Any:
    left, right = _value(node.left, look_up), _value(node.right, look_up)
    for each in (left, right):
        if isinstance(each, Unknown):
            return each
    if isinstance(left, Reference | Encoded) or isinstance(right, Reference | Encoded):
        return Unknown(f"{node.sign} of what is only known after the apply")
    try:
        return _COMPUTED[node.sign](left, right)
    except (TypeError, ZeroDivisionError):
        return Unknown(f"{left!r} {node.sign} {right!r} has no value")


_COMPUTED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
    "&&": lambda left, right: left and right,
    "||": lambda left, right: left or right,
    "+": lambda left, right: left + right,
    "-": lambda left, right: right * -1 if left is None else left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "%": lambda left, right: left % right,
    "!": lambda _, right: not right,
}


def _text(parts: list[Any]) -> object:
    for each in parts:
        if isinstance(each, Unknown):
            return each
        if not isinstance(each, str | int | float | bool):
            return Unknown(f"text with {each} in it")
    return "".join(str(each).lower() if isinstance(each, bool) else str(each) for each in parts)
