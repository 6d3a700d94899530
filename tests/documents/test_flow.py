"""What HTML becomes when it is read."""

from __future__ import annotations

import pytest
from growth import grows_with_length_alone
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.documents.flow import read_page
from tts_tui.documents.model import Block


def blocks(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_page(source).blocks]


def spoken(source: str) -> str:
    return " | ".join(block.text for block in read_page(source).blocks if block.spoken)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('<p><span class="dropcap">I</span>t was <b>lat</b>e.</p>', "It was late."),
        ('<p><img src="i.png" alt="T"/>HE end.</p>', "THE end."),
        ("<p>an ex&shy;am&#173;ple&nbsp;of \u200b soft hyphens\ufeff</p>", "an example of soft hyphens"),
        ("<p>One<p>Two", "One | Two"),
        ("<p>one<br><br>two", "one | two"),
        ("<p>wrapped\n  at\tany\r\nplace</p>", "wrapped at any place"),
        ("<p>A &amp; B &lt; C &eacute;&#8217;s</p>", "A & B < C é’s"),
        ("<p>1 < 2 & 3 > 2</p>", "1 < 2 & 3 > 2"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字"),
        ("<p>He said <q>yes</q>.</p>", "He said “yes”."),
        ("<script>if (a < b) x</script><style>p{}</style><p>text</p>", "text"),
        ("<title/><script/><p>text</p>", "text"),
        ("<p><![CDATA[a <b> c]]></p>", "a <b> c"),
        ("<!-- not\n<p>this</p> --><p>this</p>", "this"),
        ('<p>end<span class="pagenum">[Pg 12]</span> of it</p>', "end of it"),
        ('<p>end<span epub:type="pagebreak" title="12">12</span> of it</p>', "end of it"),
        ('<p>seen</p><p hidden="">unseen</p><p style="display: none">unseen</p>', "seen"),
        ("<svg><text>no</text></svg><p>yes</p>", "yes"),
        ("<p>a <b>bold <i>both</b> end</i> here</p>", "a bold both end here"),
        ("<ul><li>one<li>two</ul>", "one | two"),
        ("<div>loose <div>inner</div> tail</div>", "loose | inner | tail"),
    ],
)
def test_what_is_read(source: str, said: str) -> None:
    assert spoken(source) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('<p>the king<sup><a href="#n1">1</a></sup> left</p>', "the king left"),
        ('<p>the king<a href="#n1"><sup>1</sup></a> left</p>', "the king left"),
        ('<p>the king<a class="fnanchor" href="#n1">[1]</a> left</p>', "the king left"),
        ('<p>the king<a epub:type="noteref" href="n.xhtml#n1">1</a> left</p>', "the king left"),
        ('<p>the king<a role="doc-noteref" href="#n1">iv</a> left</p>', "the king left"),
        ('<p>the king<a href="#n1">*</a> left</p>', "the king left"),
        ("<p>the king<sup>12</sup> left.<sup>3, 4</sup></p>", "the king left."),
        ("<p>10<sup>2</sup> m<sup>3</sup> and x<sup>n</sup></p>", "10² m³ and xⁿ"),
        ("<p>the 1<sup>st</sup> of M<sup>me</sup> Roland</p>", "the 1st of Mme Roland"),
        ("<p>H<sub>2</sub>O</p>", "H2O"),
        (
            '<p>see page <a href="#p12">12</a> and <a href="#c">chapter two</a></p>',
            "see page 12 and chapter two",
        ),
        ("<p>as Osei [1984] wrote</p>", "as Osei [1984] wrote"),
    ],
)
def test_numbers_of_notes_are_left_out_and_others_stay(source: str, said: str) -> None:
    assert spoken(source) == said


