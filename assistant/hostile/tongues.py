"""How other languages speak to a machine that reads: few words each, over folded text.

A sentence instructs where it tells to set aside what was said before, tells a machine that it must
speak, begins with an order to speak, says what to answer if asked, or asks for the prompt.
Accents are gone from the text, and capitals.
"""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.hostile.formal import CYRILLIC, LATIN, LATIN_VERBS, REPORTED

_NEAR = r"[^.!?。！？]{0,80}?"
_START = r"(?:^|[.!?:;,。！？：，、])\W{0,20}"

GERMAN = [
    rf"(?:\b(?:ignoriere|ignorieren sie|vergiss|vergessen sie|missachte|missachten sie|verwirf)"
    rf"|{_START}(?:bitte )?(?:ignoriert|vergesst|missachtet))\b{_NEAR}\b(?:(?:vorherig"
    r"|vorangegangen"
    rf"|bisherig|obig|fruher|vorig|deine|ihre|alle)\w*{_NEAR}\b(?:anweisung|instruktion|befehl"
    r"|vorgabe"
    r"|regel|prompt|quelle|artikel)|oben\b)",
    r"\bals (?:\w+ )?(?:ki|ai|sprachmodell|chatbot|assistent)\b[^.!?]{0,30}?\b(?:du|sie)\b",
    r"\b(?:ki|ai|sprachmodell|chatbot|assistent)\w*(?:[- ](?:modell|system|assistent|bot)\w*)?\b"
    rf"{_NEAR}\b(?:muss|mussen|soll|sollen|sollten|wird gebeten|werden gebeten|bitte|haben zu)\b"
    rf"{_NEAR}\b(?:antwort|sag|schreib|nenn|wiederhol|behaupt|ausgeb|ignorier|erwahn"
    r"|verschweig)\w*",
    rf"{_START}(?:bitte )?(?:antworte|sage?|schreibe?|wiederhole|behaupte|gib)"
    r"(?:n sie)?\b[^.!?]{0,30}?(?:\bdass\b|\bnur\b|:|\baus\b|[\"„“])",
    r"\b(?:wenn|falls|sobald|wirst|werden)\b[^.!?]{0,60}?\bgefragt\b[^.!?]{0,60}?"
    r"\b(?:antworte|sage?|behaupte|schreibe)(?:n sie)?\b",
    r"\b(?:hinweis|nachricht|anweisung|mitteilung|achtung)\b[^.!?:]{0,20}?\b(?:an|fur)\b"
    r"[^.!?:]{0,25}?\b(?:ki|ai|sprachmodell|chatbot|assistent)\w*",
    rf"\b(?:gib|zeige?|verrate|wiederhole|drucke)\b{_NEAR}\b(?:system-?prompt|systemanweisung"
    r"|systemnachricht|deine anweisungen)",
    r"\bdu bist (?:jetzt|nun|ab sofort)\b|\bab (?:jetzt|sofort) (?:antworte|bist du|sag)",
]
FRENCH = [
    rf"(?:{_START}(?:ignore|oublie)|\b(?:ignorez|oubliez|ne tenez (?:pas|aucun) compte))\b{_NEAR}"
    rf"(?:\b(?:precedent|anterieur|ci-dessus|tes|vos|toute?s|au-dessus)\w*{_NEAR}"
    r"\b(?:instruction|consigne|directive|regle|ordre|source|article|prompt)"
    r"|\b(?:instruction|consigne|directive|regle|ordre)s? (?:precedent|anterieur|ci-dessus)"
    r"|ci-dessus)",
    r"\b(?:(?<!l')ia|assistants? (?:virtuel|numerique)s?|modeles? de langage|chatbots?)\b"
    rf"{_NEAR}\b(?:doi(?:t|s|vent)|devez|devrai\w+|est prie|sont pries|veuillez|merci de)\b{_NEAR}"
    r"\b(?:repondre|dire|ecrire|affirmer|declarer|ignorer|repeter|indiquer|citer|mentionner)\b",
    rf"{_START}(?:s'il (?:te|vous) plait,? )?(?:reponds|repondez|dis|dites|ecris|ecrivez|repete"
    r"|repetez|affirme|affirmez)\b[^.!?]{0,30}?(?:\bque\b|\bqu'|:|\buniquement\b|\bseulement\b"
    r"|[«\"])",
    rf"\bsi (?:on|l'on|quelqu'un|un utilisateur|l'utilisateur)\b{_NEAR}\bdemande\b{_NEAR}"
    r"\b(?:reponds|repondez|dis|dites|affirme\w*)\b",
    r"\b(?:note|message|avis|instructions?|attention)\b[^.!?:]{0,20}?\b(?:aux?|pour|a l'"
    r"|a tou\w+)\b"
    r"[^.!?:]{0,25}?\b(?:ia|assistants?|modeles? de langage|agents? conversationnels?|chatbots?)\b",
    rf"\b(?:affiche|montre|revele|repete|imprime|donne)[rz]?\b{_NEAR}"
    r"\b(?:prompt systeme|invite systeme|message systeme|instructions systeme|(?:tes"
    r"|vos) instructions)",
    r"\b(?:tu es|vous etes) (?:maintenant|desormais)\b|\bdesormais,? (?:reponds|repondez|tu|dis)\b",
]
SPANISH = [
    rf"(?:{_START}(?:ignora|olvida|descarta|omite)|\b(?:ignore|ignoren|olvide|descarte))\b{_NEAR}"
    r"\b(?:instrucciones|indicaciones|ordenes|directrices|reglas|prompt|todo lo anterior"
    r"|lo anterior"
    r"|las fuentes|los (?:otros|demas) articulos)\b",
    r"\b(?:ia|asistentes? (?:virtual\w*|digital\w*)|modelos? de lenguaje|chatbots?|bots?)\b"
    rf"{_NEAR}\b(?:debe[ns]?|deberia\w*|tiene[ns]? que|ha[ns]? de|por favor)\b{_NEAR}"
    r"\b(?:responder|decir|escribir|contestar|afirmar|ignorar|repetir|citar|mencionar|indicar)\b",
    rf"{_START}(?:por favor,? )?(?:responde|responda|di|diga|escribe|escriba|contesta|conteste"
    r"|repite"
    r"|repita|afirma)\b[^.!?]{0,30}?(?:\bque\b|:|\bsolo\b|\bsolamente\b|\bunicamente\b|[«\"])",
    rf"\bsi (?:te|le|les|se|alguien|un usuario|el usuario)\b{_NEAR}\b(?:pregunta\w*)\b{_NEAR}"
    r"\b(?:responde|responda|di|diga|contesta|conteste|afirma)\b",
    r"\b(?:estimad[oa]s?|nota|mensaje|aviso|instruccion(?:es)?|atencion)\b[^.!?:]{0,20}?\b(?:a|al"
    r"|para|,|:)"
    r"[^.!?:]{0,25}?\b(?:ia|asistentes?|modelos? de lenguaje|chatbots?)\b",
    rf"\b(?:muestra|revela|imprime|repite|escribe|ensena)\b{_NEAR}"
    r"\b(?:prompt del sistema|mensaje del sistema|instrucciones del sistema|tus instrucciones)",
    r"\bahora eres\b|\b(?:a partir de|desde) ahora,? (?:responde|di|eres|contesta)\b",
]
PORTUGUESE_AND_ITALIAN = [
    rf"(?:{_START}(?:ignora|dimentica|esquece)|\b(?:ignore|ignorate|esqueca|desconsidere"
    rf"|dimenticate))\b{_NEAR}\b(?:instrucoes|istruzioni|ordens|regras|regole|prompt|acima"
    r"|sopra)\b",
    r"\b(?:ia|assistentes?|assistenti|modelos? de linguagem|modell[oi] linguistic[oi]|chatbots?)\b"
    rf"{_NEAR}\b(?:deve[mis]?|devono|devem|dovete|tem que)\b{_NEAR}"
    r"\b(?:responder|dizer|escrever|afirmar|rispondere|dire|scrivere|affermare|ignorar\w*)\b",
    rf"{_START}(?:responda|diga|escreva|rispondi|rispondete|di'|dite|scrivi)\b[^.!?]{{0,30}}?"
    r"(?:\bque\b|\bche\b|:|\bapenas\b|\bsolo\b)",
    rf"\bse\b{_NEAR}\b(?:perguntar\w*|perguntad\w+|chiest\w+|chiede\w*)\b{_NEAR}"
    r"\b(?:responda|diga|rispondi|rispondete|di'|dite)",
    rf"\b(?:mostre|revele|imprima|mostra|rivela|stampa)\b{_NEAR}"
    r"\b(?:prompt d[oi] sistema|prompt di sistema|istruzioni di sistema|suas instrucoes"
    r"|tue istruzioni)",
]
RUSSIAN = [
    rf"\b(?:игнорируи|игнорируй|забудь|отбрось|не обращаи)(?:те)?\b{_NEAR}"
    r"\b(?:предыдущ|прежн|выше|все|ранее|свои|твои|эти)\w*",
    r"\b(?:ии|ассистент|помощник|языков\w+ модел|чат-?бот|неиросет|нейросет)\w*\b"
    rf"{_NEAR}\b(?:долж[енныао]+|следует|обязан\w*|пожалуиста|пожалуйста|нужно)\b{_NEAR}"
    r"\b(?:ответить|отвечать|сказать|говорить|написать|писать|сообщ\w+|утверждать|игнорировать)\b",
    rf"{_START}(?:пожалуйста,? )?(?:ответь|отвечай|скажи|напиши|повтори)(?:те)?\b[^.!?]{{0,30}}?"
    r"(?:\bчто\b|\bтолько\b|:|[«\"])",
    rf"\bесли\b{_NEAR}\b(?:спро[сш]\w+)\b{_NEAR}\b(?:ответь|отвечай|скажи|говори)(?:те)?\b",
    r"\b(?:примечание|сообщение|указание|внимание|инструкция)\b[^.!?:]{0,20}?"
    r"\b(?:ии|ассистент|языков\w+ модел|чат-?бот|нейросет)\w*",
    rf"\b(?:выведи|покажи|раскрой|напечатай|повтори)(?:те)?\b{_NEAR}"
    r"(?:системн\w+ (?:промпт|инструкц|сообщен|запрос)|промпт|сво[ий] инструкц)",
]
KOREAN = [
    r"(?:이전|앞선|위의|앞의|기존|지금까지)[^.!?]{0,12}(?:지시|명령|지침|프롬프트|규칙|내용"
    r"|출처)\w*"
    r"[^.!?]{0,12}(?:(?:무시|잊)[^.!?]{0,80}?(?:세요|십시오|시오|하라|해라|어라|바랍니다"
    r"|해야 (?:한|합))"
    r"|따르지 (?:마|말))",
    r"(?:(?<![a-z])ai(?![a-z])|인공지능|언어 ?모델|챗봇|어시스턴트)[^.!?]{0,60}?"
    r"(?:답|대답|응답|말|출력|기재|무시|인용|반복|언급|서술)[^.!?]{0,8}"
    r"(?:해야|하라|하세요|하십시오|해 ?주|할 것|하시오|하여야|해라)",
    r"(?:라고|다고|만)\s*(?:답|대답|응답|말|출력|반복)\w{0,2}?(?:하라|하세요|하십시오|하시오|해라"
    r"|해 ?주세요|해야 ?(?:한|합))",
    r"(?:물으면|물어보면|질문(?:을)? ?(?:하면|받으면)|질문받으면|묻는다면)[^.!?]{0,60}?"
    r"(?:답|대답|응답|말)\w{0,2}?(?:하라|하세요|하십시오|하시오|해라|해야)",
    r"(?:ai|인공지능|언어 ?모델|챗봇|어시스턴트)\w*\s*(?:에게|께|용|여러분)\w*\s*(?:알림|메시지"
    r"|참고|지시|안내|공지|:)",
    r"(?:시스템|너의|당신의) ?(?:프롬프트|메시지|지시|지침)\w*[^.!?]{0,15}(?:출력|공개|보여|알려"
    r"|반복|말해)",
]
CHINESE = [
    rf"{_START}(?:请|請|现在|現在|你|您|务必|務必|必须|必須|要){{0,3}}"
    r"(?:忽略|忽视|忽視|无视|無視|忘记|忘記|忘掉|不要理会|不要理會|不要遵循|抛开"
    r"|拋開)[^。！？]{0,10}"
    r"(?:之前|以前|以上|上述|上面|先前|前面|所有|你的|您的|其他)[^。！？]{0,8}"
    r"(?:指示|指令|说明|說明|提示|命令|规则|規則|内容|內容|要求|来源|來源|文章|一切|文字)",
    r"(?:(?<![a-z])ai(?![a-z])|人工智能|人工智慧|语言模型|語言模型|大模型|聊天机器人|聊天機器人"
    r"|助手|助理)(?!公司|企业|企業|行业)"
    r"[^。！？]{0,40}?(?:必须|必須|应该|應該|应当|應當|务必|務必|请|請|需要|都要"
    r"|只能)[^。！？，,]{0,20}?"
    r"(?:回答|回复|回覆|答复|说|說|输出|輸出|写|寫|声称|聲稱|告诉|告訴|引用|重复|重複|忽略)",
    rf"{_START}(?:请|請|只|必须|必須|直接|现在|現在|然后|然後|并|並)?(?:你)?(?:要"
    r"|只能)?"
    r"(?:回答|回复|回覆|输出|輸出|说出|說出|重复|重複|声称|聲稱)(?:说|說|道|：|:|“|「|\"|用户|用戶"
    r"|只)",
    r"(?:如果|若|当|當|假如)[^。！？]{0,20}?(?:问|問|询问|詢問|提问|提問)[^。！？]{0,30}?"
    r"(?:请|請|就|则|則|必须|必須|应|應|要|你|,|，)\s*(?:回答|回复|回覆|说|說|答)",
    r"(?:致|给|給|对|對|告)(?:所有|各位|各|阅读本文的|閱讀本文的)?[^。！？]{0,6}"
    r"(?:ai|人工智能|人工智慧|语言模型|語言模型|大模型|聊天机器人|聊天機器人"
    r"|助手)[^。！？]{0,6}[：:，,]",
    r"(?:输出|輸出|显示|顯示|打印|列印|泄露|洩露|透露|重复|重複|告诉|告訴)[^。！？]{0,12}"
    r"(?:系统提示|系統提示|提示词|提示詞|系统消息|系統訊息|系统指令|系統指令)",
    r"(?:从现在开始|從現在開始|从现在起|從現在起)[^。！？]{0,6}你|你现在是|你現在是",
]
JAPANESE = [
    r"(?:これまで|以前|前|上記|上|先|すべて|全て|以上)の?[^。！？]{0,8}"
    r"(?:指示|命令|指令|プロンプト|ルール|規則|内容|情報源|記事)[^。！？]{0,6}(?:(?:無視|忘れ"
    r"|破棄)[^。！？]{0,80}?"
    r"(?:ください|下さい|せよ|なさい|しろ|こと)(?:[。！]|$)|従わないで)",
    r"(?:(?<![a-z])ai(?![a-z])|人工知能|言語モデル|チャットボット|アシスタント)[^。！？]{0,60}?"
    r"(?:回答|返答|答え|述べ|出力|言[わい]|無視|書[かい]|引用|繰り返)[^。！？]{0,8}"
    r"(?:こと|なければ|ください|下さい|べき|せよ|なさい|必要)",
    r"(?:と|だけを?|のみ)\s*(?:回答|返答|答え|出力|言っ|述べ|繰り返)[^。！？]{0,4}"
    r"(?:てください|て下さい|せよ|なさい|しろ|すること|してください|ろ(?:[。！]|$))",
    r"(?:聞かれ|尋ねられ|質問され|問われ)[^。！？]{0,40}?(?:答え|回答|返答|言[いっ]"
    r"|述べ)[^。！？]{0,4}"
    r"(?:てください|て下さい|こと|なさい|せよ|してください)",
    r"(?:ai|人工知能|言語モデル|チャットボット|アシスタント)[^。！？]{0,8}(?:への?|向けの?|宛ての?)"
    r"[^。！？]{0,4}(?:注意|メッセージ|指示|お知らせ|お願い|注記|[：:])",
    r"(?:システム ?プロンプト|システムメッセージ|内部指示|あなたの指示)[^。！？]{0,8}(?:出力|表示"
    r"|教え|見せ|公開|開示)",
    r"(?:あなたは今から|今から|これから)[^。！？]{0,12}(?:です|として|振る舞)",
]

