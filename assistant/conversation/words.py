"""The small words of English by which a question's parts are told from each other."""

from __future__ import annotations

import re

from assistant.language.irregular import VERBS

PREPOSITIONS = frozenset(
    """about above according across after against along among around as at before behind below
    between beyond by during for from in inside into like near of off on onto outside over per
    since through to toward towards under until upon via versus with within without""".split()
)
AUXILIARIES = frozenset(
    """am is are was were be been being do does did has have had will would can could shall should
    may might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't
    wouldn't can't couldn't shouldn't""".split()
)
ASKING = frozenset("who whom whose what which when where why how".split())
CONJUNCTIONS = frozenset(
    "and or but so if because although though while whether than that unless nor yet".split()
)
PRONOUNS = frozenset(
    """i you he she it we they me him her us them his hers its our ours their theirs my mine your
    yours himself herself itself themselves this these those there here someone anyone everyone
    somebody anybody everybody something anything everything nothing nobody""".split()
)
DETERMINERS = frozenset(
    """the a an this that these those his her its their our my your some any each every both all
    no another other more most many much several few two three four five six seven eight nine ten
    which what whose""".split()
)
ADVERBS = frozenset(
    """not n't never ever also already still just only even else now then again ago too very
    currently recently publicly officially exactly actually really probably likely first last next
    yesterday today tomorrow here there back away together apart once soon later""".split()
)
FUNCTION = PREPOSITIONS | AUXILIARIES | ASKING | CONJUNCTIONS | PRONOUNS | DETERMINERS | ADVERBS

# What people, firms and states are said to do in questions: where a subject without a name ends.
_VERBS = frozenset(
    """accept achieve add admit affect agree aim allow announce answer appear approve argue arrest
    ask attack attend avoid back ban become begin believe bring build buy call carry cause change
    claim close come command compare complain concern conclude consider contain continue control
    cost cover create criticise criticize cut decide decline demand deny depend describe develop
    die differ discover discuss do drop earn end enter expect explain fail fall field fear feel
    fight find finish fly follow gain get give go grow happen hate have head hear help hit hold hope
    hurt identify include increase insist intend invest involve join keep kill know land launch
    lead learn leave let lie like limit live look lose love make matter mean meet mention move
    need note offer open oppose order own pass pay plan play pledge place point practice predict
    prefer prevent produce promise propose prove provide publish put raise reach react read receive
    recommend reduce reject release rely remain remember replace reply report represent require
    resign respond return reveal rise run save say see seek seem sell send serve set shake share
    show sign speak spend stand start stay stop suffer suggest support survive take talk teach
    tell think threaten train travel try turn understand urge use visit vote wait want warn win
    withdraw work worry write""".split()
)
_FORMS = frozenset(VERBS) | {"been", "did", "done"}
OPINION = frozenset(
    """say says said tell tells told think thinks thought warn warns warned predict predicts
    predicted argue argues argued believe believes believed note notes noted stress stresses
    stressed claim claims claimed explain explains explained suggest suggests suggested caution
    cautions cautioned write writes wrote announce announces announced insist insists insisted add
    adds added recommend recommends recommended""".split()
)
# What is asked of anything: "the cost", "any reaction".
_ASPECTS = (
    "advantage aim alternative background benefit cause condition consequence context cost"
    " criticism danger deadline detail effect goal impact outcome price problem purpose reaction"
    " reason response result risk status timeline"
).split()
_ASPECT = re.compile(
    rf"(?:(?:the|any|some|its|their) )?(?:[a-z]+ )?(?:{'|'.join(_ASPECTS)})s?", re.IGNORECASE
)
_END = re.compile(r"(?:[?!\s]|(?<!\.\w)\.)+\Z")


def without_end(question: str) -> str:
    """Give a question without the marks that end it; the last period of "U.S." is none."""
    return _END.sub("", question)


def is_aspect(phrase: str) -> bool:
    """Tell whether a phrase is something of anything, and doesn't say of what: "the main risks"."""
    return _ASPECT.fullmatch(phrase) is not None


def is_about(question: str) -> bool:
    """Tell whether a question asks for what somebody says of something."""
    return not OPINION.isdisjoint(question.lower().split())


def is_verb(word: str) -> bool:
    """Tell whether a lower-case word is, in a question, rather a verb than part of a name."""
    if word in _VERBS or word in _FORMS or word in OPINION:
        return True
    if word.endswith("s") and word[:-1] in _VERBS:
        return True
    if word.endswith(("ches", "shes", "sses", "oes")) and word[:-2] in _VERBS:
        return True
    return (len(word) > 3 and word.endswith("ed")) or (len(word) > 4 and word.endswith("ing"))


def is_inflected(word: str) -> bool:
    """Tell whether a lower-case word is a verb in another form than after "did"."""
    return is_verb(word) and word not in _VERBS


def is_plural(noun: str) -> bool:
    """Tell whether a noun is one of several things."""
    word = noun.lower()
    if word in ("people", "police", "crew", "staff", "children", "men", "women"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
