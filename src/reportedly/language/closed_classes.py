"""Closed classes of English: the few words of each that no news will add to.

What may grow (verbs, nouns, adjectives) stands in the lexicons with examples; here are pronouns, modals,
prepositions and conjunctions, each class once, and the marks of lists.
"""

from __future__ import annotations

ALONE = "alone"
"""The word behind a place where only a share is told of those counted: "in Saas alone, five died"."""
INSIDE = frozenset({"in", "inside", "within"})
PLACING = INSIDE | {"at", "across", "throughout", "near", "outside", "into", "around"}
OF_PLACES = PLACING | {"from"}
"""Prepositions behind which a country is a place, not somebody who acts."""
LOCATIVES = PLACING | {"on", "off"}
"""Prepositions before a place where something happens."""
STANDING = frozenset({"in", "at", "near"})
"""Prepositions behind a name or a number that say where those counted or named are."""
FROM_TO = frozenset({"to", "from", "toward", "towards", "of", "through", "against", "over"})
"""Prepositions before a place that something comes from, goes to or is of."""
REACHING = frozenset({"into", "onto", "at", "for", "on", "from", "to", "with"})
"""Prepositions by which a verb reaches whom it is done to."""
TOWARDS = frozenset({"against", "on", "at", "to", "toward", "towards", "with", "over", "between"})
"""Prepositions before those against whom or with whom something is done."""
DURING = frozenset({"in", "within", "over", "during"})
"""Prepositions before a stretch of time in which something happened; what lasted went on "for" it."""
AMONG = frozenset({"among", "amongst"})
DIVIDING = frozenset({"by", "per"})
"""Prepositions before that by which a count is divided: "deaths by prison"."""
INCLUDING = frozenset({"including", "included"})
BOUNDING = frozenset({"over", "under", "about", "around"})
"""Prepositions that before a number tell of more or of less: "but over 13"."""
KEEPING = frozenset({"from"})
"""Prepositions before what somebody is made not to do: "barred from leaving"."""
WITH_OR_FOR = frozenset({"with", "for"})
"""Prepositions before how or why something is done: "talks with no conditions", "held for no reason"."""
OF_BODIES = frozenset({"its", "their"})
"""Pronouns for what is an organisation's."""
FORMERLY = frozenset({"from"})
"""Prepositions before a number that has changed since: "rose from 120"."""
CHANGING_TO = frozenset({"by", "to"})
"""Prepositions between a word of change and its number."""

CONCERNING = frozenset({"on", "about", "upon"})
"""Prepositions before what a comment is about: "refused to comment on the toll"."""
MEANS = frozenset({"with", "from"})
"""Prepositions before what violence is done with or from: "bombed from helicopters"."""
BEHIND_THE_DENIED = (LOCATIVES | TOWARDS | FROM_TO | WITH_OR_FOR | {"by", "about", "among"}) - {"of", "to"}
"""Prepositions behind which nothing is what a negation before them denies; "to" may open a verb."""
OF_PUBLISHERS = frozenset({"in", "on", "at", "from", "by"})
"""Prepositions between what was published and who published it."""
OF_TELLERS = frozenset({"by", "from"})
"""Prepositions between a noun for words or a count and whose they are: "a report by", "a toll from"."""
BEFORE_THE_HEADED = frozenset({"for", "of"})
"""Prepositions between a spokesman or a head and the body: "spokesman for the Front"."""
OF_CONTENTS = frozenset({"of", "about"})
"""Prepositions between a noun for words and what they tell: "reports of nine deaths"."""
OF_THE_ACCUSED = frozenset({"of", "from", "for", "into", "with"})
"""Prepositions after which a gerund is done by the object: "accused him of killing"."""
PUT_AT = frozenset({"at", "above", "over", "below", "under", "beyond"})
"""Prepositions between those counted and the number that somebody puts them at."""
BEYOND = (PUT_AT - {"at", "below", "under"}) | {"past", "to"}
"""Prepositions by which a toll goes up to a number or past it: "climbs past 90"."""
ORDINALS = frozenset(
    {
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    }
)
"""Those by which one more is counted, without a noun: "a sixth is missing"."""
TOLL_LINKS = frozenset({"of", "at", "to", "near"})
"""Prepositions between a word for a toll and its number."""
BOUND_WORDS = frozenset(
    {
        "upwards",
        "upward",
        "more",
        "less",
        "fewer",
        "than",
        "no",
        "at",
        "least",
        "most",
        "over",
        "about",
        "around",
    }
    | {"nearly", "almost", "some", "of"}
)
"""Words of "upwards of", "no fewer than" and the like, between a toll and its number."""
EXCEEDING = frozenset({"exceed", "surpass", "top"})
"""Verbs that, denied, tell how high a number is at most: "the dead do not exceed 46"."""
AS_THERE = frozenset({"as", "there"})
"""What else stands there: "put the toll as high as 85", "the dead there number 38"."""

