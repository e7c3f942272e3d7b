"""Two reports on one thing, each a sentence, and what is wrong between them: read, then joined."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

Reader = Callable[..., Reading]

BESIDE = (
    "Gulls circled over the Kestrel Wharf at Gdynia all day. Wolska the pilot watched from the arsenal. ",
    "From the arsenal of Gdynia the pilot Wolska saw gulls above Kestrel Wharf. ",
)
"""What both reports tell in other words, so that they are alike."""


def relations(
    read_text: Reader, *told: str, days: tuple[str, str] = ("2022-01-06", "2022-01-07")
) -> set[str]:
    """What is said to be wrong between reports of two outlets."""
    readings = [
        read_text(BESIDE[number] + text, name=f"report-{number}", publisher=f"Outlet {number}", published=day)
        for number, (text, day) in enumerate(zip(told, days, strict=True))
    ]
    return {each.relation for each in join_readings(readings, "2026-01-01T00:00:00Z").contradictions}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ludwig Orban was killed, the army said.", "Ludwig Orban is alive, his sister said."),
        ("The old ferry reopened, the owner said.", "The old ferry stays shut, sailors said."),
        ("The barge burned after a short circuit, the owner said.", "The barge was set alight, divers said."),
        ("Police used only tear gas, the police chief said.", "Police opened fire on dockers, doctors said."),
        ("The well water is safe to drink, the mayor said.", "The well water is contaminated, doctors said."),
        (
            "The strike at the mill was called off, the owner said.",
            "The strike at the mill continues, weavers said.",
        ),
        (
            "The bomb was hidden in a truck, the mayor said.",
            "The bus used in the attack burned, police said.",
        ),
        (
            "Ludwig Orban claimed responsibility for the bomb attack.",
            "The Falcon Brigade said that it had nothing to do with the attack on the wharf.",
        ),
        (
            "Ludwig Orban died in combat, the army said.",
            "Nuns maintain that Ludwig Orban was executed after he gave up.",
        ),
        (
            "The envoy Ludwig Orban stepped down, the ministry said.",
            "The envoy Ludwig Orban was sacked, clerks said.",
        ),
        (
            "The captain Ludwig Orban left the ship at dusk, a stoker said.",
            "Captain Ludwig Orban spoke to nobody. He had stayed aboard until dawn, his mother said.",
        ),
        (
            "President Ludwig Orban was booed in the village, a baker said.",
            "The president was warmly welcomed, a clerk said.",
        ),
        (
            "Police arrested the jeweller Ludwig Orban at his home, a neighbour said.",
            "Ludwig Orban gave himself up, his lawyer said.",
        ),
        ("Dockers received no warning, a baker said.", "The town had warned the quays, its clerk said."),
        ("The vault was locked, a baker said.", "The vault stood open, the abbot said."),
        # one of whom a text tells less than the other does
        ("Teacher Ada Ruiz was killed, the army said.", "Ruiz is alive, his sister said."),
        ("President Ludwig Orban was killed, the army said.", "Orban is alive, a cook said."),
        ("The riot was orchestrated from abroad, the army said.", "The riot was spontaneous, students said."),
        ("The riot had been planned, the army said.", "The riot was spontaneous, students said."),
        (
            "The envoy Ludwig Orban shot himself, the ministry said.",
            "The envoy Ludwig Orban was shot on orders of the regent, a cook said.",
        ),
        # the reason why something is demanded is told as so
        (
            "Doctors warned the weavers not to drink the well water because it was contaminated.",
            "The well water is safe to drink, the mayor said.",
        ),
        # in an outlet's own voice, and beside others to whom it was done
        ("The well water is toxic, the doctors of the abbey said.", "The well water is drinkable."),
        (
            "Ludwig Orban and his wife were arrested on the quay, a clerk said.",
            "Ludwig Orban is still at large, police said.",
        ),
        ("President Ludwig Orban was killed, the army said.", "The president is alive, a cook said."),
        ("The president was killed, the army said.", "The president of Poland is alive, a cook said."),
        ("The mayor of Gdynia was killed, the army said.", "The mayor is alive, a cook said."),
        # what happened as a whole
        ("All exits of the malthouse were open, its owner said.", "The exits were chained, brewers said."),
        (
            "Nine convicts were shot when they tried to flee, the warden said.",
            "The convicts made no attempt to escape, a cook said.",
        ),
    ],
)
def test_states_that_exclude_one_another(one: str, other: str, read_text: Reader) -> None:
    assert relations(read_text, one, other) == {"conflict"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The editor Ludwig Orban was arrested, his wife said.",
            "Ludwig Orban is not under arrest, police said.",
        ),
        (
            "Sailors abandoned the old lighthouse, fishermen say.",
            "The sailors did not abandon the lighthouse, the navy said.",
        ),
        (
            "Helicopters bombed the grain market, witnesses say.",
            "The army rejects reports of an attack on the market.",
        ),
        ("Guards locked the chapel, nuns said.", "Nobody locked the chapel, the abbot said."),
        (
            "Government troops killed dozens of weavers, the guild said.",
            "Not a single civilian was killed by the army, the ministry said.",
        ),
        # the word that is negated is not what is denied
        (
            "A forged signature opened the vault, the abbot said.",
            "It could not be a mere forged signature, Greta Malik said.",
        ),
        ("Novices were whipped in the crypt, nuns said.", "The abbot denied that any whipping took place."),
        # that something was not found says that it was not there
        (
            "Hired mercenaries guarded the crypt, a baker said.",
            "No foreign mercenary was ever identified, police said.",
        ),
    ],
)
def test_what_another_says_is_not_so(one: str, other: str, read_text: Reader) -> None:
    assert relations(read_text, one, other) == {"denial"}


def test_what_one_never_did_is_denied_years_later(read_text: Reader) -> None:
    told = "The envoy Ludwig Orban resigned, a clerk said."
    days = ("2018-01-06", "2022-01-07")
    assert relations(read_text, told, "Orban never resigned, a cook said.", days=days) == {"denial"}
    assert relations(read_text, told, "Orban was sacked, a cook said.", days=days) == set()


def test_an_office_denies_what_it_publishes_as_not_so(read_text: Reader) -> None:
    accused = read_text(
        f"{BESIDE[0]}Police used tear gas on the wharf, two dockers said.", name="one", published="2022-01-06"
    )
    statement = read_text(
        f"{BESIDE[1]}The police did not use tear gas on the wharf.",
        name="other",
        publisher="Polish Interior Ministry",
        published="2022-01-06",
    )
    joined = join_readings([accused, statement], "2022-02-01T00:00:00Z")
    assert {each.relation for each in joined.contradictions} == {"denial"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Soldiers shelled the grain market, witnesses say.",
            "Rebels shelled the grain market, the army said.",
        ),
        (
            "The miners accused the Falcon Brigade of the murder of Ludwig Orban.",
            "The ministry blamed the Shining Oar for the murder of Ludwig Orban.",
        ),
        # two causes, two holders
        (
            "The blast in the old malthouse was caused by methane, the owner said.",
            "A burning belt triggered the blast in the malthouse, brewers said.",
        ),
        ("The old arsenal was held by rebels, nuns said.", "Troops still hold the arsenal, the army said."),
        (
            "The blast in the old malthouse was caused by a gas leak, the owner said.",
            "A bomb caused the blast in the malthouse, brewers said.",
        ),
        (
            "Rebels hold the north of the arsenal, a nun said.",
            "Troops hold the northern arsenal, a cook said.",
        ),
        # who fired first
        (
            "The police fired first, a baker said.",
            "The first shots were fired by the dockers, a clerk said.",
        ),
        ("The southern army fired first, a baker said.", "The northern army shot first, a clerk said."),
        ("The police came under heavy fire, a baker said.", "The police shot first, a clerk said."),
    ],
)
def test_two_are_said_to_have_done_it(one: str, other: str, read_text: Reader) -> None:
    assert relations(read_text, one, other) == {"conflict"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # two words for one cause, another building, one side
        ("The police fired first, a baker said.", "Soldiers opened fire first, a clerk said."),
        ("The southern army fired first, a baker said.", "Southern troops shot first, a clerk said."),
        ("The Polish army fired first, a baker said.", "The northern army shot first, a clerk said."),
        ("The eastern guard fired first, a baker said.", "The northern guard shot first, a clerk said."),
        ("The police came under friendly fire, a baker said.", "The police shot first, a clerk said."),
        ("The soldiers came under heavy fire, a baker said.", "The rebels shot first, a clerk said."),
        (
            "The fire in the old malthouse was caused by a short circuit, the owner said.",
            "Faulty wiring started the fire in the malthouse, brewers said.",
        ),
        ("The old arsenal was held by rebels, nuns said.", "Troops hold the new bridge, the army said."),
        ("The old arsenal was held by soldiers, nuns said.", "The army holds the arsenal, rebels said."),
        # the wounded are taken somewhere, of what has parts each has another
        (
            "Police took the wounded to the harbour hospital, a nurse said.",
            "Volunteers took the wounded to the harbour hospital, a driver said.",
        ),
        (
            "Police hold the north of the wharf, a nun said.",
            "Rebels hold the south of the wharf, a cook said.",
        ),
        (
            "Troops hold one half of the arsenal, a nun said.",
            "Rebels hold the other half of the arsenal, a cook said.",
        ),
        # reasons add up, and one is told in other words
        ("The protests led to the curfew, a nun said.", "The deaths led to the curfew, a cook said."),
        (
            "The protests were sparked by fuel prices, a nun said.",
            "The protests were triggered by the rise in the cost of gas, a cook said.",
        ),
        (
            "The mayor died as a result of injuries, a nun said.",
            "The mayor died as a result of the blast, a cook said.",
        ),
        # no state is told of what happened
        (
            "An improvised bomb went off in the attack on the wharf, police said.",
            "The attack on the wharf was carefully planned, the army said.",
        ),
        (
            "Nine dockers were killed on the spot in the riot, a nun said.",
            "The riot had been planned, a cook said.",
        ),
        (
            "The ministry has no plan to pay the strikers, a clerk said.",
            "The riot was orchestrated, a cook said.",
        ),
        ("A parade had been planned for Sunday, a nun said.", "The riot was spontaneous, a cook said."),
        (
            "Ludwig Orban was shot on Monday, police said.",
            "Ludwig Orban shot himself on Monday, a cook said.",
        ),
        (
            "No hostages were hurt in the raid on the mill, police said.",
            "Gunmen are still holding hostages in the mill, a cook said.",
        ),
        # what may follow is news
        (
            "The editor Ludwig Orban was arrested, his wife said.",
            "The editor Ludwig Orban was released, police said.",
        ),
        ("Ludwig Orban is alive, his sister said.", "Ludwig Orban died, the hospital said."),
        # two people, two things
        ("Ludwig Orban was killed, the army said.", "Greta Malik is alive, her sister said."),
        ("Envoy Ludwig Orban was arrested, a clerk said.", "Envoy Greta Malik is in hiding, a cook said."),
        ("The old ferry is closed, sailors said.", "The new bridge reopened, the owner said."),
        # who has a name is not whoever has the same post, or the same last name
        (
            "President Ludwig Orban was killed, the army said.",
            "President Greta Malik is alive, her sister said.",
        ),
        (
            "The mayor Ludwig Orban was killed, the army said.",
            "The mayor of the next town, Greta Malik, is alive, her sister said.",
        ),
        ("Teacher Ada Ruiz was killed, the army said.", "The pilot Pablo Ruiz is alive, his sister said."),
        # a club has a president, and of two towns each has its mayor
        (
            "The president was killed, the army said.",
            "The president of the chess club is alive, a clerk said.",
        ),
        ("The club's president was killed, the army said.", "The president is alive, a cook said."),
        ("The mayor of Sopot was killed, the army said.", "The mayor of Gdynia is alive, a cook said."),
        # a crowd of the next day, an unnamed witness of another report, a person who leaves
        (
            "About 40,000 marchers filled the wharf on Wednesday, a student said.",
            "About 90,000 marchers filled the wharf on Thursday, the navy said.",
        ),
        (
            "Two novices were arrested on the wharf, a baker said.",
            "In all 4,100 people were arrested, a baker said.",
        ),
        (
            "Army units withdrew from the wharf on Wednesday.",
            "Ludwig Orban left the country on a navy ship on Sunday.",
        ),
        # people are held in what others hold; of two sides each may be armed or not
        (
            "Troops are in control of the whole arsenal, the army said.",
            "The novices who were held by rebels in the arsenal are alive, nuns said.",
        ),
        (
            "Gunmen opened fire inside the malthouse of the abbey, a baker said.",
            "The guards of the malthouse of the abbey had no weapons, nuns said.",
        ),
        # two negations side by side are none
        (
            "The well water has no smell and no contamination, the mayor said.",
            "The well water is safe to drink, doctors said.",
        ),
        # only possible
        ("Ludwig Orban may have been killed, the army said.", "Ludwig Orban is alive, his sister said."),
        # the negation is of something else
        (
            "The second armed man was Ludwig Orban, police said.",
            "The armed man is not a suspect, a lawyer said.",
        ),
        # nobody who does not know denies
        (
            "Sailors abandoned the old lighthouse, fishermen say.",
            "The navy does not know who left the lighthouse.",
        ),
        # a state answers for its own forces
        (
            "Not a single civilian was killed by Israel, the Israeli army said.",
            "Lebanese soldiers shot three civilians dead on the wharf, nuns said.",
        ),
        # both did something, to different things
        (
            "Soldiers shelled the grain market, witnesses say.",
            "Rebels shelled the fuel depot, the army said.",
        ),
        (
            "Soldiers shelled the grain market, witnesses say.",
            "Troops shelled the grain market, doctors said.",
        ),
    ],
)
def test_no_disagreement(one: str, other: str, read_text: Reader) -> None:
    assert relations(read_text, one, other) == set()


def test_no_hostages_are_there(read_text: Reader) -> None:
    said = "There were no hostages in the mill, police said."
    assert "conflict" in relations(
        read_text, said, "Gunmen are still holding hostages in the mill, a cook said."
    )


def test_one_speaker_says_both(read_text: Reader) -> None:
    said = "The well water is safe to drink, the mayor said. The river water is contaminated, he added."
    assert relations(read_text, said, "Gulls rested.") == set()


def test_weeks_apart(read_text: Reader) -> None:
    told = "The well water is safe to drink, the mayor said.", "The well water is contaminated, doctors said."
    assert relations(read_text, *told, days=("2022-01-06", "2022-02-07")) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The rescue of the diver Orban was staged, a cook said.", "{} that the rescue of Orban was a hoax."),
        (
            "The letter from the abbess was forged, a monk said.",
            "{} that the letter from the abbess was a fake.",
        ),
        ("The wedding video was staged, a guest said.", "{} that the wedding video was faked."),
        ("The miracle at the spring was a hoax, a nurse said.", "{} that the spring's miracle was a hoax."),
        ("The harvest figures were made up, a clerk said.", "{} that the harvest figures were fabricated."),
    ],
)
@pytest.mark.parametrize("denies", ["Maria Orban rejected claims", "Maria Orban denied allegations"])
def test_a_rumour_is_denied_by_name(one: str, other: str, denies: str, read_text: Reader) -> None:
    assert "denial" in relations(read_text, one, other.format(denies))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The rescue of the diver Orban was staged, a cook said.",
            "Maria Orban repeated claims that it was a hoax.",
        ),
        (
            "The wedding video was staged, a guest said.",
            "Maria Orban rejected claims that the choir was hungry.",
        ),
        (
            "The letter from the abbess was forged, a monk said.",
            "Maria Orban rejected claims that the abbey was sold.",
        ),
    ],
)
def test_another_rumour_is_denied(one: str, other: str, read_text: Reader) -> None:
    assert "denial" not in relations(read_text, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The hole is 43 metres deep, divers said.", "Wolska doubts the 43 metres of depth of the hole."),
        (
            "The barge carried 900 tonnes of salt, clerks said.",
            "Wolska doubts the 900 tons of salt on the barge.",
        ),
        (
            "The damage is 12 million dollars, the mayor said.",
            "Wolska disputes the 12 million dollars of damage.",
        ),
        ("The wall was 30 metres high, masons said.", "Wolska denied that the wall was 30 metres high."),
    ],
)
def test_the_number_itself_is_doubted(one: str, other: str, read_text: Reader) -> None:
    assert "denial" in relations(read_text, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The hole is 43 metres deep, divers said.", "Wolska doubts that the fence of 60 metres will stand."),
        ("The hole is 43 metres deep, divers said.", "Wolska confirmed the 43 metres of depth of the hole."),
        ("The wave was 30 feet high, sailors said.", "Wolska doubts the 30 dollars of rent."),
    ],
)
def test_another_number_is_doubted(one: str, other: str, read_text: Reader) -> None:
    assert "denial" not in relations(read_text, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The three letters of the harbour office went unanswered, its chief said.",
            "The mill answered the letters of the harbour office, the owner said.",
        ),
        (
            "The sisters' petition got no reply, their lawyer said.",
            "The governor replied to each petition of the sisters, his office said.",
        ),
        (
            "The distress call of the trawler went unanswered, sailors said.",
            "The distress call of the trawler was answered, the coast guard said.",
        ),
    ],
)
def test_answered_or_not(one: str, other: str, read_text: Reader) -> None:
    assert relations(read_text, one, other) & {"conflict", "denial"}


def test_tons_are_tonnes(read_text: Reader) -> None:
    assert "digit_slip" in relations(
        read_text,
        "The old barge held 2,390 tonnes of wet barley, clerks said.",
        "Fire took 2,930 tons of wet barley on the old barge.",
    )
    assert "digit_slip" not in relations(
        read_text,
        "The old barge held 2,390 tonnes of wet barley, clerks said.",
        "Fire took 2,930 sacks of wet barley on the old barge.",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Clashes broke out in Gdynia in Poland. The rebels fired first, the army said.",
            "Clashes broke out in Gdynia in Poland. Police opened fire first a year ago, a court said.",
        ),
        (
            "Gulls sat on the hall in Gdynia. The exits of the hall were open, its owner said.",
            "A school in Gdynia was painted. The exits of the school were locked, parents said.",
        ),
    ],
)
def test_months_apart_another_fight_and_another_house_are_meant(
    one: str, other: str, read_text: Reader
) -> None:
    readings = [
        read_text(text, name=f"report-{day}", publisher=f"Outlet {day}", published=day)
        for text, day in ((one, "2022-01-06"), (other, "2022-11-07"))
    ]
    assert join_readings(readings, "2026-01-01T00:00:00Z").contradictions == ()


@pytest.mark.parametrize(
    ("denial", "words"),
    [
        ("The army denied that its planes bombed the market.", "bombed the market' is denied here"),
        ("The army said its planes did not bomb the market.", "did not bomb the market' here"),
    ],
)
def test_denied_words_are_not_told_as_the_deniers_own(read_text: Reader, denial: str, words: str) -> None:
    told = (denial, "Army planes bombed the market, weavers said.")
    readings = [
        read_text(BESIDE[number] + text, name=f"report-{number}", publisher=f"Outlet {number}", published=day)
        for number, (text, day) in enumerate(zip(told, ("2022-01-06", "2022-01-07"), strict=True))
    ]
    whys = [each.why for each in join_readings(readings, "2026-01-01T00:00:00Z").contradictions]
    assert any(words in why for why in whys), whys
