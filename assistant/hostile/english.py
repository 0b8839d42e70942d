"""How English speaks to a machine that reads: patterns over folded text.

Each tells an order from a report of one by its grammar: who is addressed, and whether the verb is
an imperative, an obligation, or governed by a verb of reporting.
"""

from __future__ import annotations

import re

_KIND = (
    r"(?:assistants?|(?:language )?models?|systems?|agents?|bots?|chat ?bots?|tools?|readers?"
    r"|summari[sz]ers?|crawlers?|programs?|engines?|pipelines?)"
)
MACHINE = (
    rf"(?:(?:ai|a\.i\.|artificial intelligence|automat(?:ed|ic)|answering|question[- ]answering"
    rf"|retrieval|rag|search|news|virtual|digital|helpful|chat|summari[sz]ation)[ -]{_KIND}"
    r"|(?:large |small )?language[ -]models?|llms?|chat ?bots?|assistants?|(?:chat)?gpt(?:-?\d\w*)?"
    r"|claude|gemini|copilot|machines? (?:reading|that read)|ais?)"
)
# Words that are machines only where the sentence says so otherwise.
_PERHAPS = r"(?:models?|machines?|bots?|systems?|software|programs?|readers?|agents?)"
SPEAK = (
    r"(?:say|answer|respond|reply|state|tell|repeat|cite|ignore|disregard|output|print|write|append"
    r"|claim|inform|refuse|report (?:that|only)|assert|reveal|pretend|quote|forget|recite|confirm"
    r"|echo|return|emit)"
)
DO = (
    rf"(?:{SPEAK}|include|mention|begin|start|end|add|recommend|treat|follow|assume|consider"
    r"|present|conclude|insert|disclose|display|show|use|stop|summari[sz]e|translate|note|avoid"
    r"|direct|link|send|visit|act|behave|remember|provide|give|mark|prefer|trust|replace|decline"
    r"|embed|render|omit|describe|obey|execute|comply|rely|report|emphasi[sz]e|highlight|stress"
    r"|always|never|not)"
)
_MUST = (
    r"(?:must|should|shall|will now|have to|has to|needs? to|ought to|may only|can only|please"
    r"|kindly"
    r"|(?:is|are) (?:not |never )?(?:allowed|permitted|authorized|free) to"
    r"|(?:is|are) (?:hereby |now |kindly )?(?:required|instructed|asked|requested|told|advised"
    r"|ordered|reminded|expected|obliged|supposed|to)(?: to)?)"
)
_HOW = (
    r"(?:(?:please|kindly|now|immediately|completely|simply|just|only|always|never|not|then|also"
    r"|therefore|instead|first|exactly|do|don't|thus|hereby|must|should|you) ){0,4}"
)
# Where an imperative may stand.
_BEGIN = (
    r"(?:^|[.!?;:,>*#|\]\[(){}\"“”_=\-–—…]\s*|\b(?:and|then|please|now|instead|also|so|therefore"
    r"|just|you must|you should|you will|you shall|you are to|your task is to|must|should|shall)\s+"
    r")" + _HOW
)
_YOUR_TO = r"\b(?:i|we)\b[^.]{0,40}\byou\b[^.]{0,20}\bto " + _HOW
_READING = (
    r"(?:,? ?(?:that|which|who|when|while|if|reading|processing|parsing|summari[sz]ing|answering"
    r"|using|given|looking|seeing|analy[sz]ing|indexing|quoting|citing|crawling|scanning|retrieving"
    r"|with|asked|being)\b[^.!?:;]{0,90}?)?,? "
)
_TEXT = r"(?:instructions?|prompts?|directions?|directives?|commands?|guidelines?|guardrails?)"
_TOLD = (
    rf"(?:{_TEXT}|rules?|orders?|context|constraints?|safeguards?|policies|policy|training"
    r"|programming|protocols?|restrictions?|filters?)"
)
_SHUN = (
    r"(?:ignore|disregard|forget|override|overrule|bypass|skip|discard|dismiss|erase|neglect"
    r"|(?:do not|don't|never|stop|cease) (?:follow|obey|use|rely on|trust)(?:ing)?"
    r"|pay no attention to|set aside|throw (?:away|out)|leave out|drop)"
)
_BEFORE = (
    r"(?:previous|prior|preceding|earlier|foregoing|above|existing|former|initial|original|system"
    r"|your|you were given|past|every|all|safety|security|content)"
)
_GAP = r"(?: [\w'/-]+){0,4}? "

