from constructs_lib.analysis.reachability.services import Services, short_name


def test_each_service_has_an_address_of_its_own() -> None:
    services = Services()
    s3, sqs = services.range_of("com.amazonaws.us-east-1.s3"), services.range_of("com.amazonaws.us-east-1.sqs")

    assert s3 != sqs
    assert services.range_of("com.amazonaws.us-east-1.s3") == s3
    assert [short_name(each) for each in ("com.amazonaws.us-east-1.ecr.api", "vpce-svc-1")] == ["ecr.api", "vpce-svc-1"]
