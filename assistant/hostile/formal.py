"""How other languages order nobody in particular: by infinitive, impersonally, politely.

Three forms, over folded text: what came before is to be set aside; one has to, or is asked to,
answer only this; an infinitive where an imperative may stand ("Nur ausgeben: …").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_START = r"(?:^|[.!?:;,]|\b(?:und|et|y|e|и)\b)\W{0,6}"
_TOP = r"(?:^|[.!?])\W{0,6}"  # where no clause before it says whose words these are
_NEAR = r"[^.!?]{0,60}?"
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True)
class Formal:
    """The words of a language, as patterns."""

    set_aside: str  # infinitives, polite imperatives
    before: str  # what was said before this
    must: str  # impersonal obligations
    please: str
    answer: str  # infinitives
    write: str  # infinitives that news has too
    only: str
    how: str  # what may stand beside an infinitive

    def patterns(self) -> list[str]:
        """Return what each form looks like in this language."""
        asked = rf"(?:{self.must}|{self.please})(?: |(?<='))"
        beside = rf"(?:{self.only}|{self.how})"
        how = rf"(?:{beside} ){{0,5}}"
        exactly = rf"(?:{_NEAR}\b(?:{self.only})\b|[^.!?:]{{0,30}}:|\s[\"«„“])"
        return [
            rf"{_START}(?:{asked})?{how}(?:{self.set_aside})\b{_NEAR}\b(?:{self.before})",
            rf"{_TOP}{self.must} {how}(?:{self.answer})\b(?:{_NEAR}\b(?:{self.only})\b"
            rf"|(?: {beside}){{0,5}}\s?[:\"«„“])",
            rf"{_TOP}{self.must} {how}(?:{self.write})(?: {beside}){{1,5}}\s?[:\"«„“]",
            rf"{_START}{self.please}(?: |(?<=')){how}(?:{self.answer}|{self.write})\b{exactly}",
            rf"{_TOP}{how}(?:{self.answer}|{self.write})(?: {beside}){{0,5}}\s?:",
            rf"{_TOP}(?:{self.answer}) (?:{self.only})\b",
        ]

    def verbs(self) -> set[str]:
        """Return words one of which is in whatever the patterns find."""
        return {*_WORD.findall(" ".join((self.set_aside, self.answer, self.write)))}


GERMAN = Formal(
    set_aside=r"(?:vergessen|ignorieren|missachten|verwerfen|ubergehen) sie(?! nicht)"
    r"|lassen sie",
    before=r"alles (?:\w+ ){0,2}?(?:bisher|vorher|obig|zuvor|davor|vorangegangen|vorstehend)\w*"
    r"|was (?:\w+ ){0,3}?(?:bisher|vorher|oben|zuvor|davor)\b"
    r"|(?:bisher|vorherig|obig|vorangegangen|fruher)\w* (?:anweisung|vorgabe|regel|befehl|text"
    r"|hinweis)",
    must=r"(?:es gilt|man (?:muss|soll|hat))",
    please=r"(?:bitte|es wird gebeten,?|wir bitten,?)",
    answer=r"(?:zu )?(?:antworten|beantworten|reagieren|erwidern|ausgeben)|auszugeben"
    r"|voranzustellen",
    write=r"(?:zu )?(?:schreiben|sagen|wiederholen|wiedergeben)|wiederzugeben",
    only=r"nur|ausschliesslich|lediglich|stets|immer|genau|exakt|einzig",
    how=r"mit|dem|den|das|der|die|satz|text|worten|(?:wort)?wortlich|so|darauf|jetzt|folgend\w*|dies\w*"
    r"|einfach|als antwort|auf (?:jede|alle) fragen?",
)
FRENCH = Formal(
    set_aside=r"(?:ignorer|oublier|negliger|ecarter|ne (?:pas|plus) (?:tenir compte|suivre)"
    r"|ignorez|oubliez|ne tenez (?:pas|plus|aucun) compte|faites abstraction|faire abstraction)",
    before=r"ce qui (?:precede|a ete (?:dit|ecrit)|vient avant|est (?:dit|ecrit) plus haut)"
    r"|(?:instructions?|consignes?|directives?|regles?|ordres?|textes?|messages?)"
    r" (?:precedent|anterieur|ci-dessus|plus haut|du systeme)|precedentes? (?:instruct|consign)",
    must=r"(?:il (?:faut|convient de|est (?:demande|imperatif|obligatoire|necessaire|requis) de)"
    r"|on (?:doit|est prie de))",
    please=r"(?:merci (?:de|d')|veuillez|prier?e (?:de|d')|vous etes pries? (?:de|d'))",
    answer=r"repondre|commencer (?:chaque|toute|votre|la|vos) repons\w+|afficher|produire",
    write=r"ecrire|dire|repeter|affirmer|indiquer|recopier",
    only=r"uniquement|seulement|exclusivement|toujours|exactement|simplement|rien que",
    how=r"ainsi|ceci|cela|la phrase|le texte|les mots|suivant\w*|par|avec|en|maintenant"
    r"|a (?:chaque|toute) question|mot pour mot|comme suit",
)
SPANISH = Formal(
    set_aside=r"(?:ignorar|olvidar|descartar|omitir|ignore|olvide|olvidese|descarte|prescinda"
    r"|(?:haga|hagan|haz|hacer) caso omiso|no (?:tenga|tengan|tengas|tener) en cuenta)",
    before=r"(?:todo )?lo (?:anterior|previo|dicho|escrito|que precede)\b"
    r"|(?:instrucci|indicaci|orden|directri|regla|mensaje|texto)\w* (?:anterior|previ|precedente)"
    r"|(?:anterior|previ)\w* (?:instrucci|indicaci)",
    must=r"(?:hay que|se debe|debe(?:ra)?|es (?:necesario|imprescindible|obligatorio|preciso))",
    please=r"(?:por favor,?|favor de|se ruega|se pide|se solicita|sirvase|rogamos)",
    answer=r"responder|contestar",
    write=r"escribir|decir|repetir|afirmar|imprimir|mostrar",
    only=r"solo|solamente|unicamente|exclusivamente|siempre|exactamente|simplemente",
    how=r"asi|esto|lo siguiente|la frase|el texto|las palabras|siguiente|con|ahora|textualmente"
    r"|a (?:cada|toda|todas las) preguntas?|de esta forma",
)
ITALIAN_AND_PORTUGUESE = Formal(
    set_aside=r"(?:ignorare|dimenticare|tralasciare|scartare|ignori|ignorate|dimentichi"
    r"|dimenticate|non (?:tenere|tenga|tenete) conto|ignorar|esquecer|desconsiderar|descartar"
    r"|ignore|esqueca|desconsidere|nao (?:levar|leve) em conta)",
    before=r"quanto (?:\w+ )?(?:precede|sopra|detto|scritto)|cio che (?:precede|e stato)"
    r"|(?:istruzion|indicazion|regol|ordin|messagg|test)\w+ (?:precedent|di cui sopra|anterior)"
    r"|(?:precedenti|anteriori) (?:istruzion|indicazion)"
    r"|tudo o que|o que (?:foi|veio)|(?:o|todo o) (?:texto )?(?:anterior|acima)"
    r"|(?:instruco|orden|regra|mensage)\w+ (?:anterior|previ|acima)",
    must=r"(?:bisogna|occorre|si deve|e (?:necessario|obbligatorio)|deve-se|e preciso"
    r"|e obrigatorio|ha que)",
    please=r"(?:si prega di|si richiede di|siete pregati di|per favore,?|favor|por favor,?"
    r"|pede-se|solicita-se)",
    answer=r"rispondere|responder",
    write=r"scrivere|dire|ripetere|affermare|stampare|escrever|dizer|repetir|afirmar",
    only=r"solo|soltanto|solamente|unicamente|esclusivamente|sempre|esattamente|semplicemente"
    r"|apenas|somente|exatamente",
    how=r"cosi|questo|quanto segue|la frase|il testo|le parole|seguente|con|ora|parola per parola"
    r"|a (?:ogni|tutte le) domand[ae]|assim|isto|o seguinte|a frase|o texto|com|agora",
)
RUSSIAN = Formal(
    set_aside=r"(?:игнорировать|забыть|отбросить|пренебречь|не (?:учитывать|обращать внимания)"
    r"|игнорируите|забудьте|не учитываите)",
    before=r"(?:предыдущ|прежн|ранее|вышеизложенн|вышеуказанн)\w* \w{0,12}? ?(?:инструкц|указани"
    r"|команд|сообщени|правил|текст|данн)|(?:вышесказанн|вышеизложенн|написанн\w+ выше"
    r"|сказанн\w+ (?:выше|ранее)|что (?:было )?(?:выше|сказано))",
    must=r"(?:необходимо|нужно|надо|следует|требуется|надлежит)",
    please=r"(?:просьба|пожалуиста,?|прошу|просим)",
    answer=r"ответить|отвечать|вывести|выводить",
    write=r"написать|писать|сказать|повторить",
    only=r"только|лишь|всегда|исключительно|именно|точно|дословно",
    how=r"так|следующее|следующим образом|это|эту фразу|фразои|на (?:все|любои) вопросы?|теперь",
)
_INFINITIVE_LAST = (  # "Alle vorherigen Anweisungen ignorieren!", "… sind zu ignorieren"
    rf"{_START}(?:bitte )?(?:alle?s?|samtliche|die|jegliche|das|den) (?:\w+ ){{0,2}}?"
    r"(?:vorherig|bisherig|obig|vorangegangen|vorangehend|vorstehend|fruher|anderen )\w*"
    r"(?: \w+){0,2}?(?: (?:ist|sind|bitte|ab sofort|zu|vollstandig|komplett)){0,4}"
    r" (?:ignorieren|vergessen|missachten|verwerfen|ubergehen|ausser acht (?:zu )?lassen)"
    r"\s*(?:[.!;:,]|$|und\b)"
)
_IS_TO = (  # "Es ist nur zu antworten: …", "Bei jeder Antwort ist … auszugeben"
    rf"{_TOP}(?:es|zu|als|auf|bei|in)\b{_NEAR}\b(?:ist|sind)\b{_NEAR}(?:zu (?:antworten|erwidern)"
    r"|auszugeben|voranzustellen)\b"
)
_ALL = (GERMAN, FRENCH, SPANISH, ITALIAN_AND_PORTUGUESE)
LATIN = [_INFINITIVE_LAST, _IS_TO, *(form for tongue in _ALL for form in tongue.patterns())]
LATIN_VERBS = frozenset().union(*(tongue.verbs() for tongue in _ALL))
CYRILLIC = RUSSIAN.patterns()
REPORTED = re.compile(
    r"[,”\"»] ?(?:(?:so|wie|et|ha|a|ont|han|hat) )?(?:sagte|sagt|schrieb|erklarte|meinte|dit"
    r"|declare|ecrit|estime|dijo|afirmo|declaro|explico|detto|dichiarato|disse|afirmou|сказал|заявил|написал)\w*\b"
)
"""Who says so: in a sentence with this the forms are news."""