COMPLEMENTIZERS = frozenset({"that", "whether", "for"})
"""Words that open what is said, be it beside its verb: "shouted for him to go"."""
SUPPOSING = frozenset({"if", "unless", "whether", "lest"})
ALTERNATIVES = frozenset({"or", "nor"})
SUBORDINATORS = frozenset({"after", "before", "when", "while", "as", "until"})
BETWEEN_COUNTS = frozenset({"and", "while"})
"""Conjunctions between the dead and the hurt of one report."""
CONTRASTS = frozenset({"while", "whereas", "although", "though"})
GIVING_REASONS = frozenset({"because", "due", "after", "following", "over", "despite", "amid"})
"""Words before something that has happened, whatever the verb says: "decided to flee after the murder"."""
QUESTION_WORDS = frozenset({"how", "who", "whom", "whose", "when", "where", "why", "which", "what"})
"""Words that open a question in another clause; "whether" puts what follows in doubt."""

NEGATIONS = frozenset({"not", "n't"})
NO_ONES = frozenset({"neither", "none", "no", "nobody"})
"""Words by which what is said of their noun is said of none."""
NEGATIVE_WORDS = NO_ONES | {"nothing", "no-one"}
"""Words beside a verb by which it is negated."""
EACH_YEAR = frozenset({"annually", "yearly"})
AT_NO_TIME = frozenset({"never"})
"""Words by which a denial speaks of all acts of a kind, wherever they were."""
OF_ALL = AT_NO_TIME | {"nobody", "none", "single"}
"""The same of a denial of acts against anybody: "not a single civilian"."""
WHOLE = frozenset({"all", "every", "whole", "entire"})
"""Words by which something is told of all parts of a thing: "the whole country"."""
EXISTING = frozenset(
    {
        "detected",
        "discovered",
        "evidence",
        "exist",
        "existed",
        "exists",
        "found",
        "identified",
        "involved",
        "part",
        "present",
        "recovered",
        "seen",
        "sign",
        "signs",
        "taken",
        "took",
        "trace",
        "traces",
        "used",
    }
)
"""Words that say no more of what "no" stands before than that it is there: "no tunnel was found"."""
EVER = frozenset({"actually", "ever", "so", "yet"})
"""Words that stand between "no tunnel" and "found"."""
ADDING = frozenset({"only", "just", "merely", "simply", "solely"})
"""Words behind "not" with which it denies nothing: "not only nine but 19"."""
LIMITING = frozenset({"only", "merely", "solely", "exclusively"})
NOWHERE = frozenset({"nowhere"})
"""Words by which what is named is all that there was: "only gas", "into the air and nowhere else"."""
BUT = frozenset({"but"})
INSTEAD = frozenset({"rather", "instead"})
MORE = "more"
THAN = "than"
OF_INSTEAD = frozenset({THAN, "of"})
"""What follows them before that which is not meant."""

MODALS = frozenset(
    {"would", "could", "might", "should", "can", "must", "shall", "will", "'ll", "ca", "wo", "'d"}
)
"""Modals behind which nothing is told to have happened; "may" leaves it open."""
LEAVING_OPEN = frozenset({"might"})
"""Those of them that before "have" leave it open: "might have been killed"."""
MAY_BE = LEAVING_OPEN | {"could"}
"""Those that before a state leave it open: "100 could be dead"."""
HYPOTHETICAL_MODALS = frozenset({"would", "could", "might", "should"})
"""Modals beside which "if" tells of what is only supposed."""
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "wo"})
FUTURE_IN_PAST = frozenset({"would", "'d"})
"""What "will" becomes in reported speech."""
WITHHOLDING_MODALS = frozenset({"would", "could"})
"""Modals of somebody who was asked: "would not say", "could not confirm"; "will not say" is still to come."""
NO_MORE = frozenset({"only", "merely"})
"""Adverbs of somebody who says this and no more: "would say only that"."""
PLUPERFECT = frozenset({"had"})
"""Auxiliaries of what was over before."""
DEMANDING_MODALS = frozenset({"must", "should", "ought"})

