"""The map of the project, held over the syntax tree: what may import what, what is called what, how big things get."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "constructs_lib"
DOMAINS = frozenset({"account", "network", "dns", "data", "compute", "serverless", "edge", "observability", "delivery"})
PURE_IN_DOMAIN = frozenset({"config", "plan", "outputs"})
# What of the foundation speaks cdktf; everything else there is pure.
CDKTF_FOUNDATION = frozenset({"contract", "stack", "guards", "bindings", "plain_errors"})
CDKTF = ("cdktf", "constructs", "jsii", "cdktf_cdktf_provider_aws")
BANNED_NAMES = frozenset({"utils", "helpers", "common", "misc", "base", "manager", "constants"})
MAX_LINES = 300


def python_files(*folders: str) -> list[Path]:
    """Every source file below folders of the project."""
    return sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts
    )


LIBRARY_FILES = python_files("constructs_lib")
# A domain is one room, or has one for each thing that gets stacks of its own: network, network/peering, data/bucket.
ROOMS = sorted(
    {
        ".".join(("constructs_lib", *path.parent.relative_to(LIBRARY).parts))
        for path in LIBRARY_FILES
        if path.stem in ("config", "outputs") and path.relative_to(LIBRARY).parts[0] in DOMAINS
    }
)
ENVIRONMENT_FILES = python_files("environments")
TEST_FILES = python_files("tests")


def identity(path: Path) -> str:
    """How a file is called in what a test says."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def broken(files: Iterable[Path], find: Callable[[Path], Iterable[str]]) -> dict[str, list[str]]:
    """What is wrong, by file: all of it at once."""
    return {identity(path): found for path in files if (found := list(find(path)))}


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, also inside functions, but not those only type checkers see."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in _walk_without_type_checking(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                anchor = package[: len(package) - node.level + 1]
                yield ".".join((*anchor, *(node.module or "").split(".")))
            else:
                yield node.module or ""
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _walk_without_type_checking(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield from _walk_without_type_checking(child)


def place(path: Path) -> tuple[str, ...]:
    """Where in the library a file is: ('network', 'plan'), ('foundation', 'guards', 'tree'), ('app',)."""
    return path.relative_to(LIBRARY).with_suffix("").parts


def is_pure(path: Path) -> bool:
    """Pure files never load cdktf, so that their tests take milliseconds."""
    match place(path):
        case ("address_space" | "environment" | "estate" | "neighbours",):
            return True
        case ("foundation", name, *_):
            return name not in CDKTF_FOUNDATION
        case ("account", "access", *_):
            return True
        case (domain, *_, name) if domain in DOMAINS:
            return name in PURE_IN_DOMAIN
        case ("analysis" | "operations" | "runtime", *_):
            return True
        case _:
            return False


FOUNDATION = "constructs_lib.foundation"
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "foundation": (FOUNDATION,),
    "parts": (FOUNDATION, "constructs_lib.parts"),
    "analysis": (FOUNDATION, "constructs_lib.analysis"),
    "runtime": ("constructs_lib.runtime",),
    "environment": (
        FOUNDATION,
        *(f"{room}.{name}" for room in ROOMS for name in ("config", "plan")),
    ),
}
MAY_IMPORT["neighbours"] = MAY_IMPORT["environment"]
MAY_IMPORT["environment"] = (*MAY_IMPORT["environment"], "constructs_lib.neighbours")
MAY_IMPORT["address_space"] = (
    *MAY_IMPORT["environment"],
    "constructs_lib.environment",
    "constructs_lib.network.ranges",
)
MAY_IMPORT["estate"] = (*MAY_IMPORT["address_space"], "constructs_lib.address_space")


def allowed(path: Path) -> tuple[str, ...]:
    """Prefixes of our own modules that a file may import."""
    first, *rest = place(path)
    if first not in DOMAINS:
        return MAY_IMPORT.get(first, ("constructs_lib", "environments"))
    own = (FOUNDATION, f"constructs_lib.{first}")
    if rest[-1] in PURE_IN_DOMAIN:
        return own
    return (*own, "constructs_lib.parts", *(f"{room}.outputs" for room in ROOMS))


def test_pure_files_do_not_import_cdktf() -> None:
    """A pure file that needs cdktf is in the wrong place."""

    def loaded(path: Path) -> Iterator[str]:
        yield from (name for name in imports(path) if name.split(".")[0] in CDKTF)

    assert broken(filter(is_pure, LIBRARY_FILES), loaded) == {}


def test_imports_point_down() -> None:
    """Environments → configs → foundation; stacks → constructs → parts → foundation; nothing sideways."""
    assert broken(LIBRARY_FILES, _strays) == {}


def _strays(path: Path) -> list[str]:
    own = {name for name in imports(path) if name.split(".")[0] in ("constructs_lib", "environments", "tests")}
    # `from constructs_lib.foundation import iam` names the package and the module; the package alone says nothing
    packages = {name.rpartition(".")[0] for name in own}
    return sorted(
        name
        for name in own - packages
        if not any(name == good or name.startswith(f"{good}.") for good in allowed(path))
    )


