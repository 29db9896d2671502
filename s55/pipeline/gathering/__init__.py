"""Gather the published registers of several offices into one."""
