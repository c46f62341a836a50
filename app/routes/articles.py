"""Articles: sent in, listed, looked at, deleted."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from app.answers import ArticlePage, ReadArticle, read_article
from app.deps import Services, ServicesDep, StoreDep
from app.routes.actors import narrow
from app.routes.conventions import link_next, problems
from app.routes.statements import StatementFilters
from app.uploads import UPLOAD_BODY, Upload, UploadOptions, read_article_upload, read_upload
from schema.article import Article
from schema.errors import NotFound
from schema.query import ArticleQuery, StatementPage
from schema.statement import Record

router = APIRouter(tags=["articles"])

UploadDep = Annotated[Upload, Depends(read_upload)]
OptionsDep = Annotated[UploadOptions, Query()]
UPLOAD_PROBLEMS = problems(403, 413, 415, 421, 422, 503)
_CREATED: dict[int | str, dict[str, Any]] = {
    200: {"description": "The article was there already: unchanged, or replaced by this revision."},
    201: {"description": "The article is new.", "model": ReadArticle},
}


@router.post(
    "/articles",
    operation_id="postArticle",
    responses={**_CREATED, **problems(409), **UPLOAD_PROBLEMS},
    openapi_extra=UPLOAD_BODY,
)
def post_article(upload: UploadDep, options: OptionsDep, services: ServicesDep, response: Response) -> ReadArticle:
    """Reads an article, stores it with its statements, and answers with both.

    The same article again changes nothing; another text of the same article (same address, or same publisher and id)
    replaces what was there and says so in `replaced`.
    """
    article = read_article_upload(upload, options)
    before = find_article(services, article.id)
    (saved,) = services.store.save([services.extract(article)])
    response.status_code = 201 if saved.status == "new" else 200
    if saved.status == "new":
        response.headers["Location"] = f"/v1/articles/{saved.article_id}"
    return read_article(services.store.get_record(saved.article_id), saved.status, before)


@router.post("/extract", operation_id="extractArticle", responses=UPLOAD_PROBLEMS, openapi_extra=UPLOAD_BODY)
def extract_article(upload: UploadDep, options: OptionsDep, services: ServicesDep) -> ReadArticle:
    """Reads an article and answers with its statements; nothing is stored."""
    record = services.extract(read_article_upload(upload, options))
    return read_article(record, "extracted", None)


@router.get("/articles", operation_id="listArticles", responses=problems(421, 422, 503))
def list_articles(
    query: Annotated[ArticleQuery, Query()], request: Request, response: Response, store: StoreDep
) -> ArticlePage:
    """Articles without their texts, newest first."""
    found = store.find_articles(query)
    link_next(request, response, found)
    return ArticlePage(items=found.items, next_cursor=found.next_cursor, coverage=store.count())


@router.get("/articles/{article_id}", operation_id="getArticle", responses=problems(404, 421, 422, 503))
def get_article(article_id: str, store: StoreDep) -> Record:
    """The record: the article with its text, and all its statements in order of the text."""
    return store.get_record(article_id)


@router.get(
    "/articles/{article_id}/statements", operation_id="listArticleStatements", responses=problems(404, 421, 422, 503)
)
def list_article_statements(
    article_id: str, query: StatementFilters, request: Request, response: Response, store: StoreDep
) -> StatementPage:
    """The article's statements as lists give them. Takes the filters of `/v1/statements`."""
    store.get_record(article_id)
    page = store.find_statements(narrow(query, article_id=article_id))
    link_next(request, response, page)
    return page


@router.delete(
    "/articles/{article_id}", operation_id="deleteArticle", status_code=204, responses=problems(403, 404, 421, 422, 503)
)
def delete_article(article_id: str, store: StoreDep) -> None:
    """Deletes the article with its statements, and the actors and publishers that nothing else names."""
    store.delete_article(article_id)


def find_article(services: Services, article_id: str) -> Article | None:
    try:
        return services.store.get_record(article_id).article
    except NotFound:
        return None