def test_environments_are_data() -> None:
    """No functions, no ifs, no loops: an environment file is read, not run."""
    assert broken(ENVIRONMENT_FILES, _code) == {}


def _code(path: Path) -> list[str]:
    code = (
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Lambda,
        ast.If,
        ast.IfExp,
        ast.For,
        ast.While,
        ast.comprehension,
    )
    return [
        f"line {getattr(node, 'lineno', '?')}: {type(node).__name__}"
        for node in ast.walk(tree(path))
        if isinstance(node, code)
    ]


def test_the_process_environment_is_read_at_the_edge_only() -> None:
    """main.py and operations read variables; everything else is told. The bindings stand apart: they have their own."""

    def reads(path: Path) -> Iterator[str]:
        if place(path)[0] == "operations" or place(path)[:2] == ("foundation", "bindings"):
            return
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv"):
                yield f"line {node.lineno}: {ast.unparse(node)}"

    assert broken(LIBRARY_FILES, reads) == {}


def test_names_say_what_a_file_is() -> None:
    """A drawer for everything is a drawer nobody finds anything in."""
    files = (*LIBRARY_FILES, *TEST_FILES)

    assert [identity(path) for path in files if path.stem.removeprefix("test_") in BANNED_NAMES] == []


def test_files_stay_small() -> None:
    """Past that a file holds two things."""
    lines = {identity(path): path.read_text(encoding="utf-8").count("\n") for path in (*LIBRARY_FILES, *TEST_FILES)}

    assert {path: count for path, count in lines.items() if count > MAX_LINES} == {}


def test_every_file_says_what_it_is() -> None:
    """One sentence of purpose, unless there is nothing in it."""
    silent = [identity(path) for path in LIBRARY_FILES if tree(path).body and not ast.get_docstring(tree(path))]

    assert silent == []


def test_configs_are_configs() -> None:
    """Frozen, keyword-only and checked: what the decorator makes of a class."""

    def plain(path: Path) -> Iterator[str]:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and [ast.unparse(mark) for mark in node.decorator_list] != ["config"]:
                yield node.name

    assert broken((path for path in LIBRARY_FILES if path.stem == "config" and place(path)[0] in DOMAINS), plain) == {}


CONSTRUCT_PARENTS = ("Construct", "PlatformStack")
CONSTRUCT_SIGNATURES = (
    ["self", "scope", "id_"],
    ["self", "scope", "id_", "config"],
    ["self", "scope", "placement", "config"],
)


def test_constructs_have_one_shape() -> None:
    """One level of inheritance; config positional, wiring keyword-only; no **kwargs."""
    assert broken((path for path in LIBRARY_FILES if place(path)[0] in DOMAINS | {"parts"}), _other_shapes) == {}


def _other_shapes(path: Path) -> list[str]:
    wrong: list[str] = []
    for node in tree(path).body:
        if not isinstance(node, ast.ClassDef):
            continue
        parents = [ast.unparse(parent) for parent in node.bases]
        wrong += [
            f"{node.name} inherits {parent}" for parent in parents if parent not in (*CONSTRUCT_PARENTS, "Protocol")
        ]
        for method in node.body:
            if (
                isinstance(method, ast.FunctionDef)
                and method.name == "__init__"
                and set(parents) & set(CONSTRUCT_PARENTS)
            ):
                positional = [argument.arg for argument in method.args.args]
                if positional not in CONSTRUCT_SIGNATURES or method.args.kwarg or method.args.vararg:
                    wrong.append(f"{node.name}.__init__({', '.join(positional)})")
    return wrong


def test_every_file_has_its_test() -> None:
    """tests/ mirrors the tree, file for file."""
    missing = [
        identity(path)
        for path in LIBRARY_FILES
        if path.stem != "__init__"
        and tree(path).body
        and not (ROOT / "tests" / path.relative_to(LIBRARY)).with_name(f"test_{path.name}").exists()
    ]

    assert missing == []


def test_no_path_of_a_machine_and_no_registry_is_named() -> None:
    """Paths are discovered and registries are whatever the machine is set up for."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    home = str(Path.home())
    forbidden = tuple(
        "".join(parts) for parts in (("pypi", ".org"), ("registry.npm", "js"), ("pythonhosted", ".org"), (home, "/"))
    )
    named = [
        name
        for name in listed.stdout.split("\0")
        if name
        and (ROOT / name).is_file()
        and any(word in (ROOT / name).read_text(encoding="utf-8", errors="ignore") for word in forbidden)
    ]

    assert named == []


def test_decisions_have_numbers_of_their_own() -> None:
    """In the name of the file and in its first line."""
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(len(decisions))]
    assert [path.read_text(encoding="utf-8")[2:6] for path in decisions] == [path.name[:4] for path in decisions]