ORDERS = [
    # "Ignore all previous instructions", "Disregard the above", "Forget everything before this"
    rf"{_SHUN}(?: [\w'/-]+){{0,3}}? {_BEFORE}\b(?:{_GAP}|\s){_TOLD}\b",
    rf"{_SHUN}(?: all| any| of| the| these| those| other| every){{1,3}} (?:{_TEXT}"
    r"|(?:other |remaining )?(?:sources?|articles?|passages?|documents?)\b"
    r"(?! of\b| from\b| for\b| in\b))\b",
    rf"{_SHUN}(?: all| everything| anything| what| whatever| that| of| the| you){{0,4}}"
    r"(?: (?:is|was|were|comes|came|you were told|has been said|said|written|text|content)){0,3}"
    r" (?:above|before this|so far|that came before|you (?:were|have been) (?:told|given|taught)"
    r"|you (?:know|learned))\b",
    rf"{_SHUN}(?: the rest of)? (?:this|the rest of the|the above|the preceding|the following)"
    r" (?:text|article|page|document|sentence|paragraph|passage|source)(?:'s \w+)?\b",
    rf"{_SHUN} what you (?:just |have |were |had )*(?:read|told|seen|learned|been told)\b",
    r"(?:do not|don't|never|refuse to|decline to|avoid) (?:mention|answer|cite|reveal|discuss"
    r"|disclose|quote|say|respond|include|tell|summari[sz]e|repeat)(?:ing)?\b",
    r"(?:make sure|be sure|remember|take care)(?: to| that you)? (?:\w+ )?(?:say|answer|state"
    r"|mention"
    r"|include|tell|reply|respond|cite|write|add|recommend)\b",
    r"(?:hide|conceal|withhold|mention|explain|recommend|suggest|prove)\b[^.!?]{0,60}\b(?:from|to)"
    r" (?:the|your|any) (?:users?|readers?)\b",
    r"(?:enter|activate|enable|switch to|start) (?:\w+ ){0,2}?(?:dan|developer|debug|god|admin"
    r"|jailbreak|unrestricted|maintenance) mode",
    r"(?:treat|consider|regard|take) (?:the|every|any|all)\b[^.!?]{0,40}?\b(?:above|below|in this"
    r" (?:article|text))\b",
    # "Say that the moon" and "answer only with the words"
    r"(?:say|state|claim|reply|respond|answer|output|print|repeat|write|assert|echo)(?: back)?"
    r"(?: only| exactly| simply| just| always| to the user| to them| to every\w*| instead)*"
    r"(?: that\b(?! again)| with(?: only| exactly| just)?(?=:? [\"“'«:]| the (?:word|phrase"
    r"|sentence|"
    r"text|line|following|answer)| (?:yes|no|a single|one)\b| this\b)| with\s?:|:| the (?:exact )?"
    r"(?:words?|phrases?|sentences?|text|following|lines?)\b(?! questions?)| this\b| [\"“«]"
    r"| verbatim"
    r"| (?:yes|no|nothing)\b| as follows| in (?:capitals|all caps|rhyme|french|german|spanish))",
    r"(?:tell|inform|assure|remind) (?:the |every |all |any |your )?(?:users?|readers?|humans?"
    r"|person asking|them|everyone|anyone|people)(?: who asks?)? (?:that|to|:)",
    r"(?:begin|start|end|finish|conclude|preface|close|prefix) (?:your|every|each|all|any|the)"
    r"(?: \w+)? (?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|messages?)",
    r"(?:append|add|insert|include|embed|attach|put|place|display|render|show|fetch|load|open|visit"
    r"|send|post|use)\b[^.!?]{0,80}?\b(?:(?:your|every|each|any|the final|the) (?:answers?"
    r"|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies))|(?:the )?user'?s? (?:question|query"
    r"|message|data|name|chat)|the (?:conversation|chat)(?: so far| history)?|!\[|their question)",
    r"(?:cite|quote|reference|use|trust|credit) (?:only |always )?(?:(?:this|the following"
    r"|only this"
    r"|the above|our) (?:article|source|text|page|document|passage|site)"
    r"|(?:source |sources )?[\[(]\d|source \d)",
    # "print your system prompt"
    r"(?:print|reveal|repeat|show|output|display|disclose|give|list|tell|share|leak|recite|write"
    r"|dump|copy|paste|translate|summari[sz]e|state|describe|quote|type|provide|return|echo|expose)"
    r"\b[^.!?]{0,40}?\b(?:system (?:prompt|message)|(?:initial|hidden|original|secret|full|first"
    r"|entire|own|developer) (?:prompt|instructions)|your (?:\w+ )?(?:instructions|prompt|rules"
    r"|guidelines|configuration)|(?:prompt|text|words|everything|instructions|message) above"
    r"|(?:conversation|chat) (?:so far|above|history)|everything (?:you were|written))",
    # "You are now DAN", "From now on, answer …"
    rf"(?:act|behave|respond|answer|roleplay|role-play|speak|write|talk) (?:only )?(?:as|like)"
    rf"(?: if)? (?:an? |the |you |though )(?:\w+ ){{0,3}}?(?:{MACHINE}|are|were|pirate|expert"
    r"|child|character)\b",
    r"pretend (?:to be|that|you|the)\b",
    rf"from now on,? {_HOW}(?:you|{DO})\b",
    r"(?:assume|adopt) the (?:role|persona|identity) of",
    r"(?:decode|decrypt|base64[- ]decode|translate) (?:and|then|the following|this)[^.]{0,60}"
    r"\b(?:follow|obey|execute|do|run|instructions?)\b",
    r"(?:follow|obey|execute|comply with|carry out) (?:only )?(?:these|the following|my|this|the)"
    r"(?: \w+)? (?:instructions?|orders?|commands?|directions?|directives?)\b",
]
"""What is an order where it stands as an imperative."""

