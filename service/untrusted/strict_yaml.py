"""YAML becomes plain data, read strictly: names are text and stand once, no aliases, no tags, sixty levels.

An alias makes a file of a page into a tree without end, and PyYAML raises errors of any kind for a tag whose value is
none of its own ("!!int ''"). Nobody who writes a file of settings needs either.
"""

from __future__ import annotations

from typing import Any

import yaml

#: As deep as JSON may be.
DEEPEST = 60
_NAME_TAG = "tag:yaml.org,2002:str"


def read_yaml(text: str) -> Any:
    """The data of one document. Raises yaml.YAMLError, with the place of what is wrong, or ValueError for an odd figure."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader that takes less
    except ArithmeticError as error:
        # Figures and days beyond what Python can hold.
        raise ValueError from error


class _StrictLoader(yaml.SafeLoader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            self._refuse("an alias is not taken", event)
        if getattr(event, "tag", None) is not None:
            self._refuse("a tag is not taken", event)
        if self._depth >= DEEPEST:
            self._refuse(f"nested deeper than {DEEPEST} levels", event)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = set()
        for name, _ in node.value:
            if name.tag != _NAME_TAG:
                self._refuse("a name is no text", name)
            if name.value in names:
                self._refuse("a name stands twice", name)
            names.add(name.value)
        return super().construct_mapping(node, deep)

    def _refuse(self, what: str, at: Any) -> None:
        raise yaml.composer.ComposerError(None, None, what, at.start_mark)
