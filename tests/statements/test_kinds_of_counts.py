"""Kinds in which news tells how many people, each in other words: one line a case, amounts marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.marked import parse_marked
from reportedly.records import Reading

Read = Callable[..., Reading]

ARRESTS = [
    "After the coup soldiers picked up [some 90|arrested 90..90] officers at dawn, the junta said.",
    "Police said [34|arrested 34..34] strikers had been hauled in overnight.",
    "[More than 200|arrested 200..] looters were scooped up in the raids, the governor said.",
    "[Forty|arrested 40..40] students were carted off in buses after the sit-in, police said.",
    "The gendarmes took in [seventeen|arrested 17..17] men for questioning.",
    "[About 30|arrested 30..30] squatters were dragged away by officers.",
    "[Twelve|arrested 12..12] demonstrators sit in custody.",
    "The tide carted off nine crates.",
    "The bus picked up 40 pupils.",
]
TURNED_ROUND = [
    "Detained are [upwards of 130|arrested 130..] persons, who were at the port.",
    "Missing are [40|missing 40..40] fishermen from two villages.",
    "Wounded were [at least 70|injured 70..] people, the hospital said.",
    "Among the dead are [nine|killed 9..9] nurses.",
    "Still missing are [six|missing 6..6] climbers.",
    "Arrested so far are [18|arrested 18..18] suspects.",
    "Left homeless are [over 3,000|displaced 3000..] families.",
    "Killed in the blast were [eleven|killed 11..11] guards.",
]
TOLD_BY_THEIR_TELLERS = [
    "[Eight|killed 8..8] guards died. The union keeps to [62|killed 62..62].",
    "[Eight|killed 8..8] guards died. The report sticks to [12|killed 12..12].",
    "[Eight|killed 8..8] guards died. The road keeps to 62 for most of the valley.",
    "[Eight|killed 8..8] guards died. The motorway sticks to 70 as far as the dam.",
    "[Eight|killed 8..8] guards died. The pool rates 40 as dead.",
    "The bulletin lists [40|missing 40..40] as missing.",
]
DEATHS = [
    "[Thirty|killed 30..30] people were burned alive in a dormitory in the north of the island on Sunday.",
    "[Nine|killed 9..9] inmates choked on smoke in their cells.",
    "[Forty|killed 40..40] pilgrims were asphyxiated in the tunnel.",
    "[Six|killed 6..6] had suffocated and [four|killed 4..4] had drowned.",
    "[Two|killed 2..2] jumped to their deaths.",
    "[Ten|killed 10..10] fell to their deaths from the balcony.",
    "[Fifteen|killed 15..15] people did not survive the fever.",
    "[Seven|killed 7..7] children were swept to their deaths by the flood.",
    "[Eleven|killed 11..11] were pulled dead from the rubble.",
]
DEALT_WITH = [
    "Forty captives are treated humanely, the commander said.",
    "The nine fishermen were treated like criminals, their union said.",
    "Eighteen pupils were treated with contempt by the guards.",
    "Six pilgrims were treated in accordance with the law, the governor said.",
    "[Twelve|injured 12..12] tourists were treated as outpatients.",
    "[Nine|injured 9..9] cooks were treated in a tent.",
]
HELD_BY_CAPTORS = [
    "Inmates took warders hostage. [Twelve|abducted 12..12] guards were being held, the minister said.",
    "Hijackers boarded the plane. [Some 84|abducted 84..84] passengers are still held, the airline said.",
    "Mutineers are holding [nine|abducted 9..9] officers in a mess, the army said.",
    "Gunmen fired at the clinic. Police said a road was shut. [Nine|arrested 9..9] women are held.",
    "Kidnappers raided the clinic. [Nine|arrested 9..9] suspects are held, the mayor said.",
    "Inmates took warders hostage. Police said [12|arrested 12..12] nurses were held after a march.",
]
IN_PRISON = [
    "The old jail holds 7,900 prisoners.",
    "Altona, built for 800 men, holds 6,400 prisoners, the union says.",
    "Altona holds 900 prisoners, the council said. Police stormed Altona prison on Friday.",
    "Utopia holds [900|arrested 900..900] prisoners. The Utopia Prison Service was silent.",
    "The government holds [400|arrested 400..400] prisoners, Amnesty said.",
]
SOMETHING_ELSE_DENIED = [
    "[Forty|killed 40..40] people died. Tests showed that five of them did not have cholera.",
    "[Forty|killed 40..40] people died. Five of these people had no papers.",
    "[Forty|killed 40..40] people died. [Five|killed 5..5] of these were children.",
]
CARE = [
    "[About 200|injured 200..200] sought medical aid after the quake.",
    "[Sixty|injured 60..60] sought medical attention at the clinic.",
    "[Thirty|injured 30..30] were given first aid on the spot.",
    "[Forty|injured 40..40] were kept in hospital overnight.",
    "[Seventeen|injured 17..17] strikers had to be treated for gas.",
    "[Twenty|injured 20..20] pupils ended up in hospital.",
    "[Nine|injured 9..9] are fighting for their lives.",
    "[Three|injured 3..3] are in a critical state.",
    "Some 90 people turned to doctors about the rent.",
]
AMONG_THEM = [
    "[Sixty|killed 60..60] villagers died in the mudslide, [eleven|killed 11..11] children among them.",
    "Soldiers arrested [900|arrested 900..900] people, [two|arrested 2..2] ministers among them.",
    "[Some 50|injured 50..50] sought medical aid, [seven|injured 7..7] firemen among them.",
    "[Forty|missing 40..40] are missing, among them [nine|missing 9..9] crew.",
]
SOME_OF_THEM = [
    "The mayor said of the dead [nine|killed 9..9] were women.",
    "Of those arrested on the spot, [114|arrested 114..114] were dockers, and few from the other union.",
    "Of those who died, [32|killed 32..32] were choked by smoke.",
    "Of the injured, [12|injured 12..12] are children.",
    "Of the missing, [eight|missing 8..8] are fishermen.",
    "[Nine|injured 9..9] of the wounded are in intensive care.",
    "[Four|killed 4..4] of those killed were guards.",
    "Among those detained [17|arrested 17..17] are minors.",
]
PUT_AT = [
    "The injured, put at [300|injured 300..300] by the hospital, are mostly pupils.",
    "The missing, estimated at [90|missing 90..90], are mostly fishermen.",
    "The death toll, put at [61|killed 61..61] by rescuers, may rise.",
    "Deaths, which the ministry puts at [900|killed 900..900], have slowed.",
    "The number of dead, given as [70|killed 70..70] by the army, is disputed.",
    "The crowd of marchers, estimated by police at [4,000|protesters 4000..4000], reached the bridge.",
    "The wounded, numbering [80|injured 80..80], lay in a gym.",
    "The dead include [four|killed 4..4] nurses and [a|killed 1..1] cook.",
    "Those killed include [three|killed 3..3] guards.",
]
CHANGED = [
    "The ministry lifted its own number of deaths from [46|killed 46..46] to [48|killed 48..48] on Friday.",
    "The toll went from [12|killed 12..12] to [19|killed 19..19] overnight.",
    "The number of missing fell from [90|missing 90..90] to [35|missing 35..35].",
    "The rebels attacked from 9 to 11.",
]
SOUGHT = [
    "[Forty-eight|missing 48..48] persons are being looked for by relatives.",
    "[Twelve|missing 12..12] climbers are still being sought by rescuers.",
    "Relatives are looking for [60|missing 60..60] people after the quake.",
    "[Six|missing 6..6] are not accounted for.",
    "Three gunmen are being sought by police.",
]
CROWDS = [
    "The protesters marched on. The group that attacked them was made up of [some 300|protesters 300..300].",
    "The protest drew [9,000|protesters 9000..9000].",
    "Marchers numbered [about 2,000|protesters 2000..2000].",
    "[About 1,500|protesters 1500..1500] took part in the march for peace, to go by police.",
    "The demonstration brought [12,000|protesters 12000..12000] people onto the streets.",
    "[Some 400|protesters 400..400] strikers stood at the gates.",
    "The rally was joined by [700|protesters 700..700] teachers.",
    "[Two thousand|protesters 2000..2000] people came to the rally.",
]
PLACES_BEFORE = [
    "In that building and next to it [42|killed 42..42] died.",
    "On the stairs [twelve|killed 12..12] died of smoke.",
    "In the camp [nine|killed 9..9] were killed and [30|injured 30..30] hurt.",
    "At the ferry dock and in the water [60|killed 60..60] perished.",
    "In the two villages and on the road [17|killed 17..17] lost their lives.",
    "Along the coast [800|missing 800..800] are missing.",
    "In Ward 5 [three|killed 3..3] died.",
    "By noon [90|arrested 90..90] had been arrested.",
    "In the city centre [four|killed 4..4] men died of their wounds.",
]
AT_SEA = [
    "[Some 160|other 160..160] passengers were plucked from the water.",
    "Fishing boats picked up [90|other 90..90] survivors.",
    "[368|other 368..368] had been saved, the ministry said.",
    "Helicopters winched [twelve|other 12..12] climbers to safety.",
    "[Forty|other 40..40] were brought ashore alive.",
    "[164|other 164..164] made it to shore.",
    "[Sixty|other 60..60] pupils got out in time.",
    "[Three|other 3..3] have been rescued so far.",
    "[Twenty|other 20..20] people were hauled to safety.",
    "The number of rescued stands at [174|other 174..174].",
    "The number of those saved was corrected from [368|other 368..368] to [164|other 164..164].",
    "[More than 280|missing 280..] remain unaccounted for.",
    "[287|missing 287..287] are still missing.",
    "[290|missing 290..290] had not been found by nightfall.",
    "The fate of [240|missing 240..240] passengers is unknown.",
    "Nothing has been heard of [30|missing 30..30] villagers.",
    "[Nine|missing 9..9] remain in the wreck.",
    "The whereabouts of [14|missing 14..14] are not known.",
    "[Eleven|missing 11..11] have yet to be recovered.",
    "[104|missing 104..104] are still on the list of the missing.",
    "Divers brought up [26|killed 26..26] bodies.",
    "[Thirteen|killed 13..13] more bodies were brought ashore.",
    "The dead now number [188|killed 188..188].",
    "[Twenty-five|killed 25..25] are confirmed dead.",
    "[Four|killed 4..4] were dead on arrival.",
    "[Five|killed 5..5] bodies drifted ashore.",
    "Searchers have brought out [150|killed 150..150] dead.",
    "[295|killed 295..295] bodies had been recovered when the search was called off.",
    "That brings the dead to [304|killed 304..304].",
    "With him the count of the dead rises to [20|killed 20..20].",
    "[Thirty|killed 30..30] could only be recovered dead.",
    "The sea has given back [nine|killed 9..9] dead.",
    "[179|injured 179..179] came away with injuries.",
    "[Fifty-five|injured 55..55] were being looked after in hospitals.",
    "[Two|arrested 2..2] mates were taken into custody.",
    "Prosecutors are holding [five|arrested 5..5] managers.",
    "[Seven|arrested 7..7] sailors have been behind bars since May.",
    "[476|other 476..476] people were on board.",
    "The ferry sank with [477|other 477..477] people aboard.",
    "The bus had [40|other 40..40] on board, and [nine|killed 9..9] died.",
    "There were [62|other 62..62] pilgrims aboard the boat.",
    "Of [33|other 33..33] who were aboard the plane, [nine|killed 9..9] died.",
    "The persons on board number [477|other 477..477].",
    "Those aboard numbered [90|other 90..90].",
    "Nine crates were on board.",
    "The rescued are [180|other 180..180].",
    "Persons rescued remain [174|other 174..174].",
    "The ministry corrected the survivors to [174|other 174..174].",
    "The rescued number [44|other 44..44], the dead [12|killed 12..12].",
    "Those confirmed dead were [64|killed 64..64] and the missing [238|missing 238..238].",
    "The injured were [90|injured 90..90] and the dead [nine|killed 9..9].",
    "The missing are [30|missing 30..30].",
    "Still missing: [268|missing 268..268].",
    "Confirmed dead: [41|killed 41..41].",
    "[Six|killed 6..6] people died, leaving [20|missing 20..20] still missing.",
    "The fate of [19|missing 19..19] sailors has not been established.",
    "Of those killed, the mayor said, [12|killed 12..12] were girls.",
    "The dead were [up to 1,300|killed ..1300].",
    "The whereabouts of [about 290|missing 290..290] are being checked.",
    "[172|other 172..172] survived.",
    "[Some 30|killed 30..30] are known to have been killed.",
]
CASES = [
    *AT_SEA,
    *ARRESTS,
    *TURNED_ROUND,
    *DEATHS,
    *CARE,
    *AMONG_THEM,
    *SOME_OF_THEM,
    *PUT_AT,
    *CHANGED,
    *SOUGHT,
    *CROWDS,
    *PLACES_BEFORE,
]


NONE = [
    "Nine crates were on board.",
    "Forty mayors are on board with the plan.",
    "The tally rose to 262 after the recount of the ballots.",
    "The detained are 16 or 17.",
    "The fate of 300 jobs and 90 clerks will be settled in an open vote.",
    "Parents seek 40 tutors for the village.",
    "The fate of 240 ships is unknown.",
    "Survivors camped at 40 sites.",
    "Nine boxes remain in the wreck.",
    "Families took in forty guests after the flood.",
    "The tide carted off nine crates.",
    "The bus picked up 40 pupils.",
    "Some 90 people turned to doctors about the rent.",
    "Three gunmen are being sought by police.",
    "The march drew 9,000 signatures.",
    "Not a single citizen of Chad perished.",
    "Not one miner died.",
    "Fifteen firms did not survive the slump.",
]


PUT_BESIDE = [
    "A vet put the dead at [90|killed 90..90] and the wounded at [300|injured 300..300].",
    "The union put the dead at [12|killed 12..12] and the missing at [41|missing 41..41].",
    "The mayor put the toll at [31|killed 31..31] and the injured at [80|injured 80..80].",
]
"""Others that are put at a number of their own in the same clause, and whoever put them is not hurt."""
OF_OTHERS = [
    "[Thousands|protesters 1000..10000] gathered in Ica after a mob chased guards, up to 200 of them.",
    "[Forty|protesters 40..40] marchers came as a mob chased guards, nine of them.",
    "Police arrested [40|arrested 40..40] clerks, [nine|arrested 9..9] of them girls.",
]
"""Who are "of them" are those who were named last, counted or not."""
SHELTERED = [
    "The camp at Mugunga holds [475|displaced 475..475] people now.",
    "A shelter in Chad took in [400|displaced 400..400] villagers.",
    "The agency registered [300|displaced 300..300] families in camps near Goma.",
    "The prison camp holds 475 people.",
    "The training camp holds 475 people.",
    "The hall holds 900 people.",
    "The camp holds 90 recruits.",
    "The clerk registered 300 voters in the camp.",
]


LARGE_NUMBERS = [
    "[A quarter of a million|displaced 250000..250000] people were displaced.",
    "[More than three quarters of a million|displaced 750000..] villagers were displaced.",
    "[A hundred and thirty|killed 130..130] pilgrims died.",
    "[More than 3,40,000|displaced 340000..] people were displaced by the flood.",
    "The wounded are [1,12,000|injured 112000..112000] so far.",
    "A quarter of the 40 passengers died.",
]


LASTING_HARM = [
    "In Ica [5,000|injured 5000..5000] weavers have lost their eyesight.",
    "Some 900 pupils of the town are disabled.",
    "The leak harmed [600|injured 600..600] people.",
    "[Over 300|other 300..] villagers were taken gravely ill.",
    "[Some 60,000|displaced 60000..60000] people live in the open.",
    "[About 28,000|displaced 28000..28000] residents remain under canvas.",
    "[Some 800|displaced 800..800] families are without a roof.",
    "Some 40 residents remain open to a sale.",
    "Forty weavers lost sight of the coast.",
    "The sun blinded two cameras.",
]


@pytest.mark.parametrize(
    "source",
    [
        *CASES,
        *NONE,
        *TOLD_BY_THEIR_TELLERS,
        *PUT_BESIDE,
        *OF_OTHERS,
        *SHELTERED,
        *LARGE_NUMBERS,
        *LASTING_HARM,
        *DEALT_WITH,
        *HELD_BY_CAPTORS,
        *IN_PRISON,
        *SOMETHING_ELSE_DENIED,
    ],
)
def test_figures_of_each_kind(source: str, read_text: Read) -> None:
    marked = parse_marked(source)
    reading = read_text(marked.text)
    amounts = {amount.id: amount for amount in reading.amounts}
    found = {
        (amounts[f.amount].start, amounts[f.amount].end, f"{f.measure} {_end(f.low)}..{_end(f.high)}")
        for f in reading.figures
    }
    assert found == {(mark.start, mark.end, mark.role) for mark in marked.marks}


def _end(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
