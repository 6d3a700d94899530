"""Where sentences end, case by case. In the right column a bar stands for a cut, and a mark in the text for none."""

from __future__ import annotations

import pytest

from tts_tui.text.segments import segments


def cut(text: str, language: str = "en-US") -> str:
    return " | ".join(" ".join(segment.text.split()) for segment in segments(text, language, 2000))


ENGLISH = """
It was a .357 Magnum and a knife.
See bk. 2, lat. 5 and Tab. 3 of it.
We sailed at long. 32° 10' west.
It fell in the 1st qtr. 2020 again.
Ven. Bede and Br. John met Wm. Smith.
It was trans. by Lee.
He paid 3s. 6d. for it in 1891.
He owed 500l. to the bank.
We add 2 tbsp. + 1 tsp. of it.
Open Thurs. and Fri. only.
See ch. IV, p. 3. | Then stop.
I read ch. V. | Then I slept.
Read 1 Cor. 13:4 and Rom. 8:28. | Then pray.
I saw Sam. | 13 people were there.
See Hamlet, I. ii. 129 for it.
After 12. Rxe4 he lost.
I like chess. | Nf3 is a move.
Bake for 15 mins. | 200g of flour is enough.
He lives on Main St. | She left.
Turn on Oak Ave. | Then stop.
12 Oak Dr. Suite 5
12 Oak Dr. Apt. 5 is mine.
It goes on. | “It is late. | He is gone! | Let us go,” she said. | Then
“It is late,” he said. | “He is gone.”
Move to the apt. 5 now.
Meet me at 5 p.m. | He left.
He left at 5 p.m. Friday.
The train leaves at 5 p.m. EST from here.
At 5 p.m. Tom left.
Is 5 p.m. OK? | Yes.
The 1. FC Köln won. | Then FC Bayern lost.
The 2. Bundesliga began.
He came to Pt. Reyes. | It is only 5 m. | K2 is taller.
He is at 6 ft. | Bob is 5 ft. tall.
Lieut. Hall met Sergt. Troy. | Ens. Pulver and Mons. Lebrun came.
We were all there by 5 p.m. | Tom left at six.
Dr. Smith left. | Mrs. Jones stayed.
Dr. Then
I saw Dr. He yesterday.
He served in the U.S. Army.
He left the U.S. | She stayed.
The U.S. Supreme Court met.
He works at Apple Inc. | She doesn't.
Apple Inc. Chairman Tim Cook spoke.
Pvt. Ltd. Company
Washington, D.C. | The city slept.
She has a Ph.D. | He has none.
We had apples, pears, etc. | Then we left.
The answer is no. | Then he left.
No. | I won't.
See No. 5 now. | It is there.
See fig. 3 and p. 12 of vol. 2. | It helps.
Read vs. Write it.
Use tools, e.g. This one.
Some, i.e. Tom and Ann, left.
It was built ca. 1850 by hand.
It takes approx. 5 km.
J. K. Rowling wrote it.
J. R. R. Tolkien wrote it. | He was old.
George W. Bush won.
John F. Kennedy Jr. | He flew.
Take vitamin C. | It helps.
It was World War I. | It ended.
Plan B. | Then plan C.
It costs 3.14 dollars. | It pays.
Version 2.0. | Then 3.0 came.
Gen. Lee met Lt. Col. Brown and Sgt. Pepper.
Mr. and Mrs. Smith came.
Mt. Fuji is high. | Ft. Worth is not.
St. Louis is big.
He saw St. Paul and St. Peter.
I went to Elm St. | But no one was there.
I live at 12 Oak St. | Tom lives next door.
We met on Elm St. | Tom was late.
Go to example.com. | Then stop.
Visit https://example.com/a.b?c=d now. | Then stop.
Open config.toml and README.md. | Then save.
The file is in C:\\Users\\Tom. | Then save.
Use .NET and C# now.
Use Node.js and Vue.js. | They work.
Call System.Out or console.log now.
Really?! | Yes!!! | Ok.
Wait... | What?
Wait... what?
Well… | Then we left.
Well… then we left.
So... I left.
“Run!” Tom shouted.
“Run!” shouted Tom. | He ran.
“Run!” he shouted. | He ran.
“Run!” | He ran.
“Run!” the old man said. | He ran.
“Where?” Mrs. Hall asked. | “There.”
“Why?” asked Ann. | “Why not?” said Bob.
"Stop!" Ann Lee cried. | "Now."
"Stop!" I said.
"Stop!" | She ran.
‘Yes,’ he said.
‘No!’ Ben whispered.
“I left. | She stayed.” | Then we went.
He said, “I know.” | Then he left.
It was cool (not that cool. But whatever.) | We left.
It was cool (really?) and good.
He left (why?). | She stayed.
(He left.) | She stayed.
[He left.] | She stayed.
She came (at 5 p.m.) and left.
The U.S. (i.e. Texas) won.
He asked (twice!) | Nobody answered.
Smith et al. (2010) found it. | It holds.
It ended.12 | The king[3] left.¹ | She agreed.
He left.[4] | She stayed.
“He left.”3 | She stayed.
It rose to 3.12 The end.
Mail tom.Smith@example.com now.
See example.Com/Path.Html now.
Yahoo! is old. | Jeopardy! is older.
He came in Jan. | She came in Feb. 2020.
On Jan. 5 he left.
It is 5 ft. | That is all.
Is it 5 a.m.? | Yes.
They sell books, CDs, etc., and tea. | Come in.
I. Newton saw it.
Who is it? | J. Smith.
1. First thing.
a) First thing. | Second thing.
The end.” | He left.
¿Qué? | ¡No!
She said: “Go!” | And he went.
*She waits.* | **He goes.** | _They stay._
See [One. Two](https://example.org/a) now. | End.
Read [this](https://example.org/a_(b)). | Then go.
He is 5'9". | She is 5'2".
"What?" | "Nothing."
The Sen. | He spoke.
Rev. Green and Prof. Plum met.
He read 2 Sam. and left.
The company, Smith & Co. | It failed.
Smith & Co. Ltd. was sold.
It began in 1990. | In 2000 it ended.
The score was 3. | They lost.
"""


