"""JUnit XML."""

from xml.etree import ElementTree as ET

from constructs_lib.analysis.policies.junit import junit
from tests.analysis.policies.findings import EVERYTHING

# made by the function under test a line before
REPORT = ET.fromstring(junit(EVERYTHING, ("stack", "other", "sound")))


def test_every_stack_is_a_suite_and_mistakes_in_waivers_are_one() -> None:
    suites = {each.get("name"): (each.get("tests"), each.get("failures")) for each in REPORT}

    assert suites == {"stack": ("3", "1"), "other": ("1", "0"), "sound": ("1", "0"), "waivers": ("1", "1")}


def test_errors_fail_and_what_is_waived_is_skipped() -> None:
    (failure,) = REPORT.findall("testsuite[@name='stack']/testcase/failure")

    assert failure.get("message") == "multi_az is false"
    assert "fix      set multi_az to true" in (failure.text or "")
    skipped = [each.get("message") for each in REPORT.iter("skipped")]
    assert skipped == ["objects here are written once & never changed", "accepted by the baseline"]


def test_a_sound_stack_has_a_case_that_passed() -> None:
    (case,) = REPORT.findall("testsuite[@name='sound']/testcase")

    assert (case.get("name"), list(case)) == ("policies", [])
