"""Texts on which tokenizers differ: scripts, code, white space, marks, and mixes of them by a seed."""

from __future__ import annotations

import random
import sys
import unicodedata

SCRIPTS = {
    "english": "The quick brown fox doesn't jump over 13 lazy dogs; it's said they've WON'T'd it.\n\nYes!",
    "code": 'def f(x: int = 0x1F) -> str:\n\treturn {**a, "b": [1_000, 2.5e-3]}  # camelCase, snake_case\r\n',
    "html": "<table><tr><td>1</td></tr></table>\n<h1>Ti&nbsp;tle</h1><br/></div>\n\n\n<!-- x -->",
    "json": '{"a":{"b":[1,2,{"c":null}],"d":"\\u00e9\\n"},"e":-1.25e+10}',
    "german": "Straßenbahnhaltestellen übergroßer Städte, ÄÖÜ und Füße: 1.234,56 €",
    "french": "L'été, où l'on s'aperçoit qu'« ils » n'étaient — hélas ! — pas prêts…",
    "vietnamese": "Tiếng Việt được viết bằng chữ Quốc ngữ, với nhiều dấu thanh.",
    "polish": "Zażółć gęślą jaźń, pchnąć w tę łódź jeża",
    "turkish": "İstanbul'da \u0131l\u0131k bir güneş, ŞÇĞ",
    "russian": "Съешь же ещё этих мягких французских булок, да выпей чаю. ЁЛКА",
    "greek": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία, ΣΊΣΥΦΟΣ ς",
    "hebrew": "דג סקרן שט בים מאוכזב ולפתע מצא חברה, בְּרֵאשִׁית",
    "arabic": "نصٌّ حكيمٌ له سِرٌّ قاطِعٌ وَذُو شَأنٍ عَظيمٍ ١٢٣٤",
    "persian": "می\u200cروند و نمی\u200cپرسند، ۱۲۳۴",
    "hindi": "ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण का सर्वनाश १२३",
    "bengali": "আমি বাংলায় গান গাই",
    "tamil": "தமிழ் எழுத்துக்கள் அழகானவை",
    "thai": "เป็นมนุษย์สุดประเสริฐเลิศคุณค่า กว่าบรรดาฝูงสัตว์ ๑๒๓",
    "khmer": "ខ្ញុំអាចញ៉ាំកញ្ចក់បាន",
    "chinese": "我能吞下玻璃而不伤身体。「你好」,世界!12345",
    "traditional": "我能吞下玻璃而不傷身體。",
    "japanese": "私はガラスを食べられます。それは私を傷つけません。カタカナ、ひらがな!",
    "korean": "나는 유리를 먹을 수 있어요. 그래도 아프지 않아요",
    "amharic": "ሰማይ አይታረስ ንጉሥ አይከሰስ።",
    "emoji": "👨\u200d👩\u200d👧\u200d👦 🏳\ufe0f\u200d🌈 👍🏽 🇩🇪🇯🇵 ❤\ufe0f\u200d🔥 1\ufe0f⃣ 😀😀😀 ☕︎ 🫨",
    "combining": "e\u0301 a\u0308\u0323 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢ \u0301 \u0308x \u212b \u1e9b\u0323 \ufb01",
    "white space": "a  b   c\t\td \t e\n\n\n f\r\n\r\n\tg\u00a0\u00a0h\u3000i\u2003j\x0bk\x0cl\u2028m   ",
    "line ends": "\r\n\n\r\r\n \n \r\n  \n\t\n",
    "marks": "!!! ??? ... --- === *** ### ~~~ ``` '''  \"\"\" ((())) [[]] {{}} <<>> //\n/// \\\\ |x| $1 &&",
    "digits": "0 12 123 1234 12345 123456 1234567 ½ ² ٣ Ⅷ 1,000,000.00",
    "special": "<|endoftext|><|im_start|>user<|im_end|> <|fim_prefix|> [INST] </s> <pad> <|eot_id|>",
    "control": "\0\x01\x1b[31m\x7f\x80\x9f\ufeff\ufffd\ufffe\uffff\U0010ffff\ue000",
    "base64": "SGVsbG8sIFdvcmxkISBUaGlzIGlzIGEgdGVzdCBvZiBiYXNlNjQ=",
    "long word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "contractions": "I'll I'LL we'Ve don'T it'S 'S 's ' s ''re 'd'D x'm\n's y'\u017f",
}
"""What a text shows -> the text. None of them is long."""

_GLUE = (
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " \n",
    "\n ",
    "/",
    "'",
    ".",
    "\u00a0",
    "a",
    "Z",
    "<td>",
    "\n" * 70,
)


def mixes(number: int, *, seed: int) -> list[str]:
    """Texts made of slices of the others and of single characters."""
    draw = random.Random(seed)  # noqa: S311 - the same texts each time
    sources = list(SCRIPTS.values())
    characters = "".join(sources)
    made = []
    for _ in range(number):
        parts = []
        for _ in range(draw.randint(1, 8)):
            source = draw.choice(sources)
            start = draw.randrange(len(source))
            some = "".join(draw.choices(characters, k=draw.randint(1, 12)))
            parts.append(draw.choice((source[start : start + draw.randint(1, 40)], some)))
            parts.append(draw.choice(_GLUE) * draw.randint(1, 3))
        made.append("".join(parts))
    return made


def code_points() -> list[str]:
    """Every character that is assigned, in a word, by itself and doubled: 16 of them to a text."""
    assigned = [
        chr(point)
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) not in {"Cn", "Cs", "Co"}
    ]
    shown = [f"a{each}b {each} {each}{each}" for each in assigned]
    return ["\n".join(shown[start : start + 16]) for start in range(0, len(shown), 16)]
