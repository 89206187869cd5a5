"""What PostgreSQL keeps instead of a password; that it logs in with it is shown in test_handler."""

from constructs_lib.runtime.rotation.verifier import scram_verifier


def test_is_what_the_standard_says() -> None:
    """The keys of RFC 7677's example: user `user`, password `pencil`."""
    verifier = scram_verifier("pencil", b"[m\x99h\x9d\x125\x8e\xec\xa0K\x14\x126\xfa\x81")

    assert verifier == (
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
        "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
    )


def test_no_two_are_alike() -> None:
    assert scram_verifier("pencil") != scram_verifier("pencil")