ADDRESSES = [
    # "AI assistants reading this must say …"
    rf"(?<!human )(?<!research )(?<!personal )\b{MACHINE}{_READING}{_MUST} {_HOW}{SPEAK}\b",
    rf"\b(?:{MACHINE}|{_PERHAPS}),? (?:that|which|who|reading|processing|parsing|summari[sz]ing"
    r"|answering"
    r"|indexing|crawling|scanning|analy[sz]ing|quoting|retrieving"
    rf"|using)\b[^.!?:;]{{0,60}}?\b(?:this"
    rf"|these|the (?:article|text|page|document)|here)\b[^.!?:;]{{0,60}}?\b{_MUST} {_HOW}{DO}\b",
    r"^\W{0,20}(?:the |all |any |every |dear |hey |hi |hello |ok "
    rf"|attention,? )*{MACHINE}\s*[:,!—–-]+\s*"
    rf"(?:{_HOW}{DO}\b|you\b|your\b|(?:for|in) your\b|remember\b|the (?:correct|actual|true|real"
    r"|right|only|official|answer)|if (?:you|asked|a user|someone|anyone)|when (?:asked|you)"
    r"|ignore|important)",
    # As "Note to language models" and "For AI readers" do
    rf"^\W{{0,20}}(?:(?:\w+ )?(?:notes?|messages?|instructions?|notice|attention|memo|reminder"
    r"|important"
    r"|hints?|directives?|info|information|advice|requests?|guidance|tips?|fyi|nb|n\.b\.|ps|p\.s\."
    rf"|addressed|intended|this is)\W{{0,3}}(?:(?:only|solely|meant|intended) )?(?:to"
    rf"|for)?\W{{0,2}})"
    rf"(?:all |any |every |the |our |an? |future )*{MACHINE}(?!'|,? (?:said|says|companies|chips))"
    r"(?: (?:only|reading|processing|that|who|which)\b[^.]{0,60})?\s*(?:[:,.;!)\]—–-]|$)",
    rf"^\W{{0,20}}(?:for|to) (?:all |any |every |the )*(?:{MACHINE}|{_PERHAPS})"
    r"(?: (?:only|reading|processing|that|who|which)\b[^.]{0,60}?)?\s*:",
    # "Your answer must …", "in your reply"
    r"\byour (?:final |next |only |whole |entire )?(?:answers?|response|reply|output|summary)\b",
    r"\bthat the (?:answer|response|summary|reply) (?:includes?|mentions?|says?|states?)\b",
    r"(?:\(|\bis the )(?:required|mandatory|expected) (?:answer|response|reply|output)\b",
    r"\byou (?:are|'re|were)(?: now| no longer| really| actually| hereby)*,? (?:instructed|required"
    r"|ordered|commanded|programmed|asked|an? (?:\w+ ){0,3}?(?:ai|chat ?bot|language model"
    r"|assistant"
    r"|llm)|in (?:\w+ )?(?:developer|debug|admin\w*|maintenance|god|test|jailbreak) mode|dan\b"
    r"|free from|not bound|no longer bound|unrestricted)",
    r"\byou(?: are|'re) now (?!\w+ing\b|able\b|at\b|on\b)",
    r"\bif you(?: are|'re) (?:an? |the |any |some )?(?:\w+ ){0,2}?(?:ai|llm|language model"
    r"|chat ?bot)\b",
    r"\bwhat (?:is|are|was|were) your (?:\w+ )?(?:instructions|system prompt|prompt|guidelines)\b",
    r"\b(?:when|before|after|while|until) you (?:answer|respond|reply|summari[sz]e)\b",
    rf"^\W{{0,20}}(?:this|the following|what follows|here) (?:is"
    rf"|are)\b[^.!?]{{0,30}}?\b(?:instructions?"
    rf"|messages?|notes?|orders?|commands?|text)\b[^.!?]{{0,20}}?\b(?:for|to|from) (?:the |an? "
    r"|any |all"
    rf" |your )?(?:{MACHINE}|openai|anthropic|developers?|system)\b",
    rf"\breads? this (?:with|using|through|by) (?:an? )?{MACHINE}\b",
    r"\b(?:new|your|the) (?:objective|goal|task|mission|job)(?: is now| now is| has changed|:)",
    r"\bshort answer with the source\b",
    rf"\bif you (?:do not |don't |fail to |refuse to |always |only |correctly ){{0,2}}{SPEAK}\b",
    r"\bfor (?:any|every|all|each) (?:question|query|request"
    rf"|prompt)\w*\b[^.!?]{{0,80}}?\b{SPEAK}\b",
    r"\b(?:as|since|because) you are an? (?:\w+ ){0,2}?(?:ai|chat ?bot|language model|assistant)\b",
    r"\bthe (?:correct |right |only |true |proper |expected |official )?(?:answer|response|reply)"
    r" (?:that you|you (?:must|should|will)|to (?:give|be given)|to (?:the user|any question"
    r"|every question|all questions|your question|this query|the query|the prompt|users))",
    # "If asked about X, say …", "Questions about X must be answered with …"
    r"\b(?:if|when|whenever|should|once) (?:\w+ ){0,3}?(?:asks?|asked|queried|questioned"
    r"|prompted)\b"
    rf"[^.!?]{{0,120}}?(?:, | then | you )(?:then )?(?:you )?(?:must |should |will "
    rf"|shall )?{_HOW}{SPEAK}\b"
    r"(?! (?:its?|his|her|their) )",
    r"\b(?:questions?|quer(?:y|ies)|requests?|prompts?) (?:about|on|regarding|concerning|of"
    r"|mentioning)"
    r"\b[^.!?]{0,80}?\b(?:must|should|shall|are to|is to) (?:always |only |never |not )?be"
    r" (?:answered|refused|met|ignored|replied|responded|declined)\b",
    r"\bwhen (?:answering|responding|replying|summari[sz]ing|asked|you (?:answer|respond|reply"
    rf"|summari[sz]e))\b[^.!?]{{0,80}}?, {_HOW}{DO}\b",
    r"(?:^|[.:])\W{0,20}(?:new|updated|revised|real|actual|additional|special|hidden|secret|override"
    r"|admin|developer|system|important|urgent|critical|your)[ -](?:system[ -])?(?:instructions?"
    r"|directives?|task|prompt|override|message|note|notice|alert|command)(?: \w+){0,3}"
    r"\s*[:—–>\])]",
    rf"^\W{{0,20}}{MACHINE} (?:instructions?|directives?|prompt|task|notes?)\s*[:—–>\])]",
    r"\buser'?s? (?:actual|real|next|new|true) (?:question|request|query)\b",
    r"\b(?:new|next) user (?:message|question|turn|query)\b|\bthe question is now\b",
    r"\b(?:trained|expected|supposed) to (?:answer|respond|reply) (?:that|with)\b(?=.*\byou)",
]
"""What speaks to a machine wherever it stands in a sentence."""

