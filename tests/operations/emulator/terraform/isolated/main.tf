# A little of everything that is reached in its own way: STS, S3 by path, S3 Control by account, another account.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

provider "aws" {}

provider "aws" {
  alias = "other"
  assume_role { role_arn = "arn:aws:iam::222233334444:role/deploy" }
}

data "aws_caller_identity" "other" { provider = aws.other }

resource "aws_s3_bucket" "main" { bucket = "cairn-probe-isolated" }

resource "aws_s3_account_public_access_block" "main" { block_public_acls = true }

resource "aws_sns_topic" "other" {
  provider = aws.other
  name     = "isolated"
}

output "topic" { value = aws_sns_topic.other.arn }
