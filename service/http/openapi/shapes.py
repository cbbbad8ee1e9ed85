"""What schemas of JSON are made of: a record, a text, a list, a reference."""

from __future__ import annotations

from typing import Any

Shape = dict[str, Any]


def record(properties: Shape, required: str = "", **more: Any) -> Shape:
    return {"type": "object", "properties": properties, "required": required.split(), **more}


def text(description: str, **more: Any) -> Shape:
    return {"type": "string", "description": description, **more}


def listed(name: str, description: str = "") -> Shape:
    return {"type": "array", "description": description, "items": ref("schemas", name)}


def ref(section: str, name: str) -> Shape:
    return {"$ref": f"#/components/{section}/{name}"}


POINTER = text(
    "JSON Pointer (RFC 6901) tới chỗ nói đến; “” là cả dữ liệu.",
    pattern="^(?:/(?:[^/~]|~[01])*)*$",
    examples=["/awards/0/individuals/2/full_name"],
)
