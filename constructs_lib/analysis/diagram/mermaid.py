"""A picture as Mermaid, which GitHub and most documentation tools draw."""

from constructs_lib.analysis.diagram.picture import Box, Picture


def mermaid(picture: Picture) -> str:
    """The diagram's text. Ids are numbers in the order of things: the same picture is always the same text."""
    ids = {box.id: f"v{number}" for number, box in enumerate(picture.boxes)}
    ids |= {name: f"o{number}" for number, name in enumerate(picture.outside)}
    lines = ["flowchart LR"]
    for box in picture.boxes:
        lines += _box_lines(box, ids[box.id])
    lines += [f'  {ids[name]}(["{_text(name)}"])' for name in picture.outside]
    lines += [f'  {ids[link.source]} ---|"{_text(link.label)}"| {ids[link.target]}' for link in picture.links]
    return "\n".join(lines) + "\n"


def _box_lines(box: Box, box_id: str) -> list[str]:
    lines = [f'  subgraph {box_id}["{_text(box.title)}"]']
    for number, tier in enumerate(box.tiers):
        tier_id = f"{box_id}t{number}"
        said = "<br/>".join(map(_text, (f"{tier.name} subnets", *tier.subnets, *tier.ways)))
        lines.append(f'    {tier_id}["{said}"]')
        lines += [f'    {tier_id}e{index}("{_text(thing)}") --- {tier_id}' for index, thing in enumerate(tier.things)]
    lines += [f'    {box_id}d{number}{{{{"{_text(door)}"}}}}' for number, door in enumerate(box.doors)]
    return [*lines, "  end"]


def _text(text: str) -> str:
    """Text between quotes, in which Mermaid reads these as code."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
