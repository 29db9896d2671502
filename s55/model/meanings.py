"""Read what the fields of the models mean from their attribute docstrings, on demand.

Pydantic can take them as descriptions, but then reads and parses the source of every model at
every start; only the JSON Schema, the documentation and messages about missing keys need them.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from pydantic import BaseModel


def meaning_of(model: type[BaseModel], field: str) -> str:
    """Return what a field of ``model`` means, in one line; '' when it has no docstring."""
    for owner in model.__mro__:
        meaning = _meanings_in(owner.__module__).get(owner.__qualname__, {}).get(field)
        if meaning:
            return meaning
    return ""


@cache
def _meanings_in(module: str) -> Mapping[str, Mapping[str, str]]:
    """Map class name -> field -> meaning, for the models of one of our modules."""
    if not module.startswith("s55."):
        return {}
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        node.name: dict(_fields(node.body)) for node in tree.body if isinstance(node, ast.ClassDef)
    }


def _fields(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Yield each annotated name that a string follows."""
    for statement, after in itertools.pairwise(body):
        match statement, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                yield name, " ".join(text.split())


def models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield ``model`` and every model that its fields name, at any depth; one may come twice."""
    yield model
    for field in model.model_fields.values():
        for inner in _named_in(field.annotation):
            yield from models_in(inner)


def _named_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _named_in(part)
