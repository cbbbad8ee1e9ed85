"""YAML becomes plain data, read strictly: names are text and stand once, no aliases, no tags, sixty levels.

An alias makes a file of a page into a tree without end, and PyYAML raises errors of any kind for a tag whose value is
none of its own ("!!int ''"). Nobody who writes a file of settings needs either.
"""

from __future__ import annotations

from typing import Any, NoReturn

import yaml

#: As deep as JSON may be.
DEEPEST = 60
_NAME_TAG = "tag:yaml.org,2002:str"


def read_yaml(text: str) -> Any:
    """The data of one document. Raises yaml.YAMLError, with the place of what is wrong, or ValueError for an odd figure."""
    try:
        _refuse_rare(text)
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader that takes less
    except ArithmeticError as error:
        # Figures and days beyond what Python can hold.
        raise ValueError from error


def _refuse_rare(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            _refuse("an alias is not taken", event)
        if getattr(event, "tag", None) is not None:
            _refuse("a tag is not taken", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            _refuse(f"nested deeper than {DEEPEST} levels", event)


class _StrictLoader(yaml.CSafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = set()
        for name, _ in node.value:
            if name.tag != _NAME_TAG:
                _refuse("a name is no text", name)
            if name.value in names:
                _refuse("a name stands twice", name)
            names.add(name.value)
        return super().construct_mapping(node, deep)


def _refuse(what: str, at: Any) -> NoReturn:
    raise yaml.composer.ComposerError(None, None, what, at.start_mark)
