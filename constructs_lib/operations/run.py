"""One run of a verb: the stacks it is about, synthesized, and the Terraform that works on them."""

import os
import shutil
import socket
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from constructs_lib.operations import emulated
from constructs_lib.operations.children import Children, started_at
from constructs_lib.operations.console import Console
from constructs_lib.operations.emulator import isolated_environment, refuse_escapes, require_loopback
from constructs_lib.operations.project import Project, anchor_local_states, stack_ids
from constructs_lib.operations.refusal import Refused
from constructs_lib.operations.stack_graph import Stack, StackGraph, read_graph, select
from constructs_lib.operations.terraform import Setting, Terraform
from constructs_lib.operations.toolchain import Terraform as TerraformProgram
from constructs_lib.operations.toolchain import (
    find_provider_mirror,
    find_terraform,
    obtain_provider,
    terraform_environment,
)

_APPLIES: Final = 6
"""Applies side by side on a small machine. Each holds Terraform and the provider, together half a gigabyte to one."""
_KEPT_LOGS: Final = 20
_ANSWER_SECONDS: Final = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What every verb that runs Terraform is told."""

    environment: str
    stacks: tuple[str, ...] = ()
    emulator: str = ""
    """Endpoint of a running emulator; empty for the real AWS."""
    parallelism: int = 0
    """Stacks side by side; 0 for what suits this machine and what is done."""
    lock_timeout_seconds: int = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """The stacks of an environment, and what works on them."""

    project: Project
    console: Console
    options: Options
    graph: StackGraph
    """Every stack of the environment."""
    chosen: StackGraph
    """Those the run is about."""
    setting: Setting

    @property
    def children(self) -> Children:
        """The processes of this run."""
        return self.setting.children

    @property
    def parallelism(self) -> int:
        """How many stacks are looked at side by side: that keeps a core busy each."""
        return self.options.parallelism or os.cpu_count() or 1

    @property
    def patient_parallelism(self) -> int:
        """How many are applied side by side: nearly all of an apply is waiting for AWS."""
        return self.options.parallelism or max(_APPLIES, os.cpu_count() or 1)

    @property
    def before(self) -> Mapping[str, frozenset[str]]:
        """What each chosen stack comes after, among the chosen."""
        return {stack_id: self.chosen.before(stack_id) for stack_id in self.chosen.stacks}

    def terraform(self, stack_id: str, *, access: Literal["deploy", "plan"] = "deploy") -> Terraform:
        """The Terraform of one stack."""
        directory = self.graph.stacks[stack_id].directory
        return Terraform(stack_id=stack_id, directory=directory, setting=self.setting, access=access)

    @contextmanager
    def copy(self) -> Generator["Run"]:
        """The same stacks in a folder of their own that may be rewritten."""
        source = self.project.output
        with private_folder(self.project, "copy") as output:
            shutil.copytree(
                source,
                output,
                dirs_exist_ok=True,
                ignore=shutil.ignore_patterns(".terraform", "*.tfplan", "errored.tfstate"),
            )
            anchor_local_states(output, source)
            graph = read_graph(output).of(self.options.environment)
            yield replace(self, graph=graph, chosen=graph.only(self.chosen.stacks))


@contextmanager
def open_run(
    project: Project, options: Options, console: Console, *, verb: str, private: bool, proven: bool = False
) -> Generator[Run]:
    """Synthesize, and have everything ready that Terraform needs.

    A verb that only looks works in a private folder, beside any other run. One that changes things works in the
    project's output folder, alone. Where it is to be `proven`, a network that disagrees with a flow is refused.
    """
    environment = project.environment(options.environment)
    if known := stack_ids(environment):
        # a wrong name is told before anything is started
        select(known, options.stacks, environment=environment.name)
    if options.emulator:
        _require_emulator(options.emulator)
    terraform = find_terraform(os.environ)
    children = Children(tell=console.tell)
    if private:
        with private_folder(project, verb) as output:
            _synthesize(project, console, output, environment.name, proven=proven)
            anchor_local_states(output, project.output)
            yield _run(project, options, console, output, _setting(project, options, terraform, children, console))
        return
    timeout = options.lock_timeout_seconds
    with project.alone(f"{verb} {environment.name}", timeout_seconds=timeout, tell=console.tell) as descriptor:
        _synthesize(project, console, project.output, environment.name, proven=proven)
        setting = _setting(project, options, terraform, children, console, keep_open=(descriptor,))
        yield _run(project, options, console, project.output, setting)


def _synthesize(project: Project, console: Console, output: Path, environment: str, *, proven: bool) -> None:
    """Synthesize an environment; the whole estate where flows are to be proven, because networks reach into each other."""
    count = sum(len(each.flows) for each in project.environments()) if proven else 0
    if not count:
        console.tell(f"synthesizing {environment}")
        project.synthesize(output, environment=environment)
        return
    flows = f"{count} flows" if count > 1 else "the flow"
    console.tell(f"synthesizing {environment}, proving {flows} of the estate")
    project.synthesize(output)


def _run(project: Project, options: Options, console: Console, output: Path, setting: Setting) -> Run:
    graph = read_graph(output).of(options.environment)
    chosen = graph.only(select(graph.stacks, options.stacks, environment=options.environment))
    stacks: tuple[Stack, ...] = tuple(graph.stacks.values())
    emulated.override(stacks, states=_emulated_states(project, options))
    if options.emulator:
        refuse_escapes(setting.environment, {stack.id: stack.document for stack in stacks})
        emulated.make_state_buckets(stacks, options.emulator)
    return Run(project=project, console=console, options=options, graph=graph, chosen=chosen, setting=setting)


def _setting(
    project: Project,
    options: Options,
    terraform: TerraformProgram,
    children: Children,
    console: Console,
    *,
    keep_open: tuple[int, ...] = (),
) -> Setting:
    if find_provider_mirror(os.environ, target=terraform.platform) is None:
        console.tell("fetching the AWS provider from the registry, once: it is large")
    mirror = obtain_provider(os.environ, terraform)
    environment = dict(os.environ) | terraform_environment(os.environ, project.work, mirror)
    if options.emulator:
        environment = isolated_environment(
            environment, options.emulator, terraform_config=environment.get("TF_CLI_CONFIG_FILE")
        )
    return Setting(
        program=terraform.path,
        environment=environment,
        children=children,
        logs=_new_logs(project),
        records=project.work / "locks",
        keep_open=keep_open,
        lock_timeout_seconds=options.lock_timeout_seconds,
        parallelism=emulated.PARALLELISM if options.emulator else 10,
        provider_hashed_once=bool(options.emulator),
    )


def _emulated_states(project: Project, options: Options) -> Path | None:
    """Where states of this emulator go that would be kept in files; None without one."""
    return project.work / "emulated" / urlsplit(options.emulator).netloc if options.emulator else None


def _require_emulator(endpoint: str) -> None:
    require_loopback(endpoint, where="--emulator")
    parts = urlsplit(endpoint)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 80), timeout=_ANSWER_SECONDS).close()
    except OSError:
        raise Refused(f"no emulator answers at {endpoint}", fix="start one: cairn emulator") from None


@contextmanager
def private_folder(project: Project, verb: str) -> Generator[Path]:
    """A folder for this process alone, gone afterwards; also those of processes that had no afterwards."""
    work = project.work / "work"
    work.mkdir(parents=True, exist_ok=True)
    for left in work.iterdir():
        if not started_at(int(left.name.rpartition("-")[2])):
            shutil.rmtree(left, ignore_errors=True)
    folder = work / f"{verb}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _new_logs(project: Project) -> Path:
    """A folder for the logs of this run; the oldest go."""
    home = project.work / "logs"
    folder = home / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    for old in sorted(home.iterdir())[:-_KEPT_LOGS]:
        shutil.rmtree(old, ignore_errors=True)
    return folder