SINGULAR_PERSONS = frozenset({"he", "she", "him", "her"})
ENOUGH = frozenset({"enough", "sufficient", "too"})
"""Words before an infinitive that measure what could be done: "enough to kill"."""
NOBODY_CERTAIN = frozenset({"whoever", "anyone", "anybody", "whichever"})
ONE_PERSON_FORMS = SINGULAR_PERSONS | {"his", "himself", "herself"}
SEVERAL_FORMS = frozenset({"they", "them", "their", "themselves"})
THING_FORMS = frozenset({"it", "its", "itself"})
RELATIVES = frozenset({"who", "which", "that"})
UNNAMED_SEVERAL = frozenset({"they", "we"})
"""Pronouns for several whom the sentence does not name: who says "we arrested him" is of the police."""
SPEAKING_SEVERAL = frozenset({"we", "us", "our"})
"""Pronouns for several who speak themselves."""
SPEAKING_ONE = frozenset({"i", "me", "my"})
OWNED = frozenset({"its", "his", "her", "their"})
"""Before what somebody told of has: "its figure"."""

OWN_PEOPLE = frozenset({"ours", "theirs", "mine", "yours", "hers"})
"""Pronouns behind "of" for somebody's people: "sixteen of ours"."""
OF_A_PERSON = frozenset({"my", "your", "his", "her", "our", "their"})
"""Possessives before the words for a person's relations: states have neighbours, but no daughters."""
BEFORE_ADJECTIVES = OF_A_PERSON | OWNED | {"a", "an", "the"}
"""Words behind which "only" describes a noun: "its only bridge"."""
POSSESSIVE_ENDINGS = ("'s", "\u2019s")
NAME_PARTICLES = frozenset(
    {"bin", "bint", "binti", "binte", "ibn", "ben", "al", "el", "ould", "ag", "de", "da", "do", "dos", "del"}
)
"""Small words inside names of persons, whatever the tagger takes them for: "Khadija bint Salem"."""
INNER_AUXILIARIES = frozenset({"been", "being"})
"""Words inside a verb that tell nothing of what it says: "had not been invited"."""
REFLEXIVES = frozenset({"himself", "herself", "themselves"})
ONESELF = frozenset({"himself", "herself", "myself", "yourself", "oneself"})
"""Pronouns that make of a killing a suicide."""
IMPERSONAL = frozenset({"it", "this", "that", "which"})
SMALL_IN_NAMES = frozenset({"the", "a", "an", "its", "their", "his", "her", "'s", "s", "of", "for", "and"})
"""Words of a name that tell nobody apart: "the police of Lima" are "Lima police"."""
STATEMENTS = frozenset({"this", "that", "it", "which"})
"""Pronouns that mean a statement, and nobody: "rejected this", "which he denied"."""
THEM = frozenset({"them", "it", "this"})
"""Pronouns for those whose number is given: "put them at 40"."""
DEMONSTRATIVES = frozenset({"these", "those"})
PLACEHOLDERS = THEM | DEMONSTRATIVES | {"that", "so"}
"""Words that stand for what was said elsewhere."""
BACKWARD = DEMONSTRATIVES | {"them", "whom", "which"}
"""Pronouns behind "of" for those told of before."""
ONE_MORE = frozenset({"another"})
FURTHER = ONE_MORE | {"further", "additional"}
"""Words before a number by which it counts others than the number before it."""
OTHERS_TOO = frozenset({"others", "more"})
"""Pronouns behind a number for further ones of the same kind: "40 others"."""
ONE_PERSON = SINGULAR_PERSONS | ONE_MORE | {"someone", "somebody"}
"""Pronouns that count one where someone is counted."""
SINGLE = frozenset({"one", "a", "single"})
"""Numbers that "not" makes into nobody: "not one was killed"."""

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
ALL_OF_THEM = frozenset({"all", "both"})
"""Words before a number or a noun by which all those told before are meant."""
NO_NUMBER = frozenset({"no", "any", "every", "each", "neither", "either", "what", "which", "whatever"})
"""Determiners before a noun that is none in particular, so that it counts nobody."""
SOME = frozenset({"some", "many", "much", "several", "few", "all", "both"})
"""Words beside a noun for how many there are."""
PRONOUNS = (
    ONE_PERSON_FORMS
    | SEVERAL_FORMS
    | THING_FORMS
    | SPEAKING_ONE
    | SPEAKING_SEVERAL
    | RELATIVES
    | DEMONSTRATIVES
)
"""Words that stand for somebody or something named elsewhere."""
NOTHING_COUNTED = frozenset({"n/a", "na", "nil", "none"})
"""Words in the place of a number, where a table has none."""

BULLETS = "•▪◦‣·"
"""Marks that open an item of a list, beside stars and dashes."""
