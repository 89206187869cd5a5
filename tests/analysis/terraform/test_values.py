from constructs_lib.analysis.terraform.values import Reference, Unknown


def test_values_say_what_they_are() -> None:
    assert str(Reference("net/aws_vpc.main", "id")) == "net/aws_vpc.main.id"
    assert str(Unknown("AWS decides")) == "AWS decides"
