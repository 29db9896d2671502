"""Write a new draft: the skeleton an officer fills in, with comments on what goes where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from s55.records import dataclass
from s55.sources.writing import scalar

SCHEMA_FILE = "draft.schema.json"


@dataclass(frozen=True, slots=True)
class ReportParticulars:
    """What is known of a report when its response is started."""

    title: str
    published: date
    publication_types: Sequence[str]
    forces: Sequence[str]
    address: str
    link_text: str | None = None
    template: str | None = None


def new_draft(particulars: ReportParticulars) -> str:
    """Write the text of a new draft, which is already valid."""
    link_text = f"\n    text: {scalar(particulars.link_text)}" if particulars.link_text else ""
    template = f"\ntemplate: {scalar(particulars.template)}" if particulars.template else ""
    written = _SKELETON.format(
        schema=SCHEMA_FILE,
        template=template,
        title=scalar(particulars.title),
        published=particulars.published.isoformat(),
        types=_entries(particulars.publication_types),
        forces=_entries(particulars.forces),
        address=scalar(particulars.address),
        link_text=link_text,
    )
    return written + WHAT_COMES_LATER


def _entries(values: Sequence[str]) -> str:
    return "".join(f"\n    - {scalar(value)}" for value in values)


_SKELETON = """\
# yaml-language-server: $schema={schema}
# A Section 55 response. Lines that begin with # are notes for you: they are never printed.
# Long text stands below a '|', indented; **bold**, *italic* and lists work (docs/text.md).
# Look at what is missing with: s55 check
format: 2{template}

inspection:
  title: {title}
  published: {published}  # day 1 of the 56 days
  publication_types:{types}
  forces:{forces}
  link:
    address: {address}{link_text}

# What the report found, in the office's words.
key_findings: |

# Graded judgments, if the report has any (outstanding, good, adequate, requires improvement,
# inadequate). Take the # away to use them.
# judgments:
#   items:
#     - area: Preventing crime
#       grade: good

# Each recommendation with its own number as the report prints it. If there are none: none: yes
recommendations:
  items:
#    - number: 1
#      text: |
#        By January 2027, chief constables should ...
#      addressed_to: chief constables
#      complete_by: January 2027
#      applies: yes
#      chief_officer: |
#      policing_body: |
#      action:            # taken, proposed or none
#      action_details: |

# Areas for improvement (AFIs), in the same way. If there are none: none: yes
areas_for_improvement:
  items:
"""

WHAT_COMES_LATER = """
# The chief officer's comments on the whole report. The invitation to make them is recorded by
# s55 invite (docs/inviting.md)
chief_officer:
  invited:
  comments: |

# The local policing body's comments on the whole report.
policing_body:
  opening: |
  closing: |

# Who approved the response for publication: recorded by s55 sign (docs/signing.md)
sign_off:

# Where it was published and sent: recorded by s55 mark (docs/publications.md)
distribution:
  website:
  inspectorate:
  inspectorate_portal:
  secretary_of_state:
  chief_officer:
  panel:
"""
"""The end of every new draft: the places of what the report does not say."""
