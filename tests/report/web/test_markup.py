from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.report.web.markup import coordinate, element, say, words


def test_a_text_is_no_markup_and_has_no_control_characters() -> None:
    assert "&lt;b&gt; &amp; &quot;x&quot; &#x27;y&#x27; \\x1b[31m\\n\\x00 é 日" == say(
        "<b> & \"x\" 'y' \x1b[31m\n\0 é 日"
    )


def test_an_element_has_its_attributes_escaped_and_what_it_holds_as_it_is() -> None:
    assert '<td class="a" aria-label="&quot;&lt;" viewBox="0 0 1 1" x="1.5"><b/></td>' == element(
        "td", "<b/>", class_="a", aria_label='"<', viewBox="0 0 1 1", x=Decimal("1.46"), scope=None
    )


def test_an_element_of_nothing_closes_itself_and_one_of_no_words_does_not() -> None:
    assert ("<meta/>", "<td></td>", "<p>&lt;</p>") == (element("meta"), words("td", ""), words("p", "<"))


@pytest.mark.parametrize(
    ("value", "told"), [(Decimal("1.25"), "1.2"), (Decimal(3), "3"), (7, "7"), (Decimal("-0.01"), "0")]
)
def test_a_coordinate_has_one_decimal_at_most(value: Decimal | int, told: str) -> None:
    assert told == coordinate(value)
