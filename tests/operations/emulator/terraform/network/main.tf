# Two networks of two accounts and regions, peered both ways, with what a first environment needs around them.
# The two ends carry different tags throughout: each must keep its own.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

provider "aws" {
  region = "us-east-1"
  default_tags { tags = { Side = "requester" } }
}

provider "aws" {
  alias  = "peer"
  region = "us-west-2"
  assume_role { role_arn = "arn:aws:iam::222233334444:role/deploy" }
  default_tags { tags = { Side = "accepter" } }
}

data "aws_caller_identity" "peer" { provider = aws.peer }

# ---- the requester's network
resource "aws_vpc" "here" {
  cidr_block           = "10.30.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "public" {
  for_each                = { a = "10.30.0.0/24", b = "10.30.1.0/24" }
  vpc_id                  = aws_vpc.here.id
  cidr_block              = each.value
  availability_zone       = "us-east-1${each.key}"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "private" {
  vpc_id            = aws_vpc.here.id
  cidr_block        = "10.30.10.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_internet_gateway" "here" { vpc_id = aws_vpc.here.id }

resource "aws_eip" "nat" { domain = "vpc" }

resource "aws_nat_gateway" "a" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public["a"].id
  depends_on    = [aws_internet_gateway.here]
}

resource "aws_route_table" "private" { vpc_id = aws_vpc.here.id }

resource "aws_route" "nat" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.a.id
}

resource "aws_route" "peer" {
  route_table_id            = aws_route_table.private.id
  destination_cidr_block    = aws_vpc.there.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.peer.id
}

resource "aws_route_table_association" "private" {
  route_table_id = aws_route_table.private.id
  subnet_id      = aws_subnet.private.id
}

resource "aws_vpc_dhcp_options" "here" { domain_name = "example.internal" }

resource "aws_vpc_dhcp_options_association" "here" {
  vpc_id          = aws_vpc.here.id
  dhcp_options_id = aws_vpc_dhcp_options.here.id
}

resource "aws_network_acl" "private" {
  vpc_id     = aws_vpc.here.id
  subnet_ids = [aws_subnet.private.id]
}

resource "aws_network_acl_rule" "https" {
  network_acl_id = aws_network_acl.private.id
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "10.30.0.0/16"
  from_port      = 443
  to_port        = 443
}

resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = aws_vpc.here.id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.endpoints.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.30.0.0/16"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.here.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = [aws_route_table.private.id]
}

resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.here.id
  service_name        = "com.amazonaws.us-east-1.logs"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}

resource "aws_flow_log" "here" {
  vpc_id               = aws_vpc.here.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}

resource "aws_launch_template" "host" {
  name          = "host"
  instance_type = "t3.micro"
  tag_specifications {
    resource_type = "instance"
    tags          = { Role = "host" }
  }
}

# ---- the accepter's, and what joins them
resource "aws_vpc" "there" {
  provider   = aws.peer
  cidr_block = "10.40.0.0/16"
}

resource "aws_subnet" "there" {
  provider   = aws.peer
  vpc_id     = aws_vpc.there.id
  cidr_block = "10.40.0.0/24"
}

resource "aws_vpc_peering_connection" "peer" {
  vpc_id        = aws_vpc.here.id
  peer_vpc_id   = aws_vpc.there.id
  peer_owner_id = data.aws_caller_identity.peer.account_id
  peer_region   = "us-west-2"
  tags          = { Name = "to-oregon" }
}

resource "aws_vpc_peering_connection_accepter" "peer" {
  provider                  = aws.peer
  vpc_peering_connection_id = aws_vpc_peering_connection.peer.id
  auto_accept               = true
  tags                      = { Name = "from-virginia" }
}

resource "aws_ec2_transit_gateway" "here" {}

resource "aws_ec2_transit_gateway" "there" { provider = aws.peer }

