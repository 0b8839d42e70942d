"""Words of saying: verbs by which somebody is quoted, and who is, unnamed."""

from __future__ import annotations

from assistant.language.irregular import forms_of

OPINES = forms_of(
    """say tell add note warn argue believe think claim suggest estimate predict stress
    emphasize emphasise insist allege accuse caution conclude contend maintain remark complain
    explain assert acknowledge admit speculate forecast tweet describe call observe comment
    fear doubt reckon opine highlight urge quip joke counter reply respond recall guess assume
    deem"""
)
"""Normal forms of verbs by which somebody is quoted with what only they say."""

SAYS = OPINES | forms_of(
    """report announce confirm show find reveal disclose publish write state declare
    point record indicate see view consider read expect hope promise deny criticize criticise
    praise"""
)
"""Those, and verbs by which a fact is told: they name a speaker, who may be left out."""

ATTRIBUTES = SAYS | forms_of(
    """accord view opinion judgment judgement assessment analysis perspective
    reportedly allegedly apparently supposedly speculation eye word interview
    statement testimony blame attribute credit liken compare quote
    cite belief argument concern worry feel regard perceive voice express recommend
    advise propose question wonder"""
)
"""Those, and any other word by which a text may say that somebody says so."""

GROUPS = forms_of(
    """analysts officials experts observers scholars critics police ministers
    scientists researchers lawyers residents authorities economists diplomats lawmakers
    prosecutors doctors commanders activists supporters opponents spokesman spokeswoman
    spokesperson witnesses historians investors executives rebels protesters"""
)
"""Normal forms of who is quoted without a name."""
