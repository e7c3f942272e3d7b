"""The rules for times: patterns over the letters of pieces, each with the function that resolves it.

In a pattern each letter of the lexicon stands for a whole phrase; `d`, `y`, `n`, `8` are kinds of digits
(`letters.py`). Where a group is named `span`, only its words are the time. Nothing here looks further than
its own words: what stands beside them is joined in `times.py`.
"""

from __future__ import annotations

from .clocks import clock, clock_span
from .counts import (
    ago,
    bare_duration,
    duration,
    end_of_unit,
    every,
    fixed,
    frequency,
    later,
    long_ago,
    long_duration,
    month_of_unit,
    reference,
    shifted_unit,
    spell,
    two_durations,
    weekend,
    window,
)
from .dates import (
    century,
    day_span,
    decade,
    feast,
    feast_week,
    further_day,
    iso_date,
    month,
    month_day,
    month_span,
    month_year,
    no_day,
    numeric_date,
    quarter,
    season,
    stamp,
    week_of,
    year,
)
from .days import loose_part, named_day, night_of, part_of_day, weekday, weekdays
from .meaning import Resolve, Rule, letters_pattern

COUNT = r"(?:[dyn](?:,n)*(?:\.[dn])?(?:d/d)?|a?2|aL|L-?a|L|a?N(?:-?N)*(?:-?c-?a-?L)?|a)6?"
YEAR = r"(?:,?i?(?P<year>y))"
YEARS = rf"(?:{YEAR}(?:[-/](?P<last>[dn]))?)"
MINUTES = r"(?:(?P<hour24>d):(?P<minute24>[dn])(?::[dn])?)"
CLOCK = r"(?:(?P<hour>d)(?:[:.](?P<minute>[dn])(?::[dn])?)?(?P<ampm>A)|(?P<noon>C))"
WHICH_DAY = r"(?:,?w?(?:(?P<weekday>W)|(?P<day>T))P?)"
REST = r"c?(?P<rest>[dn]|N)(?P<subunit>[UV])"
EDGE = r"(?:t?[mbj]i?-?)"
STAMP = r"(?:(?P<military>[ny])3?)"

