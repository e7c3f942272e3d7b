"""Times in running text: each line is a text with what must be found in it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.language.parse import Parser
from reportedly.lexicon import Lexicon
from reportedly.marked import Mark, draw_marked, parse_marked
from reportedly.mentions.times import find_times
from reportedly.page.documents import make_document
from reportedly.records import Reading, Segment, Time

THURSDAY = "2022-01-06"

Read = Callable[..., Reading]

SCRAPS = """on Friday in 1991 - / . , Jan 5 32 99 2022 the past few days ago two half a.m. of and to between
every week 19980807 a last next this night ' 30s 1990s at 10 : 35 GMT since summer \u202e \U0001f525"""


def drawn(reading: Reading) -> str:
    marks = [Mark(time.start, time.end, "time", time.value) for time in reading.times]
    return draw_marked(reading.document.text, marks)


def only(reading: Reading) -> Time:
    (time,) = reading.times
    return time


PUBLISHED_ON_THURSDAY = [
    "The rebellion began on [Sunday|time:2022-01-02].",
    "On [Thursday|time:2022-01-06] the airport was captured.",
    "The ministers will meet on [Friday|time:2022-01-07].",
    "The ministers met on [Friday|time:2021-12-31].",
    "The talks were postponed until [Monday|time:2022-01-10].",
    "He spoke on [Wednesday night|time:2022-01-05TNI].",
    "Shots were heard [overnight|time:2022-01-05TNI].",
    "Troops landed [earlier this week|time:2022-W01].",
    "He was named [last year|time:2021].",
    "She left the country [two weeks ago|time:2021-W51].",
    "The vote is due [next month|time:2022-02].",
    "Prices doubled on [January 1|time:2022-01-01].",
    "They were arrested on [Dec. 16|time:2021-12-16].",
    "Ten died [January 4-6|time:2022-01-04/2022-01-06].",
    "Shops stayed shut from [Monday to Wednesday|time:2022-01-03/2022-01-05].",
    "It rained between [5 and 7 January|time:2022-01-05/2022-01-07].",
    "Nine died in [the past 24 hours|time:PT24H].",
    "The ban stands since [1991|time:1991].",
    "The bomb went off [two weeks to the day|time:P2W] after the first.",
    "The protest of [Jan. 4|time:2022-01-04] grew; [the following day|time:2022-01-05] it turned violent.",
    "The siege of [Jan. 4|time:2022-01-04] began [a day earlier|time:2022-01-03].",
    "The blast came at [10:35 a.m. Wednesday|time:2022-01-05T10:35].",
    "The blast came at [7 p.m.|time:2022-01-04T19:00] on a bus [Tuesday|time:2022-01-04].",
    "The 24-year-old woman and her 6-month-old son are safe.",
    "The man, 24 years old, and a woman aged 30 were shot.",
    "He was jailed for [six months|time:P6M].",
    "The shelling lasted [5 1/2 hours|time:PT5H30M].",
    "The empire fell in [the 1990s|time:199X].",
    "The [daily|time:P1D] count is wrong.",
    "March to the square, they said. They may come.",
    "The city burned on [the night of January 5|time:2022-01-05TNI].",
    "It rained in [the night of 5 to 6 January|time:2022-01-05TNI].",
    "Snow fell on [6|time:2022-01-06] and [7 January|time:2022-01-07].",
    "Snow fell on [January 4|time:2022-01-04], and on [January 5|time:2022-01-05] and [6|time:2022-01-06].",
    "Shops burned [overnight Wednesday|time:2022-01-05TNI].",
    "[A day earlier|time:2022-01-04], on [Tuesday|time:2022-01-04], five had died.",
    "The bridge reopened [three days after January 1|time:2022-01-04].",
    "The ban runs until [19 January 2022|time:2022-01-19].",
    "She comes on [8 January|time:2022-01-08].",
    "The shop at 1067 Main Street and the 1900 block of Oak Street burned; call 780-1000.",
    "They held 2000 men and freed 1900 prisoners.",
    "The convoy left at [0735 GMT on Monday|time:2022-01-03T07:35].",
    "The patrol was hit at [3 a.m. local time Sunday|time:2022-01-02T03:00].",
    "The talks took [3 hours and 20 minutes|time:PT3H20M].",
    "The [weeklong|time:P1W] siege ended.",
    "The families gather [every Friday|time:XXXX-WXX-5] and on [Mondays|time:XXXX-WXX-1].",
    "Trade fell in [the third quarter|time:2021-Q3] from [a year earlier|time:2020-Q3].",
    "The fort stood in [the 1800s|time:18] and in [the mid-1990s|time:199X].",
    "He fled [last winter|time:2020-WI] and came back in [the spring of 2021|time:2021-SP].",
    "The chiefs had not met until [Friday|time:2021-12-31].",
    "They planned a march on [Friday|time:2022-01-07].",
    "The bomb of [16 November|time:2021-11-16] will not be forgotten.",
    "Police will guard [Wednesday|time:2022-01-05]'s ruling.",
    "At [noon|time:2022-01-04T12:00] on [January 4|time:2022-01-04] the siren rang.",
    "A film called High Noon was shown.",
    "The wall fell [two weeks ago|time:2021-W51] [tonight|time:2022-01-06TNI].",
    "Trade fell in [the 2019 third quarter|time:2019-Q3].",
    "The wall fell [two years ago to the day|time:2020-01-06], a tower [a week ago today|time:2021-12-30].",
    "The [year-end|time:2022] sale is off.",
    "The driver is due in court on [Tuesday|time:2022-01-11].",
    "The strike went on for [an hour and a half|time:PT1H30M], then for [two and a half days|time:P2.5D].",
    "Following [Monday|time:2022-01-03]'s raid they fled; [the following Tuesday|time:2022-01-04] ten died.",
    "The camp will close [this summer|time:2022-SU]; it opened [last summer|time:2021-SU].",
    "The boat sank [years ago|time:PAST_REF].",
    "He came at [10 a.m. Sunday morning|time:2022-01-02T10:00].",
    "The party daily Dawn has closed.",
    "An august body sat there.",
    "He made three quarters of the tools.",
    "The toll of [January 2021|time:2021-01] was higher than [this month|time:2022-01].",
    "The vote comes in [April next year|time:2023-04].",
    "They were freed on [Christmas Eve|time:2021-12-24].",
    "The camp of [2019-20|time:2019/2020] was larger.",
    "The guild called for a march on [Friday|time:2022-01-07].",
    "The guild urged its members to gather on [Saturday|time:2022-01-08].",
    "The guild called for calm on [Wednesday|time:2022-01-05].",
    "In [January|time:2022-01], 12 men died.",
    "On [January 4|time:2022-01-04], men died.",
]


