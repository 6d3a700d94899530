"""Words in letters that are three rows high, for those who read from afar, or with little sight."""

from __future__ import annotations

import unicodedata

_ROWS = 6
"""Pixels of a letter from top to bottom, two in a cell; each letter has a column of space behind it."""

_LETTERS = {
    "A": ".##. #..# #..# #### #..# #..#",
    "B": "###. #..# ###. #..# #..# ###.",
    "C": ".### #... #... #... #... .###",
    "D": "###. #..# #..# #..# #..# ###.",
    "E": "#### #... ###. #... #... ####",
    "F": "#### #... ###. #... #... #...",
    "G": ".### #... #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..# #..#",
    "I": "### .#. .#. .#. .#. ###",
    "J": "..## ...# ...# ...# #..# .##.",
    "K": "#..# #.#. ##.. #.#. #..# #..#",
    "L": "#... #... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...# #...#",
    "N": "#...# ##..# #.#.# #..## #...# #...#",
    "O": ".##. #..# #..# #..# #..# .##.",
    "P": "###. #..# #..# ###. #... #...",
    "Q": ".##. #..# #..# #..# #.#. .#.#",
    "R": "###. #..# #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# #..# .##.",
    "V": "#...# #...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #...# #.#.# ##.## #...#",
    "X": "#..# #..# .##. .##. #..# #..#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#.. ..#..",
    "Z": "#### ...# ..#. .#.. #... ####",
    "0": ".##. #..# #.## ##.# #..# .##.",
    "1": ".#. ##. .#. .#. .#. ###",
    "2": "###. ...# .##. #... #... ####",
    "3": "###. ...# .##. ...# ...# ###.",
    "4": "#..# #..# #### ...# ...# ...#",
    "5": "#### #... ###. ...# ...# ###.",
    "6": ".##. #... ###. #..# #..# .##.",
    "7": "#### ...# ..#. ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# #..# .##.",
    "9": ".##. #..# .### ...# ...# .##.",
    ".": ". . . . . #",
    ",": ".. .. .. .. .# #.",
    ";": ".. .# .. .. .# #.",
    ":": ". # . . # .",
    "!": "# # # # . #",
    "?": "###. ...# .##. .#.. .... .#..",
    "'": "# # . . . .",
    '"': "#.# #.# ... ... ... ...",
    "-": "... ... ### ... ... ...",
    "(": ".# #. #. #. #. .#",
    ")": "#. .# .# .# .# #.",
    "/": "...# ...# ..#. .#.. #... #...",
    "%": "#..# ...# ..#. .#.. #... #..#",
    "&": ".#... #.#.. .#... #.#.# #..#. .##.#",
    "+": "... ... .#. ### .#. ...",
    " ": ".. .. .. .. .. ..",
}
_AS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "ß": "S", "Æ": "AE", "Ø": "O"}
)
_CELLS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def big(word: str, columns: int) -> list[str]:
    """The rows of the word, all of one length.

    Returns:
        Nothing where it has a letter that there is no big one for, or is longer than there are columns.
    """
    letters = unicodedata.normalize("NFD", word.upper().translate(_AS))
    shapes = []
    for letter in letters:
        if unicodedata.combining(letter):
            continue
        if (shape := _LETTERS.get(letter)) is None:
            return []
        rows = shape.split(" ")
        width = max(map(len, rows))
        shapes.append([row.ljust(width, ".") + "." for row in rows])
    lines = ["".join(parts)[:-1] for parts in zip(*shapes, strict=True)]
    if not lines or len(lines[0]) > columns:
        return []
    return [
        "".join(
            _CELLS[upper == "#", lower == "#"]
            for upper, lower in zip(lines[row], lines[row + 1], strict=True)
        )
        for row in range(0, _ROWS, 2)
    ]
