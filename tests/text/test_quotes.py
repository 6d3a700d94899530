"""Who says what is quoted: where the words beside it name somebody, and nobody else."""

from __future__ import annotations

import pytest

from tts_tui.text.quotes import quotations, speakers


def spoken(*paragraphs: str) -> list[list[str]]:
    return [list(names) for names in speakers(paragraphs)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Come in,” said Anna.", ["Anna"]),
        ("“Come in”, said Anna.", ["Anna"]),
        ("Then said Anna: “Come in.”", ["Anna"]),
        ("‘Don’t wait,’ said Anna. ‘It’s the dogs’ bowl.’", ["Anna", "Anna"]),
        ("‘Come in’, said Anna.", ["Anna"]),
        ("‘He said “no” to me,’ said Anna.", ["Anna"]),
        ("“Come in!” Anna cried softly.", ["Anna"]),
        ("“Come in,” said Anna, “and sit down.”", ["Anna", "Anna"]),
        ("“Come in,” said Anna. “Sit down.”", ["Anna", "Anna"]),
        ("Anna said, “Come in.”", ["Anna"]),
        ("Then Mr. Darcy quietly replied: “I do.”", ["Mr. Darcy"]),
        ("“Off with her head!” the Queen shouted.", ["Queen"]),
        ("“What is it?” asked the Mock Turtle.", ["Mock Turtle"]),
        ('"Well," said Ben, "why not?"', ["Ben", "Ben"]),
        ("«Yes,» said Anna.", ["Anna"]),
        ("“Yes,” said Anna. “No,” said Ben.", ["Anna", "Ben"]),
        ("Ben told Anna, “I am going.”", ["Ben"]),
        ("“I am going,” Ben told Anna.", ["Ben"]),
        ("“It goes on and on,” said Anna, “and never", ["Anna", "Anna"]),
    ],
)
def test_a_tag_names_who_speaks(text: str, said: list[str]) -> None:
    assert spoken(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Come in,” he said.", [""]),
        ("“Come in.”", [""]),
        ("“Come in.” Anna said nothing.", [""]),
        ("He asked Anna, “Are you coming?”", [""]),
        ("“Are you coming?” he asked Anna.", [""]),
        ("“Are you coming?” the old man asked.", [""]),
        ("“Come in,” said Anna's mother.", [""]),
        ("“Come in,” said Anna and Ben.", [""]),
        ("“No,” he said. “Yes,” said Anna.", ["", "Anna"]),
        ("“Yes,” said Anna, who knew the word “river” well.", ["Anna", ""]),
        ("Anna read the “Times” and said nothing.", [""]),
        ("Nobody said anything.", []),
    ],
)
def test_what_is_unsure_stays_with_the_narrator(text: str, said: list[str]) -> None:
    assert spoken(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("« Viens », dit Paul.", ["Paul"]),
        ("« Viens ! » s’écria Mme Dupont.", ["Mme Dupont"]),
        ("« Viens », lui demanda alors Paul, « et assieds-toi. »", ["Paul", "Paul"]),
        ("Paul répondit : « Je viens. »", ["Paul"]),
        ("« Viens », dit-il à Paul.", [""]),
        ("« Viens », dit le vieil homme. « Oui », dit Paul.", ["", "Paul"]),
        ("— Viens, dit Paul.", ["Paul"]),
        ("— Je ne sais pas, peut-être, dit le docteur.", [""]),
        ("— Où vas-tu ? demanda Marie. Il ne répondit pas.", ["Marie"]),
        ("— Viens, murmura-t-elle.", [""]),
        ("«Ven», dijo Ana.", ["Ana"]),
        ("«¿Vienes?», preguntó don Quijote.", ["don Quijote"]),
        ("«Ven», le dijo a Ana.", [""]),
        ("«Ven», dijo. «Ya voy», dijo Ana.", ["", "Ana"]),
        ("Ana le dijo: «Ven».", ["Ana"]),
        ("Entonces dijo Ana: «Ven».", ["Ana"]),
        ("—Ven aquí —dijo Ana—. Siéntate.", ["Ana", "Ana"]),
        ("—Ven aquí —dijo el hombre—. Siéntate.", ["", ""]),
        ("—Adiós. —Juan cerró la puerta.", [""]),
        ("«Vieni», disse Anna.", ["Anna"]),
        ("“Vieni”, gli rispose Anna, “e siediti.”", ["Anna", "Anna"]),
        ("– Vieni, – disse Anna. – Siediti.", ["Anna", "Anna"]),
        ("«Vieni», disse lui.", [""]),
        ("“Vem”, disse o João.", ["João"]),
        ("— Vem cá — disse Ana. — Senta-te.", ["Ana", "Ana"]),
        ("— Vem cá — disse-lhe Ana.", ["Ana"]),
        ("— Vem cá — disse ela.", [""]),
        ("„Komm“, sagte Anna.", ["Anna"]),
        ("„Komm herein“, sagte Anna, „und setz dich.“", ["Anna", "Anna"]),
        ("»Komm!«, rief Anna leise.", ["Anna"]),
        ("Anna fragte: „Kommst du?“", ["Anna"]),
        ("Da sagte Anna: »Komm.«", ["Anna"]),
        ("„Komm“, sagte er zu Anna.", [""]),
        ("„Komm“, sagte die Mutter.", [""]),
        ("Die Mutter sagte: „Komm.“", [""]),
        ("Er sagte Anna: „Komm.“", [""]),
    ],
)
def test_tags_of_other_languages(text: str, said: list[str]) -> None:
    assert spoken(text) == [said]


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (
            ["“It was long ago,” said Anna. “Nobody lives there.", "“Then came the war.", "“That was all.”"],
            [["Anna", "Anna"], ["Anna"], ["Anna"]],
        ),
        (["Anna began, “It was long ago.", "“Then came the war.”"], [["Anna"], ["Anna"]]),
        (["“It was long ago.", "“Then came the war,” said Anna."], [["Anna"], ["Anna"]]),
        (["“It was long ago.", "“Then came the war,” he said."], [[""], [""]]),
        (["Anna began:", "“It was long ago.", "“Then came the war.”"], [[], ["Anna"], ["Anna"]]),
        (["“Yes,” said Anna.", "“Then came the war.”"], [["Anna"], [""]]),
        (["“Yes,” said Anna. “No", "Ben left.", "“Then he came back.”"], [["Anna", ""], [], [""]]),
        (
            ["“It was long ago,” said Anna. “It", "“is over.” Ben laughed. “Is it?” asked Ben."],
            [["Anna", "Anna"], ["Anna", "Ben"]],
        ),
        (["‘It’s long ago,’ said Ben. ‘It was.", "‘Then came the boys’ war.’"], [["Ben", "Ben"], ["Ben"]]),
        (['"It was long ago," said Ben. "It was.', '"Then came the war."'], [["Ben", "Ben"], ["Ben"]]),
        (["« C’était il y a longtemps, dit-on.", "« Puis vint la guerre », dit Paul."], [["Paul"], ["Paul"]]),
        (["« Puis vint la guerre.", "» Et ce fut tout », dit Paul."], [["Paul"], ["Paul"]]),
        (["„Es war“, sagte Anna, „vor langer Zeit.", "„Dann kam der Krieg.“"], [["Anna", "Anna"], ["Anna"]]),
    ],
)
def test_speech_over_several_paragraphs_is_one_persons(paragraphs: list[str], said: list[list[str]]) -> None:
    assert spoken(*paragraphs) == said


def test_apostrophes_and_inches_quote_nothing() -> None:
    assert quotations("It's the dogs' 5\" bowl, isn't it?") == []
    assert quotations("It’s the dogs’ bowl, ’twas said, in the ‘old’ house of the ’nineties.") == []


def test_a_long_paragraph_of_quotes_takes_no_time_worth_telling() -> None:
    text = "“Yes,” said nobody in particular, and Anna " * 5000
    assert len(spoken(text)[0]) == 5000
    assert len(spoken("‘Yes,’ said nobody in particular, and Anna " * 5000)[0]) == 5000
    assert len(spoken("—Sí —dijo Ana— " * 5000)[0]) == 5000
    assert spoken("‘Yes, dogs’ and — no " * 5000) == [[]]
