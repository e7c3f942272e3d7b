"""Those counted: the head of each phrase of which a measure is said."""

from __future__ import annotations

import pytest

from reportedly.language.clauses import find_clauses
from reportedly.mentions.counted_groups import find_counted_groups
from reportedly.page.documents import make_document

CASES = [
    ("Eight guards were killed.", ["guards killed"]),
    ("The blast killed eight guards.", ["guards killed"]),
    ("26 gunmen killed, police say.", ["gunmen killed"]),
    ("Eight guards were killed and 317 injured.", ["guards killed", "317 injured"]),
    ("He killed himself.", ["He killed"]),
    ("Police arrested a man who shot his nephew.", ["man arrested", "nephew injured"]),
    ("The death toll rose to 164.", ["164 killed"]),
    ("The official toll remains 164, it said.", ["164 killed"]),
    ("They put the number of injured at 353.", ["353 injured"]),
    ("Police found the bodies of two men.", ["men killed"]),
    ("719 in hospital, a note says.", ["719 injured"]),
    ("103 died in Almaty, 21 in Taraz.", ["103 killed", "21 killed"]),
    ("At least 124 people died: 103 in Almaty.", ["people killed", "103 killed"]),
    ("Cows killed: 90", []),
    ("All but three of the 40 passengers were killed.", []),
    ("230 people died; 149 of the dead were armed.", ["people killed", "149 killed"]),
    ("The plan died.", []),
    ("The blast would kill eight guards.", []),
    ("He was not killed.", []),
    ("Two officers were among the dead.", ["officers killed"]),
    ("Fourteen nurses are confirmed among the dead.", ["nurses killed"]),
    ("Nine tourists were counted among the injured.", ["tourists injured"]),
    ("Four students were listed among those killed.", ["students killed"]),
    ("Three boys are feared to be among the dead.", ["boys killed"]),
    ("Six miners were hidden among the dead.", []),
    ("The injured included at least nine pupils.", ["pupils injured"]),
    ("The number of miners killed by the blast climbed to 72.", ["miners killed", "72 killed"]),
    ("They put the number of kidnapped girls at over 60.", ["60 abducted"]),
    ("Gunmen killed scores at the fair.", ["scores killed"]),
    ("Hundreds fled their homes.", ["Hundreds displaced"]),
    ("A 14-year-old boy killed eight pupils.", ["pupils killed"]),
    ("Nine nurses are receiving treatment.", ["nurses injured"]),
    ("Nine nurses were stranded.", ["nurses other"]),
    ("Ann Bell would not say how he died.", []),
    ("The death toll was close to 900.", ["900 killed"]),
    ("The death toll was equal to that of 1990.", []),
    ("Bus plunge claims 31", ["31 killed"]),
    ("The fever has so far claimed at least 60.", ["60 killed"]),
    ("Storm claims 60 barns", []),
    ("The cook claims 31 at the fair.", []),
    ("We have buried 41 people since Monday.", ["people killed"]),
    ("It buried nine hikers.", []),
    ("Sixty lives were lost.", ["lives killed"]),
    ("They threatened to shoot a captive and four hostages.", []),
    ("They sought the release of 14 prisoners.", []),
    ("The jail is said to hold 14 prisoners.", ["prisoners arrested"]),
    ("Sixty seats were lost.", []),
    ("Another body was found at dawn.", ["body killed"]),
    ("Four men died. A sixth is missing.", ["men killed", "sixth missing"]),
    ("A sixth of the crew is missing.", []),
    ("Death toll climbs past 80", ["80 killed"]),
    ("Hotel siege: 14 freed, 3 shot", ["14 other", "3 injured"]),
    ("3 shot glasses broke.", []),
    ("Death toll (as of noon): 83", ["83 killed"]),
    ("The ages of the dead ranged from 4 to 61.", []),
    ("The storm killed 900 head of cattle.", []),
    ("Nine people sheltering in a church were killed.", ["people killed"]),
    ("The club lists 40 names of people killed in the raid.", ["40 killed", "people killed"]),
    ("The guild has 40 names of people who were arrested.", ["40 arrested", "people arrested"]),
    ("The map has 40 names of streets.", []),
    ("The number of hurt treated in the port clinic had risen to 52.", ["number injured", "52 injured"]),
    ("The number of men in custody has reached nineteen.", ["nineteen arrested"]),
    ("The number of villagers who have fallen sick stands at 310.", ["villagers other", "310 other"]),
    ("The number of people unaccounted for stands at 23.", ["number missing", "23 missing"]),
    (
        "Nine had died. The total of suspected cases rose to 4,100.",
        ["Nine killed", "cases other", "4,100 other"],
    ),
    (
        "The number of miners killed there has gone up by two to 31.",
        ["miners killed", "two killed", "31 killed"],
    ),
    ("The number of guests has reached 128.", []),
    ("The number of schools closed after nine deaths has reached 34 towns.", ["deaths killed"]),
    ("The number of people who have not fallen sick stands at 310.", []),
    ("Ann Bell was among the crowd.", []),
    ("Parents put the number of abducted children at 287.", ["287 abducted"]),
    ("Cholera has killed 188 people and 2,010 are in hospital, he said.", ["people killed", "2,010 injured"]),
    ("Shelling killed 12 nurses and 30 were wounded.", ["nurses killed", "30 injured"]),
    ("A man and a woman were killed.", ["man killed", "woman killed"]),
    (
        "83 people were killed, among them 13 nurses, the minister said.",
        ["people killed", "nurses killed"],
    ),
    ("Nine died. The number of visitors reached 300.", ["Nine killed"]),
    ("About 12,000 people were left without homes.", ["people displaced"]),
    (
        "The network cut its count of those killed down to 38 from 46.",
        ["38 killed", "46 killed"],
    ),
    (
        "Nine thousand people marched, they said. The ministry spoke of 3,500.",
        ["people protesters", "3,500 protesters"],
    ),
    (  # a count that is gone back to
        "Nine nurses were killed and 60 hurt. The union stood by its own figure of 12.",
        ["nurses killed", "60 injured", "12 killed"],
    ),
    ("Nine nurses were killed. The union's count stands at 12.", ["nurses killed", "12 killed"]),
    ("Nine nurses were killed. It sold its fleet of 12.", ["nurses killed"]),
    ("Nine nurses were killed. 112 is the emergency number.", ["nurses killed"]),
    ("It struck Piura. 64 is still the official toll.", ["64 killed"]),
    ("The ministry counted 17 dead, the union about 40.", ["17 killed", "dead killed", "40 killed"]),
    (
        "Police put the number of protesters at 800, organisers at 5,000.",
        ["protesters protesters", "800 protesters", "5,000 protesters"],
    ),
    (
        "A strong quake killed at least 19 people and injured more than 700, officials said.",
        ["people killed", "700 injured"],
    ),
    # who is missing by what is denied
    ("Nine nurses and 24 staff have not been traced.", ["nurses missing", "staff missing"]),
    ("Nine nurses have yet to be found.", ["nurses missing"]),
    ("Nine nurses have been traced.", []),
    ("Four of the fishing boats were destroyed.", ["Four damaged"]),
    ("Four of the treaties were destroyed.", []),
    ("Some 40 marines were sent to the port.", ["marines troops"]),
    (
        "The union counted 99 killed and 570 wounded. Fifty of the dead were cooks.",
        ["99 killed", "570 injured", "Fifty killed"],
    ),
    ("Up to 70 are missing, coastguards fear.", ["70 missing"]),
    ("Police hold nine cooks so far.", ["cooks arrested"]),
    ("Police hold the bridge. The hall holds nine cooks.", []),
    ("Nine robbers have not been traced.", []),
    ("There is no news of 40 sailors.", ["sailors missing"]),
    ("The firm has had no word from 12 of its cooks.", ["12 missing"]),
    ("There was word from 12 cooks.", []),
    # a number behind what the number is of
    (
        "The number of cooks who lost their lives has reached 36 persons.",
        ["cooks killed", "lives killed", "36 killed"],
    ),
    ("The number of cooks who left the union has reached 36.", []),
    ("She saw dozens of bodies on the deck.", ["dozens killed"]),
    ("He put the size of the crowd at the rally at 60,000.", ["60,000 protesters"]),
    ("Three died fleeing the flood and 40 had been injured.", ["Three killed", "40 injured"]),
    # among the dead
    ("The consul counted six cooks among the dead.", ["cooks killed"]),
    ("There were two cooks among the injured.", ["cooks injured"]),
    ("The consul met six cooks among the crowd.", []),
    # which of two counts a number tells again
    (
        "The ministry gave 769 dead and 934 wounded. The union said the number surpasses 2,000.",
        ["769 killed", "934 injured", "2,000 killed"],
    ),
    ("Twelve died and 300 were hurt. The union gave 280.", ["Twelve killed", "300 injured", "280 injured"]),
    ("Twelve cooks died, he said. No more than nine have been registered.", ["cooks killed", "nine killed"]),
    # those put at a number are told of in a clause of their own, or the number stands behind "above"
    ("The clerk puts all who lost their lives at 31.", ["lives killed", "31 killed"]),
    ("The mayor put those killed at 40.", ["40 killed"]),
    (
        "Marchers came. The union put the attendance on Friday above 9,000.",
        ["Marchers protesters", "9,000 protesters"],
    ),
    ("Marchers came. He put the flag above 9 windows.", ["Marchers protesters"]),
    # "who" right behind a number is that number's, wherever the parse has it
    (
        "The clinic knew of 12 guards and cooks killed and of 30 who needed care.",
        ["guards killed", "cooks killed", "30 injured"],
    ),
    ("Twelve of theirs are in the hospital.", ["Twelve injured"]),
    ("They gave the toll as 60, and the hurt as upwards of 500.", ["60 killed", "500 injured"]),
    ("Two bodies lay there. Guards radioed that there were nine.", ["bodies killed", "nine killed"]),
    ("Two bodies lay there. There were nine boats.", ["bodies killed"]),
    ("Nine died, two guards and a nurse among them.", ["Nine killed", "guards killed", "nurse killed"]),
    (
        "The clinic counted 40 dead, among them 30 protesters.",
        ["40 killed", "dead killed", "protesters killed", "protesters protesters"],
    ),
    ("Nine died, two guards and a nurse among the crowd.", ["Nine killed"]),
    (  # what is said of the last of a list is not said of the part before it
        "The clinic counted 21 dead, among them four cooks, and 60 wounded on Monday.",
        ["21 killed", "dead killed", "cooks killed", "60 injured"],
    ),
    (
        "The clinic counted 21 dead, among them four cooks and six guards.",
        ["21 killed", "dead killed", "cooks killed", "guards killed"],
    ),
    ("At least 40, police said on Monday, had been wounded.", ["40 injured"]),
    ("Some 60 pupils, the union claimed in May, have died.", ["pupils killed"]),
    ("In the south, at least 60, the clinic said, were hurt.", ["60 injured"]),
    # ages, an hour and a whole before who tells
    ("Two cooks, both 16, a nurse said, were hurt.", ["cooks injured"]),
    ("Her brothers, aged 15 and 17, the clinic said, were killed.", ["brothers killed"]),
    ("By 8, a nurse said, had died down the blaze.", []),
    ("Of the 90, a nurse said, died only four.", []),
    ("Forty cooks, the union said in May, went home.", []),
    ("In the camp 300 are held to have died.", ["300 killed"]),
    ("The union listed six guards as dead.", ["guards killed"]),
    ("The mayor has 40 pupils down as missing.", ["pupils missing"]),
    ("The union named six guards as heirs.", []),
    ("The navy lists four as missing.", ["four missing"]),
    ("The navy lists four as heirs.", []),
    ("Killed 7, hurt 31 and missing 9, the clinic said.", ["7 killed", "31 injured", "9 missing"]),
    ("The shop sold 31 and missed 9.", []),
    (", a toll nine", ["nine killed"]),
    ("The clinic listed 31 cakes, and missing were 9 spoons.", []),
    ("The school has 30 pupils down as missing their lessons.", []),
    ("Mobs attacked 30 mosques and burned 12 of them.", ["12 damaged"]),
    # "them" are those whom it can befall
    ("Rebels held up 50 pilgrims in 4 lorries and killed 15 of them.", ["15 killed"]),
    ("Rebels raided 4 farms and killed 15 of them.", ["15 killed"]),
    (
        "They put the dead of the two days at 77 and the hurt of the night at 300.",
        ["77 killed", "300 injured"],
    ),
    ("Forty guards died. The union keeps to 62.", ["guards killed", "62 killed"]),
    ("Forty guards died. The hall keeps 62.", ["guards killed"]),
    ("Forty guards died. Repairs came to 30 million.", ["guards killed"]),
    ("Forty guards died. The lorry stood by 7.", ["guards killed"]),
    ("The death toll from the fire has risen to 31, including 14 pupils.", ["31 killed", "pupils killed"]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_who_is_counted(text, wanted, parser, lexicon):
    document = make_document(text)
    doc = parser.parse(document)
    tally = find_counted_groups(document, doc, find_clauses(doc), lexicon)
    assert [f"{each.head.text} {each.measure}" for each in tally.counted] == wanted


def test_a_part_knows_its_whole(parser, lexicon):
    document = make_document("Eight people, including two children, died.")
    doc = parser.parse(document)
    tally = find_counted_groups(document, doc, find_clauses(doc), lexicon)
    assert [each.part_of and each.part_of.text for each in tally.counted] == [None, "people"]


def test_each_label_of_a_list_has_the_number_right_behind_it(parser, lexicon):
    document = make_document("Dead 25, injured 863.")
    doc = parser.parse(document)
    tally = find_counted_groups(document, doc, find_clauses(doc), lexicon)
    numbered = {(each.head.text, each.measure) for each in tally.counted if each.head.text.isdigit()}
    assert numbered == {("25", "killed"), ("863", "injured")}
