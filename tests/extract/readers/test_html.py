"""HTML pages, all invented: the article's text, its headline, and when it was published, or that nobody says."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.readers import ReadOptions, read_bytes
from schema.article import Article
from schema.errors import NoArticleFound

BODY = """
<p>The minister of fisheries said on Tuesday that no boat would leave the harbour of Port Alder before the storm
had passed, and that the owners had agreed to it.</p>
<p>“We will not risk a single life,” Oona Marsh said, adding that the ban would hold until Friday at least.</p>
<p>Fishermen at the quay told a reporter they had expected it, and that the season was lost in any case, ban or not.</p>
"""
DAY = dt.date(2018, 9, 4)


def page(*, head: str = "", header: str = "", aside: str = "", footer: str = "") -> str:
    return f"""<!doctype html><html><head><title>No boat to leave | Harbour Post</title>{head}</head><body>
    <nav><a href="/">Home</a> <a href="/w">World</a></nav>
    <main><article><h1>No boat to leave</h1>{header}{BODY}</article></main>
    <aside class="sidebar">{aside}</aside><footer>{footer}</footer></body></html>"""


def read(html: str, *, url: str | None = None, content_type: str = "text/html") -> Article:
    (result,) = read_bytes(html.encode(), source="page", content_type=content_type, options=ReadOptions(url=url))
    assert result.error is None, result.error
    assert result.article is not None
    return result.article


def json_ld(fields: str, kind: str = "NewsArticle") -> str:
    return (
        f'<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "{kind}", {fields}}}</script>'
    )


META = '<meta property="article:published_time" content="{}">'
GRAPH = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, '
    '{"@type": "Article", "datePublished": "2018-09-04"}]}</script>'
)
TWO_TIMES = (
    'Updated <time datetime="2018-09-20">20 September</time>, published <time datetime="2018-09-04">4 September</time>'
)
MODIFIED = '<meta property="article:modified_time" content="2018-09-20T08:00:00Z">'


@pytest.mark.parametrize(
    ("html", "published", "basis"),
    [
        (page(head=json_ld('"datePublished": "2018-09-04", "dateModified": "2018-09-20"')), DAY, "jsonld"),
        (page(head=json_ld('"datePublished": "2018-09-04T23:30:00-04:00"')), DAY, "jsonld"),
        (page(head=GRAPH), DAY, "jsonld"),
        (page(head=META.format("2018-09-04T10:00:00+02:00") + MODIFIED), DAY, "meta"),
        (page(head='<meta name="pubdate" content="September 4, 2018">'), DAY, "meta"),
        (page(head='<link rel="canonical" href="https://post.example/2018/09/04/boats">'), DAY, "url"),
        (page(head='<link rel="canonical" href="https://post.example/news/20180904-boats.html">'), DAY, "url"),
        (page(header='<p class="byline">By Tomas Brandt, 4 September 2018</p>'), DAY, "page_text"),
        (page(header="<h2>Storm nears the coast</h2><span>Tuesday, 4 September 2018</span>"), DAY, "page_text"),
        (page(header='<time datetime="2018-09-04T08:00">Tuesday</time>'), DAY, "page_text"),
        (page(header="<span>Published: Sept. 4, 2018</span> <span>Updated: Sept. 20, 2018</span>"), DAY, "page_text"),
        (page(header="<p>Published Sept. 4, 2018 | Updated Sept. 20, 2018</p>"), DAY, "page_text"),
        (page(header=TWO_TIMES), DAY, "page_text"),
    ],
)  # fmt: skip
def test_publication_date_has_its_basis(html: str, published: dt.date, basis: str) -> None:
    article = read(html)
    assert (article.published, article.published_basis, article.published_candidates) == (published, basis, ())


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(head=MODIFIED),
        page(head=json_ld('"dateModified": "2018-09-20"')),
        page(head='<meta property="og:updated_time" content="2018-09-20">'),
        page(head='<meta http-equiv="last-modified" content="2018-09-20">'),
        page(header='<p class="updated">20 September 2018</p>'),
        page(header='<p>Updated: <time datetime="2018-09-20">20 September 2018</time></p>'),
        page(header='<span>Updated:</span> <span>20 September 2018</span>'),
        page(header="<p>The law was passed on 3 May 2010.</p>"),
        page(header='<p>Last updated on 20 September 2018</p>'),
        page(aside="<h3>Latest</h3><p>4 September 2018</p><time datetime='2018-09-04'>4 September 2018</time>"),
        page(header='<div class="related">Storm nears <time datetime="2018-09-01">1 September 2018</time></div>'),
        page(footer="© 2018 Harbour Post, 4 September 2018"),
        page(head='<link rel="canonical" href="https://post.example/2018/09/boats-1234567890">'),
        page(head=json_ld('"datePublished": "2018-02-31"')),
        page(head=json_ld('"datePublished": "04/09/2018"')),
        page(head=json_ld('"itemListElement": [{"@type": "NewsArticle", "datePublished": "2018-09-01"}]', "ItemList")),
        page(head='<script type="application/ld+json">{not json</script>'),
    ],
)  # fmt: skip
def test_no_date_is_taken_from_updates_sidebars_or_footers(html: str) -> None:
    article = read(html)
    assert (article.published, article.published_basis) == (None, None)


def test_conflicting_dates_are_listed_and_none_is_used() -> None:
    article = read(page(head=json_ld('"datePublished": "2018-09-04"') + META.format("2018-09-09")))
    assert article.published is None
    assert [(one.value.day, one.basis) for one in article.published_candidates] == [(4, "jsonld"), (9, "meta")]


def test_dates_a_day_apart_are_no_conflict() -> None:
    article = read(page(head=json_ld('"datePublished": "2018-09-05T02:00:00Z"'), header="<p>4 September 2018</p>"))
    assert (article.published, article.published_basis) == (dt.date(2018, 9, 5), "jsonld")


def test_time_keeps_its_offset_and_the_day_is_not_converted() -> None:
    article = read(page(head=META.format("2018-09-04T23:30:00-04:00")))
    assert article.published == DAY
    assert article.published_at == dt.datetime(2018, 9, 4, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-4)))


def test_headline_comes_first_and_once_and_paragraphs_have_blank_lines_between() -> None:
    paragraphs = read(page()).text.split("\n\n")
    assert paragraphs[0] == "No boat to leave"
    assert paragraphs[1].startswith("The minister of fisheries")
    assert "\n" not in paragraphs[1]
    assert len(paragraphs) == 4


def test_headline_outside_the_article_is_put_first() -> None:
    html = (
        f'<html><head><meta property="og:title" content="No boat to leave"></head><body><div>{BODY}</div></body></html>'
    )
    assert read(html).text.startswith("No boat to leave\n\nThe minister of fisheries")


def test_metadata_of_the_page() -> None:
    head = json_ld(
        '"headline": "No boat to leave", "author": [{"name": "Tomas Brandt"}, {"name": "Ida Holm"}], '
        '"publisher": {"name": "Harbour Post"}'
    )
    article = read(page(head=head + '<link rel="canonical" href="https://post.example/boats?utm_source=x">'))
    assert (article.title, article.authors, article.publisher) == (
        "No boat to leave",
        ("Tomas Brandt", "Ida Holm"),
        "Harbour Post",
    )
    assert article.url == "https://post.example/boats?utm_source=x"
    assert article.original_sha256 is not None


def test_tracking_parameters_do_not_change_the_id() -> None:
    urls = [
        "https://post.example/boats",
        "http://post.example/boats/?utm_source=feed&fbclid=1#top",
        "https://POST.example/boats",
    ]
    assert len({read(page(), url=url).id for url in urls}) == 1
    assert read(page(), url="https://post.example/boats?id=2").id != read(page(), url=urls[0]).id


def test_canonical_address_of_another_site_is_not_believed() -> None:
    article = read(
        page(head='<link rel="canonical" href="https://agency.example/boats">'), url="https://post.test/boats"
    )
    assert article.url == "https://post.test/boats"


@pytest.mark.parametrize("address", ["http://[", "javascript:alert(1)", "", "http://"])
def test_broken_canonical_address_is_passed_over(address: str) -> None:
    assert read(page(head=f"<link rel='canonical' href='{address}'>")).url is None


def test_declared_charset_is_used() -> None:
    html = '<html><meta charset="iso-8859-2"><body><h1>Boats</h1><p>Řehoř said no boat would go.</p></body></html>'
    (result,) = read_bytes(html.encode("iso-8859-2"), source="page")
    assert result.article is not None
    assert "Řehoř said" in result.article.text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><nav><a href='/a'>Home</a> <a href='/b'>World news</a></nav></body></html>",
        "<html><head><title>Post</title></head><body><a href='/x'>No boat to leave the harbour</a></body></html>",
        "<html></html>",
        "<html><body><p>We use cookies to improve your experience on this site.</p></body></html>",
        "<div>" * 50_000,
    ],
)
def test_page_without_an_article_is_refused(html: str) -> None:
    (result,) = read_bytes(html.encode(), source="page", content_type="text/html")
    assert isinstance(result.error, NoArticleFound)


def test_one_sentence_is_an_article() -> None:
    assert "Marsh said" in read("<p>“No boat will leave the harbour,” Oona Marsh said on Monday.</p>").text
