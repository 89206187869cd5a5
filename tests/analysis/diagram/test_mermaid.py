from constructs_lib.analysis.diagram.mermaid import mermaid
from constructs_lib.analysis.diagram.picture import Box, Link, Picture, Tier

PICTURE = Picture(
    boxes=(
        Box(
            "net",
            'net: "10.0.0.0/16"',
            (Tier("app", ("app-a 10.0.0.0/24",), ("service: <web>",), ("x → NAT",)),),
            ("NAT gateway",),
        ),
    ),
    outside=("the internet",),
    links=(Link("net", "the internet", "internet gateway"),),
)


def test_a_picture_is_text() -> None:
    assert mermaid(PICTURE) == (
        "flowchart LR\n"
        '  subgraph v0["net: &quot;10.0.0.0/16&quot;"]\n'
        '    v0t0["app subnets<br/>app-a 10.0.0.0/24<br/>x → NAT"]\n'
        '    v0t0e0("service: &lt;web&gt;") --- v0t0\n'
        '    v0d0{{"NAT gateway"}}\n'
        "  end\n"
        '  o0(["the internet"])\n'
        '  v0 ---|"internet gateway"| o0\n'
    )
