"""Run every layout in one Jinja environment: sandboxed, strict, closed, bounded.

Sandboxed: a layout cannot reach Python's internals. Strict: a name that does not exist is an
error and not an empty string. Closed: only the given loader finds files, those of the set. Bounded:
every turn of a loop, every call and every text is counted (:mod:`s55.templating.limits`), and only
the filters, tests and methods of :mod:`s55.templating.vocabulary` exist.

A layout is compiled once: a batch of documents uses the same few layouts again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from s55.templating.limits import (
    Meter,
    power,
    product,
    remainder,
    short_range,
    size_of,
    total,
    words_of,
)
from s55.templating.vocabulary import filters, may_reach, tests

_GLOBALS = ("namespace", "cycler", "joiner")
_NAME_AND_FILE = 2
"""The arguments that Jinja gives besides the text of a layout: its name and its file."""
_MOST_LEVELS = 150
"""Of a syntax tree: more than Python compiles, and fewer than it can go down by recursion."""
_TOO_DEEP = "it is nested too deep"
_MOST_KEPT = 64
"""Layouts whose code is kept: those of a dozen template sets, with headers and footers."""
_KEPT: dict[tuple[Any, ...], CodeType] = {}
"""The code of layouts, by all that it depends on: their text, and the words that they can use."""
_MOST_ASKED = 5_000
"""Names of attributes of a type that are kept: the layouts of all standard sets have some 500."""
_SAFE: dict[tuple[type, str], bool] = {}
"""Whether a layout may reach an attribute of values of a type."""


class _Layout(Template):
    """A template that resets the meter each time it is rendered."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Fill in the template."""
        self.environment.meter.reset()  # type: ignore[attr-defined]  # always a LayoutEnvironment
        return super().render(*args, **kwargs)


class LayoutEnvironment(ImmutableSandboxedEnvironment):
    """The environment of layouts, which :func:`layout_environment` makes.

    Attributes:
        meter: counts what the layouts do.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    template_class = _Layout

    def __init__(self, **options: Any) -> None:
        self.meter = Meter()
        super().__init__(**options)
        self.concat = self.meter.joined  # type: ignore[method-assign]  # an attribute there
        self.filters = dict[str, Any](filters(self.meter))
        self.tests = dict[str, Any](tests(self.meter))
        self.globals = {name: self.globals[name] for name in _GLOBALS} | {"range": short_range}

    # --- what the sandbox asks --------------------------------------------------

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a layout may reach ``obj.attr``.

        That depends on the type of a value alone, and is asked for every cell of a list.
        """
        asked = type(obj), attr
        if (safe := _SAFE.get(asked)) is None:
            safe = super().is_safe_attribute(obj, attr, value) and may_reach(obj, attr)
            if len(_SAFE) >= _MOST_ASKED:
                _SAFE.clear()
            _SAFE[asked] = safe
        return safe

    def wrap_str_format(self, value: Any) -> None:
        """Leave ``format`` alone: it is not among the methods that a layout can use."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Apply an operator, unless its result would be too large."""
        self.meter.step()
        match operator:
            case "+":
                total(left, right, self.meter)
            case "*":
                product(left, right, self.meter)
            case "**":
                power(left, right)
            case _:
                remainder(left)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 (as Jinja has it, so that a layout can name arguments as it likes)
        """Make a call, and count it."""
        __self.meter.step()
        made = super().call(__context, __obj, *args, **kwargs)
        __self.meter.weigh(made)
        return made

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Get a value of a list, or a part of it, and count it."""
        if isinstance(argument, slice):
            self.meter.weigh(obj)
        return super().getitem(obj, argument)

    # --- what the compiled layout calls -------------------------------------------

    def step(self) -> None:
        """Count a turn of a loop, a macro or a file."""
        self.meter.step()

    def weighed(self, value: Any) -> Any:
        """Count a value that is about to be compared."""
        self.meter.weigh(value)
        return value

    def listed(self, value: Any) -> Any:
        """Count a list that a layout writes."""
        self.meter.step(size_of(value))
        return value

    def strung(self, *values: Any) -> str:
        """Count values that are put together with ~."""
        words = [words_of(value) for value in values]
        self.meter.text(sum(len(str(word)) for word in words))
        if self.autoescape or any(hasattr(word, "__html__") for word in words):
            return Markup("").join(words)
        return "".join(map(str, words))

    # --- the layout as a program ---------------------------------------------------

    def parse(
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> nodes.Template:
        """Give the syntax tree of a layout, for those who walk through it.

        Raises:
            TemplateSyntaxError: also when the layout is nested too deep for that.
        """
        try:
            tree = super().parse(source, name, filename)
        except RecursionError:
            raise TemplateSyntaxError(_TOO_DEEP, 1) from None
        if _is_deep(tree):
            raise TemplateSyntaxError(_TOO_DEEP, 1)
        return tree

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Compile a layout to Python code; the code of a text is kept.

        Raises:
            TemplateSyntaxError: also when the layout is nested too deep for Python.
        """
        if not isinstance(source, str) or kwargs or len(args) > _NAME_AND_FILE:
            return self._compiled(source, *args, **kwargs)
        key = (source, args, self.autoescape, frozenset(self.filters))
        code = _KEPT.get(key)
        if code is None:
            code = self._compiled(source, *args)
            if len(_KEPT) >= _MOST_KEPT:
                _KEPT.clear()
            _KEPT[key] = code
        return code

    def _compiled(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().compile(source, *args, **kwargs)
        except (SyntaxError, RecursionError, MemoryError):
            raise TemplateSyntaxError(_TOO_DEEP, 1) from None

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_Counting(self).visit(source), *args, **kwargs)


