terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "here" { cidr_block = "10.0.0.0/24" }

resource "aws_route_table" "here" { vpc_id = aws_vpc.here.id }

resource "aws_vpn_gateway" "here" {
  vpc_id          = aws_vpc.here.id
  amazon_side_asn = "64512"
  tags            = { Name = "here" }
}

resource "aws_vpn_gateway_route_propagation" "here" {
  vpn_gateway_id = aws_vpn_gateway.here.id
  route_table_id = aws_route_table.here.id
}

resource "aws_customer_gateway" "there" {
  type       = "ipsec.1"
  ip_address = "198.51.100.7"
  bgp_asn    = "65000"
}

resource "aws_vpn_connection" "here" {
  type                                 = "ipsec.1"
  customer_gateway_id                  = aws_customer_gateway.there.id
  vpn_gateway_id                       = aws_vpn_gateway.here.id
  static_routes_only                   = true
  preshared_key_storage                = "SecretsManager"
  tunnel1_ike_versions                 = ["ikev2"]
  tunnel1_phase1_encryption_algorithms = ["AES256-GCM-16"]
  tunnel1_phase1_dh_group_numbers      = [19, 20, 21]
  tunnel1_startup_action               = "start"
  tunnel1_dpd_timeout_action           = "restart"
  tunnel2_inside_cidr                  = "169.254.44.40/30"
  tags                                 = { Name = "here" }
}

resource "aws_vpn_connection_route" "there" {
  vpn_connection_id      = aws_vpn_connection.here.id
  destination_cidr_block = "192.168.0.0/24"
}

output "table" { value = aws_route_table.here.id }
output "gateway" { value = aws_vpn_gateway.here.id }
output "connection" { value = aws_vpn_connection.here.id }
