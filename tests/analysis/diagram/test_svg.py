from xml.etree import ElementTree as ET

from constructs_lib.analysis.diagram.svg import svg
from tests.analysis.diagram.test_mermaid import PICTURE

SPACE = "{http://www.w3.org/2000/svg}"


def test_a_drawing_says_everything_and_stays_inside_itself() -> None:
    root = ET.fromstring(svg(PICTURE))
    texts = [each.text for each in root.iter(f"{SPACE}text")]

    assert texts == [
        *("internet gateway", 'net: "10.0.0.0/16"', "app subnets", "app-a 10.0.0.0/24", "x → NAT"),
        *("▪ service: <web>", "NAT gateway", "the internet"),
    ]
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    for each in root.iter(f"{SPACE}rect"):
        assert float(each.get("x", 0)) + float(each.get("width", 0)) <= wide
        assert float(each.get("y", 0)) + float(each.get("height", 0)) <= high


def test_boxes_do_not_lie_on_each_other() -> None:
    from dataclasses import replace

    two = replace(PICTURE, boxes=(*PICTURE.boxes, replace(PICTURE.boxes[0], id="other")))
    root = ET.fromstring(svg(two))
    boxes = [each for each in root.iter(f"{SPACE}rect") if each.get("fill") == "#fafafa"]
    first, second = boxes

    assert float(first.get("x", 0)) + float(first.get("width", 0)) < float(second.get("x", 0))
