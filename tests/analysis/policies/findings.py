"""Judgements for tests of reports: one error, one warning, one waived, one accepted, one unknown, one problem."""

from dataclasses import replace
from datetime import date

from constructs_lib.analysis.policies.judge import Finding, Judgement, Unknown
from constructs_lib.analysis.policies.packs import RULES
from constructs_lib.analysis.policies.rule import Fault
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.waiver import Waiver

WAIVER = Waiver(
    rule="s3-versioning",
    path="stack/logs",
    reason="objects here are written once & never changed",
    owner="platform",
    expires=date(2027, 1, 1),
)
ERROR = Finding(
    rule=RULES["rds-multi-zone"],
    stack_id="stack",
    address="aws_db_instance.db",
    path="stack/db/Default",
    fault=Fault(what="multi_az is false", allowed="true"),
)
WARNING = replace(ERROR, rule=RULES["tags-not-repeated"], fault=Fault(what="the tag A | B", got="x"))
WAIVED = replace(ERROR, rule=RULES["s3-versioning"], path="stack/logs/Default", state="waived", reason=WAIVER.reason)
ACCEPTED = replace(
    ERROR, rule=RULES["rds-backups"], stack_id="other", state="accepted", reason="accepted by the baseline"
)
UNKNOWN = Unknown(
    rule=RULES["rds-public"], stack_id="stack", address="aws_db_instance.db", path="stack/db", attribute="public"
)
PROBLEM = Problem(where="waiver of x for y", what="has expired", got="2020-01-01", fix="mend it")
EVERYTHING = Judgement(findings=(ERROR, WARNING, WAIVED, ACCEPTED), unknown=(UNKNOWN,), problems=(PROBLEM,), judged=9)
