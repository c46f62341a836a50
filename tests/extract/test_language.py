"""English passes, whatever names it holds; other languages do not."""

from __future__ import annotations

import pytest

from extract.language import require_english
from schema.errors import UnsupportedLanguage


@pytest.mark.parametrize(
    "text",
    [
        "“Nein,” sagte er.",  # too short to tell
        "MINISTER SAYS NO BOAT WILL LEAVE THE HARBOUR AND THAT THE BAN WOULD HOLD UNTIL FRIDAY FOR ALL OWNERS THERE",
        "Wojciech Brzęczyszczykiewicz and Đặng Thị Hồng met Øystein Ødegård in Łódź, Poland, before Nguyễn Văn Thành, "
        "Jürgen Müßig and Siobhán Ní Bhraonáin flew to Reykjavík, where Guðrún Þórðardóttir said that Çağlar Öztürk "
        "would not come.",
        "Boat ban. Storm near. Owners angry. Quay shut. Marsh firm. Holm hurt. Roof gone. Nets lost. Catch poor. "
        "Prices up. Markets shut.",
    ],
)
def test_english_passes(text: str) -> None:
    require_english(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Die Ministerin sagte am Dienstag, dass kein Boot den Hafen verlassen werde, bevor der Sturm vorüber sei, "
            "und dass die Besitzer zugestimmt hätten.",
            "de",
        ),
        (
            "La ministre a déclaré mardi qu’aucun bateau ne quitterait le port avant la fin de la tempête et que les "
            "propriétaires étaient d’accord avec elle sur ce point.",
            "fr",
        ),
        ("Министр заявила во вторник, что ни одна лодка не выйдет из гавани.", "Latin"),
        ("部长星期二表示，在暴风雨过去之前，任何船只都不会离开港口。", "Latin"),
    ],
)
def test_other_languages_are_refused(text: str, language: str) -> None:
    with pytest.raises(UnsupportedLanguage, match=language):
        require_english(text)
