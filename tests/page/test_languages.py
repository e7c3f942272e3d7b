"""Which language a text is in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reportedly.page.languages import language_of, primary


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said that at least eight people were killed and three hundred were hurt.", "en"),
        ("Министерство сообщило, что погибли по меньшей мере восемь человек, ещё триста ранены.", "ru"),
        ("Міністерство повідомило, що загинули щонайменше вісім людей, ще триста поранені.", "uk"),
        (
            "Das Ministerium sagte, dass mindestens acht Menschen getötet und dreihundert verletzt wurden.",
            "de",
        ),
        ("قالت الوزارة إن ثمانية أشخاص على الأقل قتلوا وأصيب ثلاثمائة آخرون في الاحتجاجات.", "ar"),
    ],
)
def test_the_text_tells(text: str, language: str) -> None:
    assert language_of(text, "fr") == language


def test_a_short_text_does_not() -> None:
    assert language_of("Eight dead", "ru-RU") == "ru"
    assert language_of("Eight dead") is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-US", "en"), ("pt_BR", "pt"), ("KAZ", "kaz"), ("", None), ("english", None), (None, None)],
)
def test_tags(tag: str | None, language: str | None) -> None:
    assert primary(tag) == language


def test_plain_english_needs_no_model() -> None:
    program = (
        "import sys; from reportedly.page.languages import language_of; "
        "print(language_of("
        "'The bridge over the bay fell on Monday, and two of the men who were on it fell into the water.'), "
        "'py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "en False\n"
