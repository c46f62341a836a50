"""What a page of plain text says about itself, and what it does not."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.readers.plain import PageHeader, find_page_header

BODY = (
    "The minister of fisheries said on Tuesday that no boat would leave the harbour of Port Alder before the storm "
    "had passed, and that the owners had agreed.\n\n“No,” Marsh said on 1 May 2019 to the Daily News."
)
DAY = dt.date(2018, 9, 4)


@pytest.mark.parametrize(
    ("page", "header"),
    [
        (f"No boat to leave\n\n{BODY}", PageHeader("No boat to leave")),
        (BODY, PageHeader()),
        (f"The ban holds.\n\n{BODY}", PageHeader()),
        (
            f"\n\nWill the minister let the boats of Port Alder leave before the storm is over?\n\n"
            f"By [Tomas Brandt](#)\n\n"
            f"Harbour Research, September 04, 2018\n\nTheme: [Fishing](#)\n\n{BODY}",
            PageHeader(
                "Will the minister let the boats of Port Alder leave before the storm is over?",
                ("Tomas Brandt",),
                "Harbour Research",
                (DAY,),
            ),
        ),
        (
            f"# No boat to leave\n\nBy Tomas Brandt, Ida Holm and Lars de Vries\n\nTuesday, 4 September 2018\n\n{BODY}",
            PageHeader("No boat to leave", ("Tomas Brandt", "Ida Holm", "Lars de Vries"), None, (DAY,)),
        ),
        (
            f"No boat to leave\n\nBy Tomas Brandt, Harbour Post\n\n"
            f"Published: Sept. 4, 2018 | Updated: Sept. 9, 2018\n\n{BODY}",
            PageHeader("No boat to leave", ("Tomas Brandt",), None, (DAY,)),
        ),
        (
            f"No boat to leave\n\n{BODY}\n\nCopyright © Tomas Brandt, The Alder Quay, 2018",
            PageHeader("No boat to leave", (), "The Alder Quay"),
        ),
        (
            f"Port Alder Post\n\nNo boat to leave\n\n{BODY}\n\n© 2018 Port Alder Post. All rights reserved.",
            PageHeader("No boat to leave", (), "Port Alder Post"),
        ),
        (
            "No boat to leave\n\nPORT ALDER, Sept. 4, 2018 – The minister said that no boat would leave the harbour "
            "of the town before Friday and that all had agreed.",
            PageHeader("No boat to leave", (), None, (DAY,)),
        ),
        (f"No boat to leave\n\nLondon, September 4, 2018\n\n{BODY}", PageHeader("No boat to leave", (), None, (DAY,))),
        (f"No boat to leave\n\nUpdated September 4, 2018\n\n{BODY}", PageHeader("No boat to leave")),
        (f"No boat to leave\n\n04/09/2018\n\n{BODY}", PageHeader("No boat to leave")),
        (f"No boat to leave\n\n31 February 2018\n\n{BODY}", PageHeader("No boat to leave")),
        (f"Oona Marsh\n\nMarsh (born September 4, 2018) is a politician.\n\n{BODY}", PageHeader("Oona Marsh")),
        (f"FOR IMMEDIATE RELEASE\n\nNo boat to leave\n\n{BODY}", PageHeader("No boat to leave")),
        (
            f"HARBOUR POST                 Page 1\n\nNo boat to leave\n\nHarbour Post, 4 September 2018\n\n{BODY}",
            PageHeader("No boat to leave", (), "Harbour Post", (DAY,)),
        ),
        (f"By the numbers\n\n{BODY}", PageHeader("By the numbers")),
    ],
)
def test_header_and_footer_are_read_where_they_stand(page: str, header: PageHeader) -> None:
    assert find_page_header(page) == header
