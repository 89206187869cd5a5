"""How stacks tell each other things: typed records, published as Terraform outputs and in Parameter Store.

Never a secret (`insecure_value` keeps plans readable), never a whole state file, and readable from another account
and region. cdktf's own cross-stack references are not used: they name outputs after construct ids and break on rename.
"""

from typing import TypeVar, cast

from cdktf import Fn, TerraformOutput, Token
from cdktf_cdktf_provider_aws.data_aws_ssm_parameter import DataAwsSsmParameter
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

from constructs_lib.foundation.outputs import OutputField, Outputs, fields_of

_O = TypeVar("_O", bound=Outputs)


def publish(scope: Construct, outputs: Outputs, *, path: str, component: str = "") -> None:
    """Write every field of a record as one Terraform output and one parameter below `path`.

    The component is part of each output's name, so that no two stacks of an environment have outputs called the same.
    """
    contract = Construct(scope, "contract")
    for field in fields_of(type(outputs)):
        value = cast("object", getattr(outputs, field.name))
        if isinstance(value, tuple):  # jsii knows lists only
            value = list(cast("tuple[object, ...]", value))
        # a list as it is makes Node print a deprecation warning of cdktf's own code; as a token it stays the same list
        written = Token.as_string(value) if isinstance(value, list) else value
        output = TerraformOutput(scope, field.output_name(component), value=written)
        output.override_logical_id(field.output_name(component))
        SsmParameter(
            contract,
            field.name.replace("_", "-"),
            name=f"{path}/{field.name}",
            type="String",
            insecure_value=cast("str", value) if field.kind is str else Fn.jsonencode(value),
        )


def read(scope: Construct, record: type[_O], *, id_: str, path: str, provider: AwsProvider | None) -> _O:
    """The record published below `path`, its fields filled with tokens."""
    contract = Construct(scope, id_)
    return record(
        **{
            field.name: _typed(
                field,
                DataAwsSsmParameter(
                    contract, field.name.replace("_", "-"), name=f"{path}/{field.name}", provider=provider
                ),
            )
            for field in fields_of(record)
        }
    )


def _typed(field: OutputField, parameter: DataAwsSsmParameter) -> object:
    text = parameter.insecure_value
    if field.kind is str:
        return text
    if field.kind is int:
        return Token.as_number(Fn.jsondecode(text))
    # whole, as one token: a list read from elsewhere must never be looped over
    return Token.as_list(Fn.jsondecode(text))
