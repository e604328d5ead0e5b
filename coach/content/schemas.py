"""JSON Schemas of the content files, so that an editor completes and checks what a trainer writes.

They are made from the models, with the words under each field as its description. Where a file may be written in more
ways than the model has (a table of facts beside it), the schema says so.
"""

from __future__ import annotations

import ast
import inspect
import json
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from coach.content.shapes import KINDS, Kind
from coach.domain.assessment import TRIGGER_IDS, Act, Event, FaultId, Verdict
from coach.domain.transcript import CustomerAct

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LOCAL_TIME = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$"
FACTS_FILE = {
    "type": "string",
    "pattern": r"^[^/~].*\.csv$",
    "description": "A table beside this file that holds the facts, or more of them, as in `facts.csv`. Its first "
    "line names the columns, which are the keys of a fact; every other line is one fact.",
}
_WORDS: dict[tuple[str, str], list[str]] = {
    ("Persona", "triggers"): sorted(TRIGGER_IDS),
    ("Persona", "soothers"): sorted(TRIGGER_IDS),
    ("Expectation", "acts"): sorted(Act),
    ("Expectation", "faults"): sorted(FaultId),
    ("Expectation", "events"): sorted(Event),
    ("Expectation", "findings"): sorted(Verdict),
}
"""Values that are words of a list which the model leaves to `coach check`."""
_CUSTOMER_ACTS = (("Style", "sayings"), ("Customer", "lines"))


def schema_name(kind: Kind) -> str:
    """The file name under which a schema is published."""
    return f"{kind}.schema.json"


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file."""
    made = KINDS[kind].model_json_schema(by_alias=True, schema_generator=_ForFiles)
    schema = {"$schema": DIALECT, "title": f"coach {kind}", **made}
    for name, part in (("", schema), *schema.get("$defs", {}).items()):
        _name_the_words(part, name or KINDS[kind].__name__)
    if kind == "scenario":
        schema["properties"]["facts_file"] = FACTS_FILE
        schema["required"].remove("facts")
        schema["anyOf"] = [{"required": ["facts"]}, {"required": ["facts_file"]}]
    return schema


def schema_text(kind: Kind) -> str:
    """The schema as it is published."""
    return json.dumps(schema_of(kind), indent=1, ensure_ascii=False) + "\n"


def _name_the_words(part: dict[str, Any], name: str) -> None:
    fields = part.get("properties", {})
    for (model, key), words in _WORDS.items():
        if model == name:
            inner = "items" if fields[key]["type"] == "array" else "additionalProperties"
            fields[key][inner] = {"enum": words}
    for model, key in _CUSTOMER_ACTS:
        if model == name:
            fields[key]["propertyNames"] = {"enum": sorted(CustomerAct)}


class _ForFiles(GenerateJsonSchema):
    """Without made-up titles and without null: a key that has nothing to say is left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default") in (None, [], {}) and not isinstance(made.get("default"), bool):
            made.pop("default", None)
        return made

    def datetime_schema(self, schema: Any) -> JsonSchemaValue:
        return {"type": "string", "pattern": LOCAL_TIME}

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        made.pop("title", None)
        if "description" in made:
            made["description"] = " ".join(made["description"].split())
        for name, field in model.model_fields.items():
            said = _words_under(model, name)
            if said:
                made["properties"][field.alias or name]["description"] = said
        return made


def _words_under(model: type[BaseModel], name: str) -> str:
    """The string under a field, wherever in the model's ancestry it stands."""
    owner = next(one for one in model.__mro__ if name in inspect.get_annotations(one))
    return _strings_of(owner.__module__).get((owner.__name__, name), "")


@cache
def _strings_of(module: str) -> dict[tuple[str, str], str]:
    package, _, name = module.rpartition(".")
    tree = ast.parse((files(package) / f"{name}.py").read_text(encoding="utf-8"))
    found = {}
    for part in tree.body:
        if isinstance(part, ast.ClassDef):
            for field, said in zip(part.body, part.body[1:], strict=False):
                words = _string(said)
                if words and isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    found[(part.name, field.target.id)] = " ".join(words.split())
    return found


def _string(statement: ast.stmt) -> str:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