@pytest.mark.parametrize("source", PUBLISHED_ON_THURSDAY)
def test_a_text_of_thursday(source: str, read_text: Read) -> None:
    assert drawn(read_text(parse_marked(source).text, published=THURSDAY)) == source


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He died in 1991.", "1991-01-01 1991-12-31 year stated"),
        ("He died on Sunday.", "2022-01-02 2022-01-02 day published"),
        ("He died last week.", "2021-12-27 2022-01-02 week published"),
        ("He died on Wednesday night.", "2022-01-05T18:00 2022-01-06T05:59 part published"),
        ("He died on January 5, 2022.", "2022-01-05 2022-01-05 day stated"),
        ("Ten died in the past two days.", "2022-01-04 2022-01-06 day published"),
    ],
)
def test_interval_precision_and_basis(text: str, told: str, read_text: Read) -> None:
    time = only(read_text(text, published=THURSDAY))
    assert f"{time.earliest} {time.latest} {time.precision} {time.basis}" == told


@pytest.mark.parametrize(
    "text", ["He died on Sunday.", "He died last week.", "He died on Jan. 5.", "He died two days ago."]
)
def test_without_publication_date_nothing_relative_is_resolved(text: str, read_text: Read) -> None:
    time = only(read_text(text))
    assert (time.value, time.earliest, time.latest, time.basis) == (None, None, None, "published")


@pytest.mark.parametrize(
    "source",
    [
        "It began on [January 4, 2022|time:2022-01-04]. [The next day|time:2022-01-05] ten died.",
        "It began on [January 4, 2022|time:2022-01-04] and ended on [January 9|time:2022-01-09].",
        "ALMATY, [Jan 6, 2022|time:2022-01-06] (Reuters) - Ten men died on [Tuesday|time:2022-01-04].",
    ],
)
def test_without_publication_date_the_text_may_tell(source: str, read_text: Read) -> None:
    assert drawn(read_text(parse_marked(source).text)) == source


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was 2022-01-05.", "2022-01-05"),
        ("It was 5.1.2022 here.", "2022-01-05"),
        ("It was 01/25/2022 here.", "2022-01-25"),
        ("It was 25/01/2022 here.", "2022-01-25"),
        ("It was 01/05/2022 here.", None),
    ],
)
def test_numeric_dates_are_open_unless_one_number_is_no_month(text: str, value: str, read_text: Read) -> None:
    assert only(read_text(text, published=THURSDAY)).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("APW20220105.1234 NAIROBI", "2022-01-05"),
        ("01-25-22 1419EDT", "2022-01-25T14:19"),
        ("2022-01-05T12:34:56Z", "2022-01-05T12:34"),
        ("BOGOTA, 15 NOV 89 (EFE) -- [TEXT]", "1989-11-15"),
    ],
)
def test_stamps_of_agencies(text: str, value: str, read_text: Read) -> None:
    assert only(read_text(text)).value == value


