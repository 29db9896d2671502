"""What reaches into WeasyPrint and pydyf: one file for each fault, until upstream puts it right.

The head of each says which version it was made for, why, and what upstream would have to change.
`tests/render/pdf/patches` runs plain WeasyPrint, and fails when a patch is no longer needed.
"""
