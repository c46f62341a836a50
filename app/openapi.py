"""The API's own description: parameters with their help and without null, problems, bodies, examples."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.filters import FILTER_HELP
from app.problems import Problem
from app.uploads import ArticleUpload

REF = "#/components/schemas/{model}"


def describe(app: FastAPI) -> None:
    """Makes `/openapi.json` say what FastAPI cannot know by itself."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _describe(app: FastAPI) -> dict[str, Any]:
    description = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
    schemas = description["components"]["schemas"]
    for model in (Problem, ArticleUpload):
        schema = model.model_json_schema(ref_template=REF)
        schemas.update(schema.pop("$defs", {}))
        schemas[model.__name__] = schema
    for operations in description["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                _describe_parameter(parameter)
    return description


def _describe_parameter(parameter: dict[str, Any]) -> None:
    """A parameter that is not given is left out, never "null" or empty."""
    schema = parameter["schema"]
    choices = [choice for choice in schema.pop("anyOf", ()) if choice.get("type") != "null"]
    if len(choices) == 1:
        schema.update(choices[0])
    schema.pop("title", None)
    if schema.get("default", 0) is None:
        del schema["default"]
    if schema.get("type") == "string" and not {"enum", "format"} & schema.keys():
        schema["minLength"] = 1
    if parameter["in"] == "query" and parameter["name"] in FILTER_HELP:
        parameter["description"] = FILTER_HELP[parameter["name"]]
