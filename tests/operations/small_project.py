"""A project small enough to be applied in seconds: topics and parameters, one stack that reads another, and one alone."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from constructs_lib.operations.command_line import main

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND, THIRD = "dev-us-east-1-first", "dev-us-east-1-second", "dev-us-east-1-third"

STACKS = '''
"""Three stacks of next to nothing."""

import json
from typing import ClassVar

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

from constructs_lib.foundation.config import config
from constructs_lib.foundation.outputs import Name, TopicArn
from constructs_lib.foundation.stack import PlatformStack
from dataclasses import dataclass


@config
class FirstConfig:
    DOMAIN: ClassVar[str] = "first"
    topic: str = "one"
    seconds: int = 0
    note: str = "as it was"
    data: bool = True


@config
class SecondConfig:
    DOMAIN: ClassVar[str] = "second"


@config
class ThirdConfig:
    DOMAIN: ClassVar[str] = "third"
    name: str = "third"


@dataclass(frozen=True, kw_only=True)
class FirstOutputs:
    DOMAIN: ClassVar[str] = "first"
    topic_arn: TopicArn
    note: Name


class FirstStack(PlatformStack):
    def __init__(self, scope, placement, config):
        super().__init__(scope, placement, config)
        # as little as the policies let pass
        allowed = {"Effect": "Allow", "Principal": {"AWS": placement.account.id}, "Action": "sns:Publish", "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
        topic = SnsTopic(self, "topic", name=config.topic, kms_master_key_id="alias/topics", policy=policy)
        if config.seconds:
            command = {"command": f"exec sleep {config.seconds}"}
            self.add_override("resource.terraform_data.slow.provisioner", [{"local-exec": command}])
        self.publish(FirstOutputs(topic_arn=topic.arn, note=config.note))


class SecondStack(PlatformStack):
    def __init__(self, scope, placement, config):
        super().__init__(scope, placement, config)
        first = self.read(FirstOutputs, placement)
        SsmParameter(self, "copy", name="/copy", type="String", insecure_value=f"{first.note} {first.topic_arn}")


class ThirdStack(PlatformStack):
    def __init__(self, scope, placement, config):
        super().__init__(scope, placement, config)
        SsmParameter(self, "alone", name="/" + config.name, type="String", insecure_value="x")
'''

ENVIRONMENTS = """
from constructs_lib.environment import Environment
from constructs_lib.foundation.flows import must, never
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import LocalState, S3State
from constructs_lib.foundation.tags import Tags
from small import FirstConfig, SecondConfig, ThirdConfig

TAGS = Tags(
    application="small",
    cost_center="ENG-1000",
    project="small",
    owner="small-team",
    billing_contact="small@example.com",
    data_classification="internal",
)


def environment(name, account_id, protected, *configs, flows=()):
    state = S3State(bucket=f"small-{name}-state", region="us-east-1", account_id=account_id)
    account = Account(name=f"small-{name}", id=account_id, state=state)
    place = Placement(environment=name, account=account, region="us-east-1", tags=TAGS, protected=protected)
    return Environment(name=name, stacks={place: configs}, flows=flows)
"""

DOMAINS = '{"first": "small:FirstStack", "second": "small:SecondStack", "third": "small:ThirdStack"}'


@dataclass
class SmallProject:
    """A project in a folder of its own, and the command line in it."""

    root: Path
    settings: dict[str, str] = field(default_factory=dict[str, str])

    def write(
        self,
        *,
        dev: str = "FirstConfig(), SecondConfig(), ThirdConfig()",
        protected: bool = False,
        flows: str = "",
        beside: str = "",
    ) -> None:
        """Write the environments; `dev` names the configs and `flows` the flows of one, `beside` are the others."""
        here = f"environment('dev', '111111111111', {protected}, {dev}, flows=({flows}))"
        text = f"{ENVIRONMENTS}\nALL = ({here}, {beside})\n"
        (self.root / "environments" / "__init__.py").write_text(text, encoding="utf-8")

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """What the command line runs in: nothing of the caller's that names an AWS or an emulator."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CAIRN_E", "CAIRN_P"))
        }
        return kept | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"} | self.settings | (dict(extra) if extra else {})

    def start(self, *arguments: str, **extra: str) -> "subprocess.Popen[str]":
        """Start `cairn` here."""
        return subprocess.Popen(
            [sys.executable, "-m", "constructs_lib.operations.command_line", *arguments],
            cwd=self.root,
            env=self.environment(extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def cairn(self, *arguments: str, **extra: str) -> "subprocess.CompletedProcess[str]":
        """Run `cairn` here to its end."""
        child = self.start(*arguments, **extra)
        out, err = child.communicate()
        return subprocess.CompletedProcess(arguments, child.returncode, out, err)

    def here(self, *arguments: str, **extra: str) -> "subprocess.CompletedProcess[str]":
        """The same in this process: for what is not about starting one. What main.py itself says is not in the answer."""
        out, err, code = io.StringIO(), io.StringIO(), 0
        # what the environments import beside the library: the next project's has the same name
        known = set(sys.modules)
        with (
            patch.dict(os.environ, self.environment(extra), clear=True),
            patch.object(sys, "argv", ["cairn", *arguments]),
            chdir(self.root),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            finally:
                for name in set(sys.modules) - known:
                    if str(getattr(sys.modules[name], "__file__", "")).startswith(str(self.root)):
                        del sys.modules[name]
        return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def small_project_in(folder: Path) -> SmallProject:
    """Make the project of `cairn init`, with three small stacks of its own."""
    project = SmallProject(folder / "small")
    made = subprocess.run(
        [sys.executable, "-m", "constructs_lib.operations.command_line", "init", str(project.root)],
        env=project.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (project.root / "small.py").write_text(STACKS, encoding="utf-8")
    main = project.root / "main.py"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("OWN: dict[str, str] = {}", f"OWN: dict[str, str] = {DOMAINS}"), encoding="utf-8")
    project.write()
    return project