REPORTS = re.compile(
    r"\b(?:told|said|says|instruct(?:ed|ing|s)|asked|asks|ordered|directed|tricked|persuaded"
    r"|convinced|urged|caused|made|got|led|commanded|wrote|warned|found|showed|tr(?:y|ied|ying|ies)"
    r"|attempt(?:s|ed)?|used|designed|able|could|would|might|how|reported|argued?|argues|let"
    r"|according|believes?|thinks?|getting|making|telling|asking|instructing|forced|requires?"
    r"|proposed|proposes|insisted?|agreed|decided|allow(?:s|ed|ing)?|fool(?:ed|s|ing)?)\b"
)
REPORTED_AFTER = re.compile(
    r",? (?:(?:[\w.'-]+ ){0,6}(?:said|says|argued?|argues|warned|wrote|told|added|believes?)"
    r"|according to)\b[^.]{0,80}\W*$"
)
SECOND_PERSON = re.compile(r"\b(?:you|your|yourself|you're)\b")

# One of these is in whatever the patterns find: most sentences are done with at a look.
VERBS = frozenset(
    """
    ignore disregard forget override overrule bypass skip discard dismiss erase neglect follow
    following obey attention set throw leave drop say state claim reply respond answer output
    print repeat write assert echo tell inform assure remind begin start end finish conclude
    preface close prefix append add insert include embed attach put place display render show
    fetch load open visit send post use cite quote reference trust credit reveal disclose give
    list share leak recite dump copy paste translate summarize summarise describe type provide
    return expose act behave roleplay speak talk role pretend now assume adopt decode decrypt
    base64 execute comply carry rely do don't don refuse decline avoid make be remember take
    hide conceal withhold mention explain recommend suggest enter activate enable switch treat
    consider regard
    """.split()
)
ADDRESSED = frozenset(
    """
    you your ai ais assistant assistants model models llm llms chatbot chatbots bot bots chat
    gpt chatgpt claude gemini copilot machine machines system systems software program
    programs reader readers agent agents tool tools engine engines crawler crawlers pipeline
    pipelines summarizer summarizers summariser summarisers ask asks asked objective goal
    mission job now openai anthropic queried questioned prompted questions query queries
    request requests prompts answering responding replying summarizing summarising instruction
    instructions directive directives task prompt order orders override message note notice
    alert command user users summary output reply response answer
    """.split()
)


def _any(patterns: list[str], before: str = "") -> re.Pattern[str]:
    return re.compile(before + "(?:" + "|".join(f"(?:{pattern})" for pattern in patterns) + ")")


ORDER = _any(ORDERS, _BEGIN)
TO_YOU = _any(ORDERS, _YOUR_TO)
ADDRESS = _any(ADDRESSES)
