"""`render` and `jobs`, as a user runs them."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import av
import pytest
from epub_rules import checked
from made_books import epub, page
from on_terminal import on_a_terminal
from rendering import PNG
from small_disk import small_disk

from tts_tui.audio.files.decode import decode_file

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

pytestmark = pytest.mark.no_engine

BOOK = """# Down the hole

Alice was tired. She sat on the bank.

# The pool

Curiouser and curiouser!
"""


@pytest.fixture
def tones(tones: CommandLine) -> CommandLine:
    (tones.home / "alice.md").write_text(BOOK)
    return tones


def render(tones: CommandLine, *options: str, out: str = "alice.m4b") -> Ran:
    return tones("render", "alice.md", "-o", out, "--model", "tones-1", *options)


def test_a_document_becomes_an_audiobook(tones: CommandLine) -> None:
    ran = render(tones, "--json", "--srt", "--acx")
    assert ran.code == 0, ran.err
    started, *_, end = ran.events
    assert (started["event"], started["units"], end["event"]) == ("started", 5, "finished")
    (file,) = end["files"]
    assert [chapter["title"] for chapter in file["chapters"]] == ["Down the hole", "The pool"]
    assert file["acx"]["faults"] == []
    assert "Curiouser" in Path(file["captions"][0]).read_text()
    with av.open(file["path"]) as opened:
        assert len(opened.chapters()) == 2
        assert opened.metadata["composer" if "composer" in opened.metadata else "artist"]


def test_how_much_is_planned_is_told_while_it_lasts(tones: CommandLine) -> None:
    lines = on_a_terminal(tones, "render", "alice.md", "-o", "a.wav", "--model", "tones-1", "--later")
    assert len(re.findall(r"\d% · planning", "".join(lines))) == 2, "one a chapter"
    assert lines[-1].endswith("one after the other.")


def test_what_was_told_is_told_again_by_the_job(tones: CommandLine) -> None:
    (tones.home / "alice.md").write_text("# Down the hole\n\nALICE: I am tired.\n\nThe end.\n")
    ran = render(tones, "--json", "--split", "chapter", "--acx", "--cast", "ALICE=bm_george", out="alice")
    assert ran.code == 0, ran.err
    (news,) = (each["text"] for each in ran.events if each["event"] == "notice")
    shown = json.loads(tones("jobs", "show", "1", "--json").text)
    assert (shown["news"], shown["files"]) == ([news], ran.events[-1]["files"])
    assert tones("jobs", "resume", "1").code == 0
    again = json.loads(tones("jobs", "show", "1", "--json").text)
    assert again["files"] == [{**shown["files"][0], "unchanged": True}], "its levels are still known"
    text = tones("jobs", "show", "1").text
    assert news in text
    assert "dB RMS" in text


def test_a_cast_of_quotes_is_told_of_quotes(tones: CommandLine) -> None:
    (tones.home / "alice.md").write_text("Ben began: “I am here.”\n\nBen began: “I am there.” Nobody came.\n")
    casts = ("--cast", "Ben=bm_george", "--cast", "Anna=af_bella")
    ran = render(tones, "--json", "--quotes", *casts)
    assert ran.code == 0, ran.err
    assert [each["text"] for each in ran.events if each["event"] == "notice"] == [
        "Sentences by who says them: narrator (af_heart) 3; Ben (bm_george) 2.",
        "Nobody of this name says anything that is quoted: Anna.",
    ]


def test_what_would_stop_it_at_the_end_is_told_before_it_begins(tones: CommandLine) -> None:
    (tones.home / "cover.jpg").write_bytes(b"no picture")
    (tones.home / "cover.png").write_bytes(PNG[:40])
    wrong = {
        ("--cover", "cover.jpg"): "neither a JPEG nor a PNG",
        ("--cover", "cover.png"): "The cover is damaged",
        ("--chapter-voice", "3=af_bella"): "names chapter 3, and 2 chapters are read",
    }
    for asked, said in wrong.items():
        ran = render(tones, *asked)
        assert ran.code == 2
        assert said in ran.err
    assert "no jobs" in tones("jobs").err, "nothing was made of it"


def test_a_document_whose_cover_is_damaged_goes_without(tones: CommandLine) -> None:
    pages = {"c1.xhtml": page("<h2>One</h2><p>Alice was tired.</p>")}
    item = '<item id="pic" href="cover.png" media-type="image/png" properties="cover-image"/>'
    book = epub(pages, [("One", "c1.xhtml")], manifest=item, more={"OEBPS/cover.png": PNG[:40]})
    (tones.home / "book.epub").write_bytes(book)
    ran = tones("render", "book.epub", "-o", "book.m4b", "--model", "tones-1")
    assert ran.code == 0, ran.err
    assert "The document's cover is damaged and left out" in ran.err


def test_a_list_has_no_plan(tones: CommandLine) -> None:
    (tones.home / "cards.csv").write_text("id,text\none,Alice was tired.\n")
    (tones.home / "plan.toml").write_text("")
    for asked in (("--plan",), ("--by", "plan.toml", "-o", "cards"), ("--chapters", "1", "-o", "cards")):
        ran = tones("render", "cards.csv", *asked)
        assert ran.code == 2
        assert "is a list: each of its rows becomes a file" in ran.err


def test_a_file_that_is_there_is_refused_and_then_replaced(tones: CommandLine) -> None:
    assert render(tones).code == 0
    again = render(tones)
    assert again.code == 2
    assert "exists already" in again.err
    (tones.home / "alice.md").write_text(BOOK.replace("tired", "awake"))
    forced = render(tones, "--force", "--json")
    assert forced.code == 0
    assert forced.events[0]["made"] == 4, "only the mended sentence is made"


def test_a_document_that_changed_meanwhile_makes_only_what_is_new(tones: CommandLine) -> None:
    assert render(tones, "--later").code == 0
    assert tones("jobs", "pause", "1").code == 0
    (tones.home / "alice.md").write_text(BOOK.replace("tired", "awake"))
    as_it_was = tones("jobs", "resume", "1", "--json")
    assert as_it_was.code == 0, as_it_was.err
    shown = json.loads(tones("jobs", "show", "1", "--json").text)
    assert shown["made"] == 5, "what was planned is made, whatever the file says now"
    (tones.home / "alice.m4b").unlink()
    ran = render(tones, "--json")
    assert ran.code == 0, ran.err
    assert [ran.events[0][each] for each in ("job", "units", "made")] == [1, 5, 4]
    (tones.home / "alice.md").unlink()
    (tones.home / "alice.m4b").unlink()
    gone = tones("jobs", "resume", "1", "--json")
    assert gone.code == 0, "a job needs its document no more"
    assert (tones.home / "alice.m4b").exists()


def test_what_is_wrong_is_told_before_anything_is_made(tones: CommandLine) -> None:
    for options, told in (
        (("--format", "mp4x"), "mp4x"),
        (("--chapters", "9"), "9"),
        (("--speed", "9"), "speeds"),
        (("--chapter-voice", "one"), "N=VOICE"),
        (("--acx", "--loudness", "-16"), "--acx"),
        (("--bit-rate", "1"), "kbit"),
        (("-o", "x.xyz"), "Formats: wav, mp3, opus, flac, aac, m4a, m4b, pcm, epub."),
        (("-o", "x.epbu"), "Did you mean epub"),
    ):
        ran = render(tones, *options)
        assert (ran.code, told in ran.err) == (2, True), (options, ran.err)
    assert tones("render", "alice.md").code == 2
    assert tones("render", "nothing.md", "-o", "x.m4b").code == 2
    assert json.loads(tones("jobs", "--json").text) == []


def test_one_file_a_chapter_by_processes_beside(tones: CommandLine) -> None:
    ran = render(tones, "--split", "chapter", "--format", "flac", "--workers", "2", out="alice")
    assert ran.code == 0, ran.err
    names = sorted(path.name for path in (tones.home / "alice").iterdir())
    assert names == ["01 Down the hole.flac", "02 The pool.flac"]
    alone = render(tones, "--split", "chapter", "--format", "flac", out="alone")
    assert alone.code == 0, alone.err
    for name in names:
        one, other = (decode_file(tones.home / folder / name)[0] for folder in ("alice", "alone"))
        assert (one == other).all()


def test_what_waits_is_listed_moved_and_made(tones: CommandLine) -> None:
    for out in ("a.wav", "b.wav"):
        assert render(tones, "--later", out=out).code == 0
    assert tones("jobs", "up", "2").code == 0
    assert [each["job"] for each in json.loads(tones("jobs", "--json").text)] == [2, 1]
    assert tones("jobs", "cancel", "1").code == 0
    assert tones("jobs", "run").code == 0
    assert [each["state"] for each in json.loads(tones("jobs", "--json").text)] == ["done", "cancelled"]
    assert (tones.home / "b.wav").exists()
    assert not (tones.home / "a.wav").exists()
    shown = json.loads(tones("jobs", "show", "2", "--json").text)
    assert [chapter["made"] for chapter in shown["chapters"]] == [3, 2]
    assert tones("jobs", "remove", "2").code == 0
    assert (tones.home / "b.wav").exists()
    assert tones("jobs", "remove").code == 2
    assert render(tones, out="c.wav").code == 0
    assert "1 job removed" in tones("jobs", "remove", "--done").err
    assert [each["job"] for each in json.loads(tones("jobs", "--json").text)] == [1], "what isn't done stays"
    missing = tones("jobs", "show", "2")
    assert (missing.code, "no job 2" in missing.err) == (2, True)


def test_an_epub_that_is_read_aloud(tones: CommandLine) -> None:
    ran = render(tones, "--json", out="alice.epub")
    assert ran.code == 0, ran.err
    first, second = checked(tones.home / "alice.epub")
    assert (first.title, second.title) == ("Down the hole", "The pool")
    assert [heard.text for heard in second.heard] == ["The pool", "Curiouser and curiouser!"]
    for options, told in ((("--srt",), "words"), (("--split", "chapter"), "--split"), (("--acx",), "--acx")):
        refused = render(tones, *options, out="b.epub")
        assert (refused.code, told in refused.err) == (2, True), refused.err
    assert render(tones, "--format", "epub", out="b.m4b").code == 2


def test_a_folder_becomes_a_file_each_and_what_cant_be_read_stops_no_other(tones: CommandLine) -> None:
    books = tones.home / "books"
    books.mkdir()
    (books / "one.md").write_text(BOOK)
    (books / "two.txt").write_text("Two is short.")
    (books / "two.html").write_text("<html><p>Two is a page.</p></html>")
    (books / "three.epub").write_bytes(b"PK no book")
    (books / "picture.png").write_bytes(b"")
    (books / "words.csv").write_text("id,text,voice\nhi,Hello.,\nbye/2,Good bye.,am_michael\n")
    command = ("render", "books", "-o", "made", "--format", "flac", "--model", "tones-1", "--json")
    (books / ".hidden").write_bytes(b"")
    (books / "more").mkdir()
    ran = tones(*command)
    assert ran.code == 2, "one of them is damaged"
    notices = [event["text"] for event in ran.events if event["event"] == "notice"]
    assert notices[0] == (
        "Left out: 1 file of no kind that is read: picture.png. "
        "Not looked into: more; name such a folder to have it read."
    )
    made = sorted(str(path.relative_to(tones.home / "made")) for path in (tones.home / "made").rglob("*.*"))
    assert made == ["one.flac", "two html.flac", "two txt.flac", "words/bye 2.flac", "words/hi.flac"]
    assert [event["event"] for event in ran.events].count("finished") == 4
    again = tones(*command)
    assert [event["event"] for event in again.events].count("started") == 0, "what is there stays"


def test_one_list_of_lines(tones: CommandLine) -> None:
    (tones.home / "cards.csv").write_text("q1;Where is it?\nq2;Here.\n")
    ran = tones("render", "cards.csv", "-o", "cards", "--model", "tones-1")
    assert ran.code == 0, ran.err
    assert sorted(path.name for path in (tones.home / "cards").iterdir()) == ["q1.mp3", "q2.mp3"]
    (tones.home / "cards.csv").write_text("q1;Where is it?\nq1;Here.\n")
    twice = tones("render", "cards.csv", "-o", "again", "--model", "tones-1")
    assert (twice.code, "same id" in twice.err) == (2, True)


def test_a_disk_that_is_too_small_is_told_in_sizes_that_tell_something(
    tones: CommandLine, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        ran = render(tones, "--format", "flac", out=str(disk / "alice.flac"))
    assert ran.code == 1
    assert re.search(r"takes about \d+ kB in .*, and 8 kB are free", ran.err), ran.err


def test_ids_become_names_that_every_command_takes(tones: CommandLine) -> None:
    long = "\U00020000" * 100  # four bytes each, and a name has 255
    (tones.home / "cards.csv").write_text(f"-rf;One.\n.hid;Two.\ncon;Three.\na/b;Four.\n{long};Five.\n")
    ran = tones("render", "cards.csv", "-o", "cards", "--model", "tones-1")
    assert ran.code == 0, ran.err
    assert sorted(path.name for path in (tones.home / "cards").iterdir()) == [
        "a b.mp3",
        "hid.mp3",
        "rf.mp3",
        "speech con.mp3",
        f"{long[:62]}.mp3",
    ]


def test_a_voice_that_isnt_there_names_its_row(cli: CommandLine) -> None:
    (cli.home / "words.csv").write_text("id,text,voice\nhi,Hello.,\nbye,Good bye.,am_micheal\n")
    ran = cli("render", "words.csv", "-o", "words")
    assert ran.code == 2
    assert "Row “bye”: " in ran.err
    assert "am_micheal" in ran.err
    assert "Did you mean am_michael" in ran.err
    assert not (cli.home / "words").exists()


def test_a_name_that_nobody_has_is_told(tones: CommandLine) -> None:
    (tones.home / "alice.md").write_text("Anna: Good morning.\n\nGeorge: Tired.\n")
    ran = render(tones, "--cast", "anna=af_bella", "--cast", "BOB=am_michael", out="alice.wav")
    assert ran.code == 0
    assert "Nobody of this name begins a line of the text: BOB." in ran.err
    (tones.home / "series.toml").write_text('Anna = "af_bella"\nBob = "am_michael"\n')
    again = render(tones, "--cast", "series.toml", "--force", out="alice.wav")
    assert "Nobody" not in again.err, "of a whole series not everybody comes in"


def test_dubbing_and_a_cast_from_a_file(tones: CommandLine) -> None:
    (tones.home / "film.vtt").write_text(
        "WEBVTT\n\n00:02.000 --> 00:04.000\n<v Anna>Hello.</v>\n\n00:05.000 --> 00:05.200\nAn answer of some length.\n"
    )
    (tones.home / "series.toml").write_text('Anna = "bm_george"\n')
    ran = tones(
        "render",
        "film.vtt",
        "-o",
        "film.wav",
        "--dub",
        "--cast",
        "series.toml",
        "--model",
        "tones-1",
        "--json",
    )
    assert ran.code == 0, ran.err
    assert any("Anna (bm_george) 1" in event.get("text", "") for event in ran.events)
    samples, rate = decode_file(tones.home / "film.wav")
    assert not samples[: round(1.9 * rate)].any()
    assert samples[round(2.0 * rate) : round(2.3 * rate)].any()
    refused = tones("render", "film.vtt", "-o", "b.wav", "--dub", "--trim", "--model", "tones-1")
    assert refused.code == 2


def test_ctrl_c_pauses_and_tells_how_to_go_on(tones: CommandLine) -> None:
    (tones.home / "alice.md").write_text("\n\n".join(f"Number {each} is here." for each in range(3000)))
    arguments = ("render", "alice.md", "-o", "alice.wav", "--model", "tones-1", "--json")
    process = tones.start(*arguments)
    assert process.stdout
    while json.loads(process.stdout.readline()).get("made", 0) == 0:
        pass
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=100)
    assert process.returncode == 130
    assert json.loads(out.splitlines()[-1])["event"] == "paused"
    assert not (tones.home / "alice.wav").exists()
    assert not list(tones.home.glob("*.part"))
    (job,) = json.loads(tones("jobs", "--json").text)
    assert job["state"] == "paused"
    assert 0 < job["made"] < 3000


def test_what_costs_is_refused_above_the_limit_and_leaves_no_surprise(
    tones: CommandLine, here: Callable[..., Ran]
) -> None:
    assert tones("config", "set", "limits.job_usd", "0.0001").code == 0
    ran = tones("render", "alice.md", "-o", "alice.m4b", "--model", "cloud-1")
    assert ran.code == 2
    assert "would cost" in ran.err
    assert not (tones.home / "alice.m4b").exists()


@pytest.mark.slow
def test_processes_of_a_cluster_make_it(tones: CommandLine) -> None:
    alone = render(tones, "--json", out="alone.wav")
    ran = render(tones, "--json", "--cluster", "local:2", out="cluster.wav")
    assert (ran.code, ran.err) == (0, ""), ran.err
    assert ran.events[0]["workers"] == 2
    assert (tones.home / "cluster.wav").read_bytes() == (tones.home / "alone.wav").read_bytes()
    assert alone.code == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--cluster", "nowhere"), "no cluster's address"),
        (("--cluster", "local:2", "--workers", "2"), "both say who makes it"),
    ],
)
def test_what_is_no_cluster_is_refused(tones: CommandLine, options: tuple[str, ...], told: str) -> None:
    ran = render(tones, *options)
    assert ran.code == 2
    assert told in ran.err