resource "aws_ec2_transit_gateway_vpc_attachment" "here" {
  transit_gateway_id                              = aws_ec2_transit_gateway.here.id
  vpc_id                                          = aws_vpc.here.id
  subnet_ids                                      = [aws_subnet.private.id]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "here" }
}

resource "aws_ec2_transit_gateway_peering_attachment" "peer" {
  transit_gateway_id      = aws_ec2_transit_gateway.here.id
  peer_transit_gateway_id = aws_ec2_transit_gateway.there.id
  peer_account_id         = data.aws_caller_identity.peer.account_id
  peer_region             = "us-west-2"
  tags                    = { Name = "to-oregon" }
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "peer" {
  provider                      = aws.peer
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.peer.id
  tags                          = { Name = "from-virginia" }
}

resource "aws_ec2_transit_gateway_route_table" "here" { transit_gateway_id = aws_ec2_transit_gateway.here.id }

resource "aws_ec2_transit_gateway_route_table_association" "here" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.here.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.here.id
}

resource "aws_ec2_transit_gateway_route" "peer" {
  destination_cidr_block         = "10.40.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.peer.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.here.id
}

resource "aws_ec2_transit_gateway_route" "nowhere" {
  destination_cidr_block         = "10.99.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.here.id
}

# ---- keys, buckets, topics, parameters
resource "aws_kms_key" "data" {
  description             = "data"
  multi_region            = true
  enable_key_rotation     = true
  rotation_period_in_days = 90
}

resource "aws_kms_replica_key" "data" {
  provider        = aws.west
  description     = "data, in Oregon"
  primary_key_arn = aws_kms_key.data.arn
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
  default_tags { tags = { Side = "recovery" } }
}

resource "aws_kms_alias" "data" {
  name          = "alias/data"
  target_key_id = aws_kms_key.data.id
}

resource "aws_s3_bucket" "logs" {
  bucket        = "cairn-probe-logs-here"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket" "copies" {
  provider      = aws.west
  bucket        = "cairn-probe-copies"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "copies" {
  provider = aws.west
  bucket   = aws_s3_bucket.copies.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_iam_role" "replication" {
  name = "replication"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "s3.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "managed" {
  role       = aws_iam_role.replication.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_s3_bucket_replication_configuration" "logs" {
  bucket = aws_s3_bucket_versioning.logs.bucket
  role   = aws_iam_role.replication.arn
  rule {
    id       = "all"
    priority = 3
    status   = "Enabled"
    filter { prefix = "" }
    delete_marker_replication { status = "Enabled" }
    source_selection_criteria {
      sse_kms_encrypted_objects { status = "Enabled" }
    }
    destination {
      bucket = aws_s3_bucket_versioning.copies.bucket == "" ? "" : aws_s3_bucket.copies.arn
      encryption_configuration { replica_kms_key_id = aws_kms_replica_key.data.arn }
    }
  }
}

resource "aws_s3_bucket_notification" "logs" {
  bucket      = aws_s3_bucket.logs.id
  eventbridge = true
}

resource "aws_s3_account_public_access_block" "here" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "there" {
  provider = aws.peer
  bucket   = "cairn-probe-there"
}

resource "aws_sns_topic" "alerts" {
  name              = "alerts"
  kms_master_key_id = aws_kms_alias.data.name
}

resource "aws_ssm_parameter" "here" {
  name           = "/probe/network/VpcId"
  type           = "String"
  insecure_value = aws_vpc.here.id
}

resource "aws_ssm_parameter" "there" {
  provider       = aws.peer
  name           = "/probe/network/VpcId"
  type           = "String"
  insecure_value = aws_vpc.there.id
}

data "aws_ssm_parameter" "read_back" {
  provider = aws.peer
  name     = aws_ssm_parameter.there.name
}

output "vpc_there" { value = nonsensitive(data.aws_ssm_parameter.read_back.value) }
output "account_there" { value = data.aws_caller_identity.peer.account_id }
