"""A judgement as JUnit XML: a suite a stack, a case a rule that was found broken, so that any build server shows it."""

from xml.etree import ElementTree as ET

from constructs_lib.analysis.policies.judge import Finding, Judgement


def junit(judgement: Judgement, stack_ids: tuple[str, ...], *, name: str = "policies") -> str:
    """The report. A stack with nothing to say is one case that passed."""
    root = ET.Element("testsuites", name=name)
    for stack_id in stack_ids:
        found = [finding for finding in judgement.findings if finding.stack_id == stack_id]
        suite = _suite(root, stack_id, failures=sum(each.blocks for each in found), tests=len(found) or 1)
        if not found:
            ET.SubElement(suite, "testcase", classname=stack_id, name=name)
        for finding in found:
            _case(suite, finding)
    if judgement.problems:
        count = len(judgement.problems)
        suite = _suite(root, "waivers", failures=count, tests=count)
        for problem in judgement.problems:
            case = ET.SubElement(suite, "testcase", classname="waivers", name=problem.where)
            ET.SubElement(case, "failure", message=problem.what).text = str(problem)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _suite(root: ET.Element, name: str, *, failures: int, tests: int) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=name, tests=str(tests), failures=str(failures))


def _case(suite: ET.Element, finding: Finding) -> None:
    case = ET.SubElement(suite, "testcase", classname=finding.path, name=finding.rule.id)
    text = str(finding.problem())
    if finding.blocks:
        ET.SubElement(case, "failure", message=finding.fault.what, type=finding.rule.severity).text = text
    elif finding.state == "open":
        ET.SubElement(case, "system-out").text = text
    else:
        ET.SubElement(case, "skipped", message=finding.reason)
