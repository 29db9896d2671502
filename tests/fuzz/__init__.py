"""Fuzzing: whatever comes from outside is read or refused with a code, within time and memory.

The bounded share runs with the tests. The whole, with coverage (Atheris):
``.venv/bin/python -m tests.fuzz --help``.
"""
