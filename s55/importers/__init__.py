"""Inspection reports and past responses to drafts: nobody retypes what was published."""