def test_a_stamp_dates_a_report_without_publication_date(read_text: Read) -> None:
    reading = read_text("APW20220105.1234\n\nNAIROBI, Kenya (AP) _ Bombs exploded on Tuesday.")
    assert reading.times[-1].value == "2022-01-04"


def test_the_date_of_a_comment_dates_that_comment_alone(lexicon: Lexicon, parser: Parser) -> None:
    text = "Ten men died yesterday.\n\nIt was worse yesterday.\n\nYesterday was calm."
    document = replace(
        make_document(text),
        segments=(
            Segment("paragraph", 0, 23),
            Segment("comment", 25, 48, when="2022-01-09"),
            Segment("comment", 50, 69),
        ),
    )
    times = find_times(document, parser.parse(document), lexicon)
    assert [time.value for time in times] == [None, "2022-01-08", None]


def test_what_stands_in_furniture_is_found_where_it_is_stated(lexicon: Lexicon, parser: Parser) -> None:
    text = "Posted yesterday, 5 January 2022. Subscribe now."
    document = replace(make_document(text), segments=(Segment("furniture", 0, len(text)),))
    times = find_times(document, parser.parse(document), lexicon)
    assert [time.value for time in times] == ["2022-01-05"]


def test_a_time_of_another_zone_keeps_its_day_and_says_so(read_text: Read) -> None:
    reading = read_text("The convoy left at 2330 GMT on Monday.", published=THURSDAY)
    assert only(reading).value == "2022-01-03T23:30"
    assert [notice.code for notice in reading.notices] == ["time_zone"]


@pytest.mark.parametrize(
    "text", ["", " ", "\u202e\U0001f525", "5 " * 300, "Friday " * 300, "((((", "1998-" * 99]
)
def test_odd_texts_are_read(text: str, read_text: Read) -> None:
    reading = read_text(text, published=THURSDAY)
    assert all(time.quote == text[time.start : time.end] for time in reading.times)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*SCRAPS.split(), "\n\n"]),
        max_size=30,
    )
)
def test_spans_are_in_bounds_in_order_and_apart(read_text: Read, words: list[str]) -> None:
    reading = read_text(" ".join(words), published=THURSDAY)
    reached = 0
    for time in reading.times:
        assert reached <= time.start < time.end <= len(reading.document.text)
        assert reading.document.text[time.start : time.end] == time.quote
        assert (time.earliest or "") <= (time.latest or "9")
        reached = time.end


def test_a_clock_time_takes_its_day_from_the_part_of_a_day_that_holds_it(read_text: Read) -> None:
    text = "A man was shot Tuesday night. Police said Wednesday that he fled. They came at 1 a.m. by car."
    assert read_text(text, published=THURSDAY).times[-1].value == "2022-01-05T01:00"


def test_a_clock_time_takes_no_day_from_a_comment(lexicon: Lexicon, parser: Parser) -> None:
    text = "It was bad on 3 January 2022.\n\nThey came at 1 p.m. by car."
    segments = (Segment("comment", 0, 29), Segment("paragraph", 31, 58))
    document = replace(make_document(text), segments=segments)
    assert find_times(document, parser.parse(document), lexicon)[-1].value is None


def test_a_huge_count_of_days_is_written_in_digits(read_text: Read) -> None:
    (time,) = read_text("It rained for the last 99999999999 days.").times
    assert time.value == "P99999999999D"


@pytest.mark.parametrize("day", ["32 January", "45 May 2022", "99/99/2022", "12.45.2022"])
def test_a_day_that_no_calendar_has_stays_open_and_is_told(read_text: Read, day: str) -> None:
    reading = read_text(f"The ship sank on {day}.", published=THURSDAY)
    assert [(time.quote, time.value) for time in reading.times] == [(day, None)]
    assert ("time_open", day) in [(notice.code, notice.quote) for notice in reading.notices]
