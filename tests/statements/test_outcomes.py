"""What became of those who were shot, as the rest of the text tells."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("A man was shot in the town.", ["injured"]),
        ("A man was shot in the town. He died on Sunday.", ["other", "killed"]),
        ("A man was shot in the town. A woman died on Sunday.", ["injured", "killed"]),
        ("One man was killed. Another man was shot.", ["killed", "injured"]),
        ("A guard was killed. A guard was shot and is expected to survive.", ["killed", "injured"]),
        ("Four men were shot. One man died.", ["casualties", "killed"]),
        ("Four men were shot. Four men died.", ["other", "killed"]),
        ("Six guards died. All six had gunshot wounds.", ["killed", "other"]),
        ("Six guards were held. All six had gunshot wounds.", ["arrested", "injured"]),
        ("Nine guards died and six were hurt. All six had gunshot wounds.", ["killed", "injured", "injured"]),
        ("A guard died. His brother is in critical condition.", ["killed", "injured"]),
    ],
)
def test_outcomes_are_settled_over_the_document(text, measures, read_text):
    assert [figure.measure for figure in read_text(text).figures] == measures
