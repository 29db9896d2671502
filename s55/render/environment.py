"""The environment of the layouts (see :mod:`s55.templating.environment`)."""

from s55.templating.environment import layout_environment

__all__ = ["layout_environment"]
