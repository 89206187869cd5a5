"""Finds what has expired or was abandoned in an account, tells, and deletes when it is told to. Runs in Lambda.

It imports boto3 and the standard library, and nothing else of this library.
"""
