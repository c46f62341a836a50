"""Pages for people: start, article, actor, quote. They show what the API answers, with links to the sentences."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from app.deps import StoreDep
from app.pages.chains import find_days, find_ways
from app.pages.marking import mark_text
from app.pages.rendering import HEADERS, STATIC, render
from app.pages.searching import Found, list_quotes, search
from app.pages.wordings import cut_base, cut_other
from app.routes.redirects import Moved, follow_path
from schema.errors import OnrecordError
from schema.query import ArticleQuery, StatementQuery
from schema.quote import Quote, QuoteQuery

ON_START = 8
"""Articles and quotes on the start page."""
files = StaticFiles(directory=STATIC)


class PageRoute(APIRoute):
    """Says in a page, too, what is wrong."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def answer_with_page(request: Request) -> Response:
            try:
                return await answer(request)
            except Moved as moved:
                return Response(status_code=moved.status, headers={**HEADERS, **(moved.headers or {})})
            except OnrecordError as error:
                return render("problem.html", status=error.status, reason=error.explanation)
            except RequestValidationError:
                reason = "The address has a part that cannot be used."
                return render("problem.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, reason=reason)

        return answer_with_page


router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, route_class=PageRoute)


@router.get("/")
def show_start(store: StoreDep, q: Annotated[str, Query(max_length=5000)] = "") -> HTMLResponse:
    asked = " ".join(q.replace("\0", " ").split())
    found = search(store, asked) if asked else Found()
    articles = () if asked else store.find_articles(ArticleQuery(limit=ON_START)).items
    quotes = () if asked else list_quotes(store, QuoteQuery(limit=ON_START))
    return render("start.html", asked=asked, found=found, articles=articles, quotes=quotes, coverage=store.count())


@router.get("/articles/{article_id}")
def show_article(article_id: str, store: StoreDep) -> HTMLResponse:
    record = store.get_record(article_id)
    quotes = {one.id: store.find_quotes_of(one.id) for one in record.statements if one.quoted}
    paragraphs = mark_text(record)
    return render(
        "article.html", article=record.article, statements=record.statements, paragraphs=paragraphs, quotes=quotes
    )


@router.get("/actors/{actor_id}", dependencies=[Depends(follow_path)])
def show_actor(
    actor_id: str, store: StoreDep, view: Literal["said", "about"] = "said", cursor: str | None = None
) -> HTMLResponse:
    """What the actor said, or what is said about it."""
    actor = store.get_actor(actor_id)
    said = StatementQuery(speaker_id=actor.id, cursor=cursor)
    about = StatementQuery(about_id=actor.id, cursor=cursor)
    page = store.find_statements(said if view == "said" else about)
    return render("actor.html", actor=actor, view=view, page=page, is_first=cursor is None)


@router.get("/quotes/{quote_id}")
def show_quote(quote_id: str, store: StoreDep) -> HTMLResponse:
    quote = store.get_quote(quote_id)
    if quote.id != quote_id:
        raise Moved(f"/quotes/{quote.id}", what="quote")
    return render(
        "quote.html",
        quote=quote,
        days=find_days(quote.seen),
        ways=find_ways(quote.seen),
        wordings=_number_wordings(quote),
        sentences={one.statement: store.get_statement(one.statement) for one in quote.seen},
        cut_base=cut_base,
        cut_other=cut_other,
        coverage=store.count(),
    )


def _number_wordings(quote: Quote) -> dict[str, int]:
    """By the ids of occurrences."""
    return {one: number for number, variant in enumerate(quote.variants, 1) for one in variant.occurrences}