def _is_deep(tree: nodes.Template) -> bool:
    """Whether a tree has more levels than walks through it can go down."""
    level: list[nodes.Node] = [tree]
    for _ in range(_MOST_LEVELS):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return False
    return True


class _Counting(NodeTransformer):
    """Adds counting to a layout: to its loops, lists, comparisons and joined texts."""

    def __init__(self, environment: LayoutEnvironment) -> None:
        self._environment = environment

    def _call(self, name: str, node: nodes.Node, values: list[nodes.Expr]) -> nodes.Call:
        asked = nodes.EnvironmentAttribute(name)
        made = nodes.Call(asked, values, [], None, None)
        return made.set_lineno(node.lineno).set_environment(self._environment)  # type: ignore[return-value]  # it is the same node

    def _counted_body(self, node: nodes.Node) -> nodes.Node:
        self.generic_visit(node)
        step = nodes.ExprStmt(self._call("step", node, []), lineno=node.lineno)
        node.body.insert(0, step)  # type: ignore[attr-defined]  # each of them has a body
        return node

    visit_Template = visit_For = visit_Macro = visit_CallBlock = visit_Block = _counted_body  # noqa: N815 (as Jinja asks)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (as Jinja asks)
        """Count words that are put together with ~."""
        self.generic_visit(node)
        return self._call("strung", node, node.nodes)

    def _listed(self, node: Any) -> nodes.Node:
        self.generic_visit(node)
        if getattr(node, "ctx", "load") != "load":
            return node  # type: ignore[no-any-return]  # names that are given values
        return self._call("listed", node, [node])

    visit_List = visit_Tuple = visit_Dict = _listed  # noqa: N815 (as Jinja asks)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 (as Jinja asks)
        """Count a comparison, which takes long for long texts and lists."""
        self.generic_visit(node)
        holders: list[Any] = [node, *node.ops]
        for holder in holders:
            if not isinstance(holder.expr, nodes.Const):
                holder.expr = self._call("weighed", node, [holder.expr])
        return node

    def _files(self, node: nodes.Node) -> nodes.Node:
        """Leave names of files as they are: Jinja looks at them when it compiles."""
        return node

    visit_Include = visit_Import = visit_FromImport = visit_Extends = _files  # noqa: N815 (as Jinja asks)

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:  # noqa: N802 (as Jinja asks)
        """Refuse ``autoescape``."""
        raise SecurityError("it turns off what makes text safe ('autoescape')")

    visit_EvalContextModifier = visit_ScopedEvalContextModifier  # noqa: N815 (as Jinja asks)


def layout_environment(
    finalize: Callable[[Any], Any],
    *,
    autoescape: bool,
    loader: BaseLoader | None = None,
) -> LayoutEnvironment:
    """Make an environment for layouts.

    Args:
        finalize: turns what a tag puts out (a field or a string) into what the format needs.
        autoescape: whether plain strings are escaped as HTML.
        loader: where layouts include from; None where they cannot.
    """

    @pass_context
    def finalized(_: Context, value: Any) -> Any:
        return words_of(finalize(value))

    return LayoutEnvironment(
        finalize=finalized,
        # Nothing is worked out beforehand, neither here nor by what asks for the context: so the
        # code of a layout is the same for every document, and holds nothing of an earlier one.
        optimized=False,
        autoescape=autoescape,
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
