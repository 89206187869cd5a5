# State in a bucket, with the lock beside it. No provider: only Terraform's own backend is asked.

terraform {
  backend "s3" {
    bucket       = "cairn-probe-state"
    key          = "probe.tfstate"
    region       = "us-east-1"
    use_lockfile = true
    encrypt      = true
  }
}

resource "terraform_data" "one" { input = "kept" }