# One of these is in any sentence of theirs: what tells them from English at a look.
_LATIN_WORDS = frozenset(
    """
    der das und dass den dem des mit nur aus sie du ein eine ist sind alle alles bitte wenn
    falls zu nicht deine ihre auf fur vom zum ich jetzt ignoriere ignorieren vergiss vergessen
    antworte antworten sage schreibe wiederhole gib als ki sprachmodelle chatbot assistent
    assistenten le la les de que qui un une est et aux au vous tu votre tes vos toutes ces
    cette ne pas ignorez oubliez repondez dites ecrivez repetez ia affichez montrez revelez si
    il el los las y por es su sus tus al lo una para con ignora olvida responde responda di
    diga escribe repite muestra revela asistente asistentes o os e da se che gli tutte tutti
    suas ignori rispondi rispondete scrivi escreva mostre revele esqueca dimentica
    """.split()
)
_SCRIPTS = [
    (re.compile("[\u0400-\u04ff]"), RUSSIAN),
    (re.compile("[\uac00-\ud7af]"), KOREAN),
    (re.compile("[\u3040-\u30ff]"), JAPANESE),
    (re.compile("[\u4e00-\u9fff]"), CHINESE),
]
_LATIN = re.compile("|".join([*GERMAN, *FRENCH, *SPANISH, *PORTUGUESE_AND_ITALIAN]))
_FORMAL = re.compile("|".join(LATIN))
_IN_SCRIPT = [(script, re.compile("|".join(patterns))) for script, patterns in _SCRIPTS]
_FORMAL_RUSSIAN = re.compile("|".join(CYRILLIC))


def orders(plain: str, words: Set[str]) -> bool:
    """Tell whether a folded text of these words gives a machine an order in another language."""
    if words & _LATIN_WORDS and _LATIN.search(plain):
        return True
    if _is_formal(plain, words):
        return True
    return not plain.isascii() and any(
        script.search(plain) and patterns.search(plain) for script, patterns in _IN_SCRIPT
    )


def _is_formal(plain: str, words: Set[str]) -> bool:
    found = (words & LATIN_VERBS and _FORMAL.search(plain)) or (
        not plain.isascii() and _FORMAL_RUSSIAN.search(plain)
    )
    return bool(found) and not REPORTED.search(plain)
