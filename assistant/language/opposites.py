"""Words that say the opposite of one another."""

from __future__ import annotations

from functools import cache

from assistant.language.irregular import base

# What stands on one side of a bar is the opposite of what stands on the other.
DEEDS = """
accept agree approve pledge promise commit back support endorse adopt welcome favor favour embrace
    encourage sign ratify
  | reject refuse oppose decline resist veto rebuff spurn dismiss block discourage denounce
rise increase grow climb jump soar surge spike raise expand gain double
  | fall drop dip decrease decline shrink cut reduce lower slump plunge plummet tumble sink
confirm admit acknowledge recognize recognise concede | deny
hold | cancel postpone scrap abandon
deploy send station dispatch | withdraw recall remove
impose introduce tighten extend | lift end abolish repeal rescind revoke scrap ease relax loosen
allow permit legalize legalise authorize let | ban prohibit forbid outlaw
open start begin launch founded establish | close end stop cease halt finish
survive | die perish
arrest jail imprison detain convict | free release acquit pardon
praise applaud welcome hail | criticize criticise condemn denounce blame
hire appoint recruit employ | fire dismiss sack
strengthen stronger bolster reinforce boost | weaken weaker undermine erode loosen
improve | worsen deteriorate
include | exclude
join | leave
build | destroy demolish dismantle
remember | forget
pass | fail reject
trust | distrust mistrust
"""
"""Verbs of which whoever says one denies the other: a question is corrected by these alone.

"founded" is written out, since "found" is read as a form of "find".
"""

CONVERSES = """
win beat defeat | lose
buy acquire purchase | sell
"""
"""Verbs that may both tell of one event, so that no text is at fault: who lost, the winner beat."""

OTHERS = """
keep continue maintain | end stop finish close halt
begin start open launch keep continue maintain | cancel abolish
tighten | weaken undermine
allow permit legalize | bar
arrive enter come join | depart quit
arrive enter come remain stay | leave
restore establish adopt | lift scrap abolish remove repeal revoke
introduce impose | remove
succeed | fail
win | lose
buy import | sell export
more | less fewer
most | least fewest
maximum | minimum
high higher highest | low lower lowest
large larger largest big bigger biggest | small smaller smallest
strong stronger strongest | weak weaker weakest
early earlier | late later
first | last
half | twice double
all every whole | some many several most much part
best better | worst worse
old older oldest | new young younger youngest
rich richer | poor poorer
fast faster quickly rapidly | slow slower slowly
often always frequently | rarely seldom never
possible likely | impossible unlikely
able | unable
legal lawful | illegal unlawful
safe | dangerous unsafe
guilty convict | innocent acquit
true | false untrue
before | after
for | against
within | after
during | after before
above over | below under
up | down
persistent steady steadily slowly gradual gradually | sudden suddenly quickly abrupt abruptly
north northern | south southern
east eastern | west western
northeast northeastern | southwest southwestern
northwest northwestern | southeast southeastern
man male boy | woman female girl
husband | wife
father son brother | mother daughter sister
unite | split divide
sure certain | doubtful uncertain unsure
uphold | overturn overrule strike reverse
liberal | conservative
democrat democratic | republican
add | remove delete
love like admire | hate dislike criticize criticise condemn
attack | defend
advantage benefit | disadvantage
help benefit improve strengthen | hurt harm hinder hamper damage
reach achieve | miss
grant | deny
send | receive
surplus | deficit shortage
employer | employee
winner | loser
buyer | seller
predator | prey
landlord | tenant
majority | minority
temporary temporarily | permanent permanently
optimistic hopeful | pessimistic
deliberate deliberately intentional intentionally | accidental accidentally
many | few
much | little
easy easier easily | difficult hard harder
cheap cheaper | expensive dear costly
public publicly | private privately
foreign abroad | domestic home
rural | urban
ancient | modern
left | right
inside internal | outside external
friend ally | enemy foe
victory | defeat
war | peace
success | failure
profit | loss
demand | supply
question | answer
broad broadly widely | narrow narrowly
wide wider | narrow
long longer | short shorter
heavy heavier | light lighter
hot hotter warm warmer | cold colder cool cooler
full | empty
good | bad
positive | negative
popular | unpopular
same | different
present | absent
question doubt | confirm
encourage | deter
arm | disarm
protect | endanger threaten
accelerate | slow
simple | complex complicated
rare rarely | common commonly
voluntary voluntarily | forced compulsory mandatory
wake | sleep
borrow | lend
teach | learn
push | pull
shallow | deep
thin | thick
dry | wet
healthy | sick ill
alive live survive | dead die
lead | follow
previous former past | next future
national | local international
single | married
employed | unemployed
proud | ashamed
unapologetic | apologetic sorry regret
happy glad pleased | sad unhappy upset
calm | nervous anxious
dark | bright
visible | hidden
hide conceal | reveal disclose
obey comply | violate breach
precede | follow
optimism hope | pessimism despair
upper | lower
top | bottom
front | rear
"""
"""Words of which one in the place of the other is wrong, though one text may say both."""

_ALL = DEEDS + OTHERS


def opposites_of(form: str, pairs: str = _ALL) -> frozenset[str]:
    """Give the normal forms of the opposites of a word in normal form."""
    return _opposites(pairs).get(form, frozenset())


def likes_of(form: str, pairs: str = _ALL) -> frozenset[str]:
    """Give the normal forms of the words that have the same opposites as one, and its own."""
    known = _opposites(pairs)
    return frozenset({form}).union(*(known[other] for other in known.get(form, ())))


@cache
def _opposites(pairs: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in filter(None, pairs.replace("\n ", " ").splitlines()):
        left, right = ({base(word) for word in side.split()} for side in line.split("|"))
        for one, others in ((left, right), (right, left)):
            for word in one:
                found.setdefault(word, set()).update(others - {word})
    return {word: frozenset(others) for word, others in found.items()}
