"""Cairn: CDKTF constructs and a tool for AWS platforms whose mistakes cost data and money.

Importing any part of it makes the AWS bindings start fast, in anybody's program; the call imports nothing and takes no time.
"""

from constructs_lib.foundation.bindings import use_slim_bindings

use_slim_bindings("cdktf_cdktf_provider_aws")