def rows(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line]


@pytest.mark.parametrize("row", rows(ENGLISH))
def test_english(row: str) -> None:
    assert cut(row.replace(" | ", " ")) == row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That's fine.Great!", "That's fine. | Great!"),
        ("Fine,thanks.Great!", "Fine,thanks. | Great!"),
        ("He met Tom.Then they left.", "He met Tom. | Then they left."),
        ("Is it?Yes!No.", "Is it? | Yes! | No."),
        ("It wasn`t. It was.", "It wasn`t. | It was."),
        ("It is big!So what?", "It is big! | So what?"),
        ("“Go.”He went.", "“Go.” | He went."),
    ],
)
def test_a_space_is_missing(text: str, expected: str) -> None:
    assert cut(text) == expected


OTHERS = [
    ("fr-FR", "« Bonjour ! » dit M. Dupont. | « Ça va ? » | Oui."),
    ("fr-FR", "C'est à 5 h. | Il part."),
    ("es-ES", "¡Hola! | ¿Qué tal? | El Sr. López llegó."),
    ("de-DE", "Das ist z. B. gut. | Er geht."),
    ("it-IT", "Il dott. Rossi è qui. | Bene!"),
    ("pt-BR", "O Sr. Silva saiu. | Ela ficou."),
    ("pt-BR", "Mora no apto. 302 desde o séc. XX e gosta de Sta. Catarina."),
    ("es-ES", "Ganó en los JJ. OO. de 1992. | Murió en 500 d. C. en Roma."),
    ("es-ES", "Llame al Tlf. 912345678. | El Cnel. Pérez espera."),
    ("pt-BR", "Saiu em 31 dez. 1999 e voltou em 2 out. 2001. | O Pe. Antônio ficou."),
    ("fr-FR", "Il est parti le 31 déc. 1999 au soir. | Elle revient sam. 6 juillet avec le Pr. Martin."),
    ("en-US", "She came out. | 2015 was a good year."),
    ("hi", "नमस्ते। | आप कैसे हैं?"),
    ("hi", "इंजी. अमित और मो. रफ़ी आए। | वह गया।"),
    ("ja", "今日は。 | 元気ですか？ | はい！"),
    ("zh", "你好。 | 你好吗？ | 很好！"),
    ("ru", "Привет. | Как дела?"),
]


@pytest.mark.parametrize(("language", "row"), OTHERS)
def test_other_languages(language: str, row: str) -> None:
    joined = row.replace(" | ", "" if language in {"ja", "zh"} else " ")
    assert cut(joined, language) == row


def test_hindi_ends_with_a_danda() -> None:
    text = "डॉ. राम आए। वह 10.5 कि.मी. गया। प्रो. सिंह! ठीक है. वह गया."
    assert [segment.text for segment in segments(text, "hi", 400)] == [
        "डॉ. राम आए।",
        "वह 10.5 कि.मी. गया।",
        "प्रो. सिंह!",
        "ठीक है.",
        "वह गया.",
    ]
