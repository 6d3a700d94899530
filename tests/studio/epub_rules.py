"""What epubcheck asks of an EPUB 3 with media overlays, as far as it can be asked here; and what is in one."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

import av

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"
OPS = "{http://www.idpf.org/2007/ops}"


@dataclass(frozen=True)
class Heard:
    """A sentence of an overlay: its text, the file of its sound, and seconds in that."""

    text: str
    sound: str
    begin: float
    end: float


@dataclass(frozen=True)
class Overlay:
    """A chapter: its page's text, and what is heard of it."""

    title: str
    text: str
    heard: list[Heard]


def seconds(clock: str) -> float:
    """A clock value of SMIL 3.0."""
    if full := re.fullmatch(r"(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)", clock):
        return int(full[1]) * 3600 + int(full[2]) * 60 + float(full[3])
    count = re.fullmatch(r"(\d+(?:\.\d+)?)s", clock)
    assert count, clock
    return float(count[1])


def checked(path: Path) -> list[Overlay]:
    """All rules; the chapters in the order in which they are read."""
    _check_container(path)
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    container = ElementTree.fromstring(files["META-INF/container.xml"])
    (rootfile,) = container.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
    opf_name = rootfile.attrib["full-path"]
    package = ElementTree.fromstring(files[opf_name])
    base = dirname(opf_name)
    items = {item.attrib["id"]: item.attrib for item in package.iter(f"{OPF}item")}
    ids = [each.attrib["id"] for each in package.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    named = {join(base, item["href"]) for item in items.values()}
    assert named == set(files) - {"mimetype", "META-INF/container.xml", opf_name}, (
        "every file is in the manifest"
    )
    _check_metadata(package, items)
    (nav,) = (item for item in items.values() if "nav" in item.get("properties", "").split())
    titles = _titles(files, join(base, nav["href"]))
    overlays = []
    for reference in package.iter(f"{OPF}itemref"):
        item = items[reference.attrib["idref"]]
        page = join(base, item["href"])
        overlay = items[item["media-overlay"]]
        assert overlay["media-type"] == "application/smil+xml"
        heard = _heard(files, page, join(base, overlay["href"]))
        assert sum(each.end - each.begin for each in heard) == _near(_duration(package, overlay["id"]))
        text = "\n".join("".join(each.itertext()) for each in _body(files[page]))
        overlays.append(Overlay(titles[page], text, heard))
    total = sum(each.end - each.begin for overlay in overlays for each in overlay.heard)
    assert total == _near(_duration(package, ""))
    assert list(titles) == [
        join(base, items[ref.attrib["idref"]]["href"]) for ref in package.iter(f"{OPF}itemref")
    ]
    return overlays


def _near(value: float) -> object:
    import pytest

    return pytest.approx(value, abs=0.0005)


def _check_container(path: Path) -> None:
    data = path.read_bytes()
    assert data[:4] == b"PK\x03\x04"
    assert data[30:58] == b"mimetypeapplication/epub+zip", "first, stored, without an extra field"
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert names[0] == "mimetype"
        assert {entry.compress_type for entry in archive.infolist()} <= {
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        }


def _check_metadata(package: ElementTree.Element, items: dict[str, dict[str, str]]) -> None:
    assert package.attrib["version"] == "3.0"
    unique = package.attrib["unique-identifier"]
    identifiers = {each.attrib.get("id"): each.text for each in package.iter(f"{DC}identifier")}
    assert identifiers[unique]
    assert all(each.text and each.text.strip() for each in package.iter(f"{DC}title"))
    assert re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", package.find(f".//{DC}language").text)  # type: ignore[union-attr,arg-type]
    metas = list(package.iter(f"{OPF}meta"))
    (modified,) = (each.text for each in metas if each.attrib["property"] == "dcterms:modified")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified or "")
    refined = {each.attrib["refines"].lstrip("#") for each in metas if "refines" in each.attrib}
    assert refined == {item["media-overlay"] for item in items.values() if "media-overlay" in item}
    types = {item["media-type"] for item in items.values()}
    assert types <= {
        "application/xhtml+xml", "application/smil+xml", "audio/mp4", "text/css", "image/png", "image/jpeg",
    }  # fmt: skip
    spine = [each.attrib["idref"] for each in package.iter(f"{OPF}itemref")]
    assert spine
    assert len(spine) == len(set(spine))


def _duration(package: ElementTree.Element, overlay: str) -> float:
    (found,) = (
        each.text
        for each in package.iter(f"{OPF}meta")
        if each.attrib["property"] == "media:duration"
        and each.attrib.get("refines", "").lstrip("#") == overlay
    )
    return seconds(found or "")


def _titles(files: dict[str, bytes], name: str) -> dict[str, str]:
    page = ElementTree.fromstring(files[name])
    (toc,) = (each for each in page.iter(f"{XHTML}nav") if each.attrib.get(f"{OPS}type") == "toc")
    links = list(toc.iter(f"{XHTML}a"))
    assert all("".join(link.itertext()).strip() for link in links)
    return {normpath(join(dirname(name), link.attrib["href"])): "".join(link.itertext()) for link in links}


def _body(data: bytes) -> list[ElementTree.Element]:
    page = ElementTree.fromstring(data)
    title = page.find(f"{XHTML}head/{XHTML}title")
    assert title is not None
    assert title.text
    section = page.find(f"{XHTML}body/{XHTML}section")
    assert section is not None
    return list(section)


def _heard(files: dict[str, bytes], page: str, overlay: str) -> list[Heard]:
    document = ElementTree.fromstring(files[page])
    elements = {each.attrib["id"]: each for each in document.iter() if "id" in each.attrib}
    order = [each.attrib["id"] for each in document.iter() if "id" in each.attrib]
    assert len(order) == len(elements)
    smil = ElementTree.fromstring(files[overlay])
    (sequence,) = smil.iter(f"{SMIL}seq")
    target, _, whole = sequence.attrib[f"{OPS}textref"].partition("#")
    assert normpath(join(dirname(overlay), target)) == page
    order.remove(whole)
    assert smil.attrib["version"] == "3.0"
    told, at = [], 0.0
    lengths: dict[str, float] = {}
    for pair in smil.iter(f"{SMIL}par"):
        text, audio = pair.find(f"{SMIL}text"), pair.find(f"{SMIL}audio")
        assert text is not None
        assert audio is not None
        target, _, fragment = text.attrib["src"].partition("#")
        assert normpath(join(dirname(overlay), target)) == page
        assert order[len(told)] == fragment, "in the order of the text, each once"
        sound = normpath(join(dirname(overlay), audio.attrib["src"]))
        begin, end = seconds(audio.attrib["clipBegin"]), seconds(audio.attrib["clipEnd"])
        assert at <= begin < end
        at = end
        told.append(Heard("".join(elements[fragment].itertext()), sound, begin, end))
        if sound not in lengths:
            with av.open(io.BytesIO(files[sound])) as file:
                lengths[sound] = float(file.streams.audio[0].duration * file.streams.audio[0].time_base)
        assert end <= lengths[sound] + 0.001
    assert len(told) == len(order)
    return told
