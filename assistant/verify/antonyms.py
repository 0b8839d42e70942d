"""Words that say the opposite of one another."""

from __future__ import annotations

from functools import cache

from assistant.verify.reading import base

# What stands on one side of a bar is the opposite of what stands on the other.
_PAIRS = """
rise increase grow climb gain soar surge raise expand | fall decrease shrink reduce lower drop dip
rise increase grow climb gain soar surge jump spike | decline plummet plunge tumble slump sink
accept approve agree endorse welcome back support favor favour | reject refuse oppose dismiss veto
begin start open launch keep continue maintain | end stop finish close halt cancel abolish
win | lose
strengthen tighten bolster boost | weaken loosen undermine
allow permit legalize | ban forbid prohibit bar
arrive enter come join | leave depart quit
include | exclude
restore introduce impose establish adopt | lift scrap abolish remove repeal revoke
succeed | fail
increasingly | decreasingly
remember | forget
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
love like admire praise | hate dislike criticize criticise condemn
hire appoint employ | fire dismiss sack
detain jail imprison | release free
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
encourage | discourage deter
arm | disarm
build | destroy demolish
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
remain stay | leave
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
improve improvement | worsen deteriorate deterioration
upper | lower
top | bottom
start beginning | end
front | rear
"""


def opposites_of(form: str) -> list[str]:
    """Give the normal forms of the opposites of a word in normal form, in alphabetical order."""
    return sorted(_opposites().get(form, ()))


def likes_of(form: str) -> frozenset[str]:
    """Give the normal forms of the words that have the same opposites as one."""
    return frozenset(like for other in opposites_of(form) for like in opposites_of(other))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _PAIRS.strip().splitlines():
        left, right = ({base(word) for word in side.split()} for side in line.split("|"))
        for one, others in ((left, right), (right, left)):
            for word in one:
                found.setdefault(word, set()).update(others - {word})
    return {word: frozenset(others) for word, others in found.items()}
