"""Options that several commands share, and those that a query brings with it."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, get_args

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from app.filters import FILTER_HELP
from schema.errors import QueryError
from schema.span import Model

Q = TypeVar("Q", bound=Model)

StoreOption = Annotated[str | None, typer.Option("--store", help="Address of the store; else ONRECORD_STORE.")]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="Attribution model: fast, accurate, or the folder of another one.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, max=64, help="Processes that extract.")]


def read_date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date: write YYYY-MM-DD.") from error


PublishedOption = Annotated[
    dt.date | None, typer.Option(parser=read_date, metavar="YYYY-MM-DD", help="Day of publication.")
]


def with_filters(query: type[Model]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Adds an option for each field of a query to a command that takes them as `**filters`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.kind is not p.VAR_KEYWORD]
        parameters = [*own, *_filter_parameters(query)]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in parameters}
        return command

    return decorate


def _filter_parameters(query: type[Model]) -> Iterator[inspect.Parameter]:
    for name, field in query.model_fields.items():
        yield inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=_option(name, field)
        )


def _option(name: str, field: FieldInfo) -> Any:
    kind = field.annotation
    if isinstance(kind, UnionType):
        (kind,) = [choice for choice in get_args(kind) if choice is not type(None)]
    is_date = kind is dt.date
    option = typer.Option(
        help=FILTER_HELP[name], parser=read_date if is_date else None, metavar="YYYY-MM-DD" if is_date else None
    )
    return Annotated[kind | None if field.default is None else kind, option]  # type: ignore[operator]


def build_query(query: type[Q], filters: dict[str, Any]) -> Q:
    """QueryError names the option whose value cannot be used."""
    try:
        return query(**filters)
    except ValidationError as invalid:
        faults = [f"--{str(error['loc'][0]).replace('_', '-')}: {error['msg']}" for error in invalid.errors()]
        raise QueryError("; ".join(faults)) from None
