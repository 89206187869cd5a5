"""Looks at a VPC peering from inside one of its networks. Runs in Lambda.

It imports boto3 and the standard library, and nothing else of this library.
"""
