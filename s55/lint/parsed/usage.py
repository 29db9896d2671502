"""Find the fields that a layout uses, and the unknown names, in the syntax tree of its tags.

Nothing is rendered, so tags in branches that no draft takes are looked at too.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from jinja2 import nodes

from s55.lint.fields import fields_of
from s55.records import dataclass

_SAME_LIST = frozenset("selectattr rejectattr select reject sort reverse list unique".split())
_ONE_OF_IT = frozenset("first last random min max".split())
_OPAQUE_NAMES = frozenset("self super caller varargs kwargs true false none".split())
_LOOP = "loop"
"""The name that Jinja gives to the loop itself, within it."""


@dataclass(frozen=True, slots=True)
class Use:
    """A field that a layout uses.

    Attributes:
        path: the whole name, for example ``sections[].items[].text``.
        line: its line in the source.
        shown: whether it is written out, and not only tested or looped over.
        part: the included file that the line is in; '' for the layout itself.
    """

    path: str
    line: int
    shown: bool
    part: str = ""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name in a tag that does not exist.

    Attributes:
        name: as the tag writes it, with the part before its dot.
        line: its line in the source.
        near: the name that may have been meant, or ''.
        part: the included file that the line is in; '' for the layout itself.
    """

    name: str
    line: int
    near: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the tags of one layout name."""

    uses: tuple[Use, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
    outside: tuple[UnknownName, ...] = ()
    """Names of loops that are used outside of their loops."""


@dataclass(frozen=True, slots=True)
class _Ref:
    """The meaning of an expression: a field, or (path '') something not followed further."""

    path: str = ""
    written: str = ""
    view: type | None = None
    is_list: bool = False
    is_text: bool = False


_OPAQUE = _Ref()


def usage_of(
    tree: nodes.Template,
    view: type,
    extra: Mapping[str, str] = MappingProxyType({}),
    parts: Mapping[str, nodes.Template] = MappingProxyType({}),
) -> Usage:
    """List what the tags of a layout name.

    Args:
        tree: the layout, parsed.
        view: the data class of its names.
        extra: further names that it gets, and what each is.
        parts: the files that it may include, parsed, by their names.
    """
    trees = (tree, *parts.values())
    loops = {
        one.name
        for each in trees
        for loop in each.find_all(nodes.For)
        for one in _names(loop.target)
    }
    walker = _Walker(view, frozenset(extra), frozenset({_LOOP, *loops}), parts)
    walker.body(tree.body, {})
    unknown, outside = dict.fromkeys(walker.unknown), dict.fromkeys(walker.outside)
    return Usage(tuple(walker.uses), tuple(unknown), tuple(outside))


@dataclass
class _Walker:
    """Goes through a syntax tree with the names that are known at each point of it."""

    view: type
    extra: frozenset[str]
    loops: frozenset[str]
    parts: Mapping[str, nodes.Template]
    open_parts: tuple[str, ...] = ()
    uses: list[Use] = field(default_factory=list)
    unknown: list[UnknownName] = field(default_factory=list)
    outside: list[UnknownName] = field(default_factory=list)

    def body(self, body: list[nodes.Node], scope: dict[str, _Ref]) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, _Ref]) -> None:
        match node:
            case nodes.Output():
                for child in node.nodes:
                    self.expression(child, scope, shown=True)
            case nodes.For():
                self._loop(node, scope)
            case nodes.If():
                self.expression(node.test, scope)
                for branch in (node.body, node.elif_, node.else_):
                    self.body(list(branch), scope)
            case nodes.Assign():
                scope.update(_targets(node.target, self.expression(node.node, scope)))
            case nodes.Macro():
                scope[node.name] = _OPAQUE
                self.body(node.body, scope | {one.name: _OPAQUE for one in node.args})
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    inner.update(_targets(target, self.expression(value, scope)))
                self.body(node.body, inner)
            case _:
                self._others(node, scope)

    def _part(self, name: str, scope: dict[str, _Ref]) -> None:
        """Go through an included file, where the names around it are known."""
        if name not in self.open_parts:  # one that includes itself is refused when it is rendered
            around = self.open_parts
            self.open_parts = (*around, name)
            self.body(self.parts[name].body, dict(scope))
            self.open_parts = around

    @property
    def _file(self) -> str:
        return self.open_parts[-1] if self.open_parts else ""

    def _loop(self, node: nodes.For, scope: dict[str, _Ref]) -> None:
        whole = self.expression(node.iter, scope)
        one = _Ref(whole.path, whole.written, whole.view, is_text=whole.is_text)
        # The cells of a row, which is a list within a list, count as the row.
        followed = whole.is_list or whole.view is None
        inner = scope | _targets(node.target, one if followed else _OPAQUE)
        inner[_LOOP] = _OPAQUE
        if node.test is not None:
            self.expression(node.test, inner)
        self.body(list(node.body), inner)
        self.body(list(node.else_), scope)

    def _others(self, node: nodes.Node, scope: dict[str, _Ref]) -> None:
        """Go through any other statement: its expressions and its bodies."""
        match node:
            case nodes.Include(template=nodes.Const(value=str() as name)) if name in self.parts:
                self._part(name, scope if node.with_context else {})
                return
        inner = dict(scope)
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.expression(child, scope)
            else:
                self.statement(child, inner)

    # --- expressions -----------------------------------------------------------

    def expression(self, node: nodes.Node, scope: dict[str, _Ref], *, shown: bool = False) -> _Ref:
        """Give the meaning of an expression, and note the fields in it."""
        match node:
            case nodes.Name(ctx="load"):
                return self._noted(self._name(node, scope), node.lineno, shown=shown)
            case (
                nodes.Getattr(attr=str() as name)
                | nodes.Getitem(arg=nodes.Const(value=str() as name))
            ):
                owner = self.expression(node.node, scope)
                found = self._attribute(owner, name, node.lineno)
                return self._noted(found, node.lineno, shown=shown)
            case nodes.Getitem():
                owner = self.expression(node.node, scope)
                self.expression(node.arg, scope)
                one = _Ref(owner.path, owner.written, owner.view, is_text=owner.is_text)
                return self._noted(one, node.lineno, shown=shown)
            case nodes.Filter():
                return self._filter(node, scope, shown=shown)
            case nodes.CondExpr(test=asked):
                self.expression(asked, scope)
                inner: list[nodes.Node] = [p for p in (node.expr1, node.expr2) if p is not None]
            case _:
                inner = list(node.iter_child_nodes())
                shown = shown and not isinstance(node, nodes.Compare)
        for child in inner:
            self.expression(child, scope, shown=shown)
        return _OPAQUE

    def _name(self, node: nodes.Name, scope: dict[str, _Ref]) -> _Ref:
        name = node.name
        if name in scope:
            return scope[name]
        if name in self.extra or name in _OPAQUE_NAMES:
            return _Ref(name if name in self.extra else "", name, is_text=True)
        found = self._field(self.view, name, "", "")
        if found is None and name in self.loops:
            self.outside.append(UnknownName(name, node.lineno, "", self._file))
            return _OPAQUE
        if found is None:
            known = [*fields_of(self.view), *scope, *self.extra]
            self._missing(name, name, node.lineno, known)
            return _OPAQUE
        return found

    def _attribute(self, owner: _Ref, name: str, line: int) -> _Ref:
        if owner.view is None or owner.is_list:
            known_of = tuple if owner.is_list else str
            if owner.path and (owner.is_list or owner.is_text) and not hasattr(known_of, name):
                self._missing(f"{owner.written}.{name}", name, line, [])
            return _OPAQUE
        found = self._field(owner.view, name, f"{owner.path}.", f"{owner.written}.")
        if found is None:
            self._missing(f"{owner.written}.{name}", name, line, list(fields_of(owner.view)))
            return _OPAQUE
        return found

    def _field(self, view: type, name: str, before: str, written: str) -> _Ref | None:
        info = fields_of(view).get(name)
        if info is None:
            return None
        path = f"{before}{name}{'[]' if info.type.is_list else ''}"
        is_text = info.type.view is None and info.type.words.endswith("text")
        return _Ref(path, f"{written}{name}", info.type.view, info.type.is_list, is_text)

    def _filter(self, node: nodes.Filter, scope: dict[str, _Ref], *, shown: bool) -> _Ref:
        for child in node.iter_child_nodes():
            if child is not node.node:
                self.expression(child, scope)
        if node.node is None:  # the filter of a {% filter %} block
            return _OPAQUE
        inner = self.expression(node.node, scope, shown=shown)
        if node.name in _SAME_LIST:
            return inner
        if node.name in _ONE_OF_IT:
            return _Ref(inner.path, inner.written, inner.view, is_text=inner.is_text)
        return _OPAQUE

    def _noted(self, found: _Ref, line: int, *, shown: bool) -> _Ref:
        if found.path:
            self.uses.append(Use(found.path, line, shown, self._file))
        return found

    def _missing(self, written: str, name: str, line: int, known: list[str]) -> None:
        near = difflib.get_close_matches(name, known, 1)
        self.unknown.append(UnknownName(written, line, near[0] if near else "", self._file))


def _targets(target: nodes.Node, value: _Ref) -> dict[str, _Ref]:
    """Give the names that a loop or an assignment gives to a value."""
    if isinstance(target, nodes.Name):
        written = _Ref(value.path, target.name, value.view, value.is_list, value.is_text)
        return {target.name: written}
    return {one.name: _OPAQUE for one in _names(target)}


def _names(target: nodes.Node) -> list[nodes.Name]:
    """List the names that a loop or an assignment gives."""
    return [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))
