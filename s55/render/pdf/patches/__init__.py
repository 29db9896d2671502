"""Patch faults of WeasyPrint and pydyf, one file each, until upstream corrects them.

Each names the version it was made for, the reason, and what upstream would have to change.
`tests/render/pdf/patches` runs plain WeasyPrint, and fails when a patch is no longer needed.
"""
