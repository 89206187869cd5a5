"""Rotates the password of a PostgreSQL application by alternating between two users. Runs in Lambda.

It imports boto3, pg8000 and the standard library, and nothing else of this library.
"""