PATTERNS: tuple[tuple[str, str, Resolve], ...] = (
    ("iso_date", rf"(?P<year>y)[-/](?P<month>d)[-/](?P<day>d)(?:0?{MINUTES})?", iso_date),
    ("numeric_date", rf"(?P<first>d)(?P<mark>[-./])(?P<second>d)[-./](?P<year>[ydn]){STAMP}?", numeric_date),
    ("stamp", r"(?P<stamp>8)", stamp),
    ("no_day", r"(?P<day>n)[-./](?P<second>[dn])[-./](?P<year>y)", no_day),
    ("no_day", r"(?P<day>d)[-./](?P<second>n)[-./](?P<year>y)", no_day),
    ("no_day", rf"(?P<day>n)u?i?(?P<month>M){YEAR}?", no_day),
    ("month_day", rf"(?:W,?)?{EDGE}?[lxhX]?(?P<month>M)(?P<mark>,)?t?(?P<day>d)u?{YEAR}?(?:,W)?", month_day),
    ("month_day", r"(?P<month>M)(?P<day>d)u?", month_day),
    ("month_day", r"(?P<month>M)(?P<day>d),?(?P<year>n)(?=\()", month_day),
    ("former_day", rf"(?P<span>(?P<day>d)u?)cdu?i?(?P<month>M){YEAR}?", further_day),
    ("further_day", rf"(?P<month>M)du?(?:,du?)*c(?P<span>(?P<day>d)u?{YEAR}?)", further_day),
    ("day_month", rf"(?:W,?)?t?(?P<day>d)u?i?-?(?P<month>M)(?:-?{YEAR})?", month_day),
    ("day_month", r"(?P<day>d)u?(?P<month>M)", month_day),
    ("day_month", r"(?P<day>d)-?(?P<month>M)-?(?P<year>n)", month_day),
    ("day_span", rf"(?P<month>M)(?P<day>d)u?[-5](?P<last>d)u?{YEAR}?", day_span),
    ("day_span", rf"(?P<month>M)(?P<day>d)u?[-5](?P<last_month>M)(?P<last>d)u?{YEAR}?", day_span),
    ("day_span", rf"B(?P<span>(?P<month>M)(?P<day>d)u?c(?P<last_month>M)?(?P<last>d)u?{YEAR}?)", day_span),
    ("day_span", rf"(?P<day>d)u?[-5](?P<last>d)u?i?(?P<month>M){YEAR}?", day_span),
    ("day_span", rf"B(?P<span>t?(?P<day>d)u?ct?(?P<last>d)u?i?(?P<month>M){YEAR}?)", day_span),
    ("month_span", r"(?P<month>M)[-5](?P<last_month>M),?(?P<year>y)", month_span),
    ("month_year", rf"{EDGE}?(?P<month>M)(?:i|,)?(?P<year>y)", month_year),
    ("month", rf"{EDGE}?(?P<shift>[lxhX])?(?P<month>M)", month),
    ("month_of_unit", rf"{EDGE}?(?P<month>M)i?(?P<shift>[hlxpfs])(?P<unit>U)", month_of_unit),
    ("year", rf"{EDGE}?(?:Yi?)?(?P<year>y)(?:[-/](?P<last>[dn]))?", year),
    ("decade", r"t?(?:[mbj]-?)?(?P<decade>D)", decade),
    ("century", r"t?(?:[mbj]-?)?(?P<which>O|du|N)-?(?P<unit>U)", century),
    ("quarter", r"t?(?:[mbj]-?)?(?P<which>O|du)-?(?P<unit>[UL])(?:i?Y?(?P<year>y))?", quarter),
    ("quarter", r"t?(?P<year>y)(?P<which>O)-?(?P<unit>[UL])", quarter),
    ("week_of", rf"t?(?P<unit>U)i(?P<month>M)(?P<day>d)u?{YEAR}?", week_of),
    ("weekday", r"(?:[mbj]-?)?(?P<the>t)?(?P<shift>[lxhkpfsX])?(?P<weekday>W)(?P<part>P)?", weekday),
    ("weekdays", r"(?P<weekday>F)", weekdays),
    ("named_day", r"(?:[mbj]-?)?(?P<day>T)(?:m?(?P<part>P))?", named_day),
    ("night_of", r"(?P<night>T)w?(?P<weekday>W)", night_of),
    ("part_of_day", r"(?:[mbj]-?)?(?P<the>t)?(?P<shift>[hlkxpfs]|ks)(?P<part>P)", part_of_day),
    ("loose_part", r"I(?P<span>tm?(?P<part>P))", loose_part),
    ("feast", rf"t?(?:[mbj]-?)?(?P<shift>[lhxX])?(?P<feast>H){YEAR}?P?", feast),
    ("feast_week", r"(?P<feast>H)(?P<unit>U)", feast_week),
    ("season", rf"t?(?:[mbj]-?)?(?P<shift>[lhxXv])?(?P<season>S){YEARS}?", season),
    ("season", r"I(?P<span>(?P<the>t)?(?:[mbj]-?)?(?P<season>S))", season),
    ("shifted_unit", r"(?:t?[mbj]-?i?)?(?P<the>t)?(?P<shift>[hlkxpfsvX]|ks|hs)(?P<unit>U)", shifted_unit),
    ("shifted_unit", r"t?(?P<shift>R)(?P<unit>U)", shifted_unit),
    ("weekend", r"(?:[mbj]-?)?t(?P<unit>U)", weekend),
    ("end_of_unit", r"(?P<unit>U)-m", end_of_unit),
    ("end_of_unit", r"t?[mbj]i?t(?P<unit>U)", end_of_unit),
    ("window", rf"t?(?P<shift>[lxvXf])(?P<count>{COUNT})(?P<unit>[UV])", window),
    ("window", r"t?(?P<shift>[lxv])(?P<unit>U)(?P<half>caL)", window),
    ("window", r"t?(?P<shift>[lxvrX])(?P<unit>V)", window),
    ("ago", rf"o?(?P<count>{COUNT})-?(?P<unit>[UV])(?P<op>[gz])(?P<exact>[KT])?", ago),
    ("ago", rf"o?(?P<count>{COUNT})-?(?P<unit>[UV])(?P<op>[gz])", ago),
    ("ago", r"(?P<unit>U)-(?P<op>g)", ago),
    ("ago", r"V(?P<op>g)", long_ago),
    ("later", r"(?P<unit>U)-(?P<op>b)", later),
    ("later", rf"o?(?P<count>{COUNT})(?P<unit>[UV])(?P<op>[bj])", later),
    ("later", rf"(?:(?P<count>{COUNT})|t)(?P<unit>[UV])(?P<op>Q)(?=[,.^\n)]|\Z)", later),
    ("duration", rf"o?(?P<count>{COUNT})-?(?P<unit>[UV])(?:K|-?J|(?P<half>caL)|(?!-~))", duration),
    ("two_durations", rf"o?(?P<count>{COUNT})(?P<unit>[UV]){REST}", two_durations),
    ("bare_duration", r"I(?P<span>(?P<unit>V))", bare_duration),
    ("long_duration", r"(?P<unit>[UV])-?J", long_duration),
    ("clock", rf"{CLOCK}3?{WHICH_DAY}?", clock),
    ("clock", rf"{MINUTES}3{WHICH_DAY}?", clock),
    ("clock", rf"{MINUTES}{WHICH_DAY}", clock),
    ("clock", rf"[14oIBQ5](?P<span>{MINUTES})", clock),
    ("clock", rf"(?P<military>[ny])3{WHICH_DAY}?", clock),
    ("clock", rf"4(?P<span>(?P<military>[ny])(?P<alone>){WHICH_DAY}?)", clock),
    ("clock_span", rf"(?P<from>d)(?::[dn])?A?[-5]{CLOCK}3?", clock_span),
    ("clock_span", rf"B(?P<span>(?P<from>d)(?::[dn])?A?c{CLOCK}3?)", clock_span),
    ("clock", r"(?P<hour>d)(?::(?P<minute>[dn]))?It(?P<side>P)", clock),
    ("every", rf"e(?P<count>{COUNT}|O)?(?:(?P<unit>[UV])|(?P<weekday>W)|(?P<part>P)|(?P<month>M))", every),
    ("every", r"q[ae](?P<unit>U)", every),
    ("frequency", r"(?P<word>E)", frequency),
    ("spell", r"(?P<word>9)", spell),
    ("past_reference", r"I(?P<span>t(?P<word>v))(?![-dynaN2UVPSMW])", reference),
    ("reference", r"(?P<word>R)", reference),
    ("fixed", r"(?P<word>Z)", fixed),
)

RULES: tuple[Rule, ...] = tuple(
    Rule(name, letters_pattern(pattern), resolve) for name, pattern, resolve in PATTERNS
)
"""All rules. Of two at one place the one that reaches further is asked first, then the earlier one."""
