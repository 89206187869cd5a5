"""An emulated AWS in the foreground, and around one command."""

import json
import signal
import socket
import sys

from tests.operations.small_project import SmallProject

PROGRAM = (
    "import json, os, boto3; client = boto3.client('sts'); "
    "print(json.dumps([os.environ['CAIRN_EMULATOR'], client.get_caller_identity()['Account']]))"
)


def test_a_command_sees_only_the_emulator(small_project: SmallProject) -> None:
    answer = small_project.cairn(
        "emulator", "run", "--", sys.executable, "-c", PROGRAM, AWS_PROFILE="real", HTTPS_PROXY="http://proxy.example"
    )

    endpoint, account = json.loads(answer.stdout)
    assert (answer.returncode, endpoint.startswith("http://127.0.0.1:"), account) == (0, True, "123456789012")


def test_the_commands_exit_code_is_the_answer(small_project: SmallProject) -> None:
    assert small_project.cairn("emulator", "run", "--", sys.executable, "-c", "raise SystemExit(7)").returncode == 7


def test_a_command_that_does_not_exist_is_bad_input(small_project: SmallProject) -> None:
    answer = small_project.cairn("emulator", "run", "--", "no-such-command")

    assert (answer.returncode, answer.stderr) == (2, "cannot run no-such-command: No such file or directory\n")
    assert small_project.cairn("emulator", "run").returncode == 2


def test_in_the_foreground_it_says_what_to_export_and_ends_on_an_interrupt(small_project: SmallProject) -> None:
    run = small_project.start("emulator", "--json", AWS_PROFILE="real")
    assert run.stdout is not None
    text = ""
    for line in run.stdout:
        text += line
        if line == "}\n":
            break
    answer = json.loads(text)
    port = int(answer["endpoint"].rpartition(":")[2])
    socket.create_connection(("127.0.0.1", port)).close()
    assert answer["environment"]["CAIRN_EMULATOR"] == answer["endpoint"]
    run.send_signal(signal.SIGINT)
    _, err = run.communicate()

    assert (run.returncode, "ended" in err) == (0, True)


def test_a_taken_port_is_told(small_project: SmallProject) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = small_project.cairn("emulator", "--port", str(taken.getsockname()[1]))

    assert (answer.returncode, answer.stdout) == (1, "")
    assert "another process listens there" in answer.stderr
    assert "Traceback" not in answer.stderr