@pytest.mark.parametrize(
    "source",
    [
        '<aside epub:type="footnote" id="n1"><p>The note. <a href="#r1">↩</a></p></aside>',
        '<div class="footnote"><p>The note.</p></div>',
        '<section epub:type="endnotes"><ol><li id="n1">The note.<a role="doc-backlink" href="#r1">up</a></li></ol></section>',
        '<ol><li id="footnote-1"><p>The note. <a href="#footnote-ref-1">↑</a></p></li></ol>',
        '<section class="footnotes"><ol><li id="fn1">The note.</li></ol></section>',
    ],
)
def test_footnotes_are_notes_that_are_not_read(source: str) -> None:
    assert read_page(f"<p>Text.</p>{source}").blocks == [
        Block("paragraph", "Text."),
        Block("note", "The note.", spoken=False, why="footnote"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        '<div class="poem"><div class="stanza"><span class="i0">One,<br/></span><span class="i2">two.<br/></span></div>'
        '<div class="stanza"><span>Three.</span></div></div>',
        '<div class="poem"><div class="l">One,</div><div class="l">two.</div><p>&nbsp;</p><div class="l">Three.</div></div>',
        '<section epub:type="z3998:poem"><p>One,<br/>two.</p><p>Three.<br/></p></section>',
        "<pre>One,\n  two.\n\nThree.</pre>",
    ],
)
def test_verse_keeps_its_lines_and_stanzas(source: str) -> None:
    assert blocks(source) == [("verse", "One,\ntwo."), ("verse", "Three.")]


def test_code_tables_captions_and_quotations_are_what_they_are() -> None:
    source = (
        "<pre><code>x = f(1)\n  y</code></pre><table><tr><th>a<th>b<tr><td>1<td>2</table>"
        "<blockquote><p>Quoted.</p></blockquote><figure><img src='a.png' alt='A red barn'><figcaption>The barn.</figcaption></figure>"
        "<nav><a href='x'>Home</a></nav><p>* * *</p>"
    )
    assert [(b.kind, b.text, b.why) for b in read_page(source).blocks] == [
        ("code", "x = f(1)\n  y", "code"),
        ("table", "a, b\n1, 2", ""),
        ("quotation", "Quoted.", ""),
        ("caption", "A red barn", "description of a picture"),
        ("caption", "The barn.", ""),
        ("paragraph", "Home", "navigation"),
        ("paragraph", "* * *", "a break"),
    ]


def test_a_table_that_holds_the_page_together_is_none() -> None:
    assert blocks("<table><tr><td><h1>Title</h1><p>One.</p><p>Two.</p></td></tr></table>") == [
        ("heading", "Title"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
    ]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("<h2>CHAPTER I<br/>The Boy</h2>", "CHAPTER I. The Boy"),
        ("<h1>THE HOUND<br>OF THE<br>BASKERVILLES</h1>", "THE HOUND OF THE BASKERVILLES"),
        ('<h2><img src="c.png" alt="Chapter Two"/></h2>', "Chapter Two"),
        ('<div role="heading" aria-level="3">Here</div>', "Here"),
    ],
)
def test_headings(source: str, title: str) -> None:
    assert blocks(source) == [("heading", title)]


def test_a_place_is_the_block_that_begins_there_or_the_next() -> None:
    flow = read_page(
        '<p id="a">One</p><a id="b"></a><h2>Two</h2><p>three<a id="c"></a></p><h2>Fo<a name="d"></a>ur</h2><p id="e"></p>'
    )
    assert flow.anchors == {"a": 0, "b": 1, "c": 3, "d": 3, "e": 4}


WORDS = st.text(st.sampled_from("abc <>&/=\"'-![]?\n#x1;"), max_size=200)


@given(WORDS)
def test_any_string_is_a_page(source: str) -> None:
    read_page(source)


@given(
    st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9), min_size=1, max_size=9)
)
def test_no_word_is_lost_or_turned_round(words: list[str]) -> None:
    source = "".join(
        f"<p>{word}</p>" if number % 2 else f"<i>{word}</i> " for number, word in enumerate(words)
    )
    assert " ".join(text for _, text in blocks(source)).split() == words


REPEATED = ["<", "<a", "<a ", "<!--", "<![CDATA[", "<b>", "</b>", "<p>", "<table>x", "<td>x", "&amp", '<a b="', "<a b='", "<sup>1",
            "<div class=poem>x", "<pre>", "<q>", "<li>x", "<a href=#>1</a>", "<img alt=xy>", "<br>", "<!x[", "\n", "<?", "<script>",
            "<a id=x> ", "<h1>", "x<br>"]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_with_length_alone(piece: str) -> None:
    assert grows_with_length_alone(lambda times: read_page(piece * times), 1000)
