"""Writes rfc3454.txt: the tables of RFC 3454 that RFC 4013 uses, one letter set per run of code points.

The source is Python's module `stringprep`, which is based on Unicode 3.2. With `--libidn`, what libidn
makes of every code point, alone and between right-to-left letters, is compared as well; libidn's tables
were made from the text of the RFC.
"""

import ctypes
import stringprep
import sys
import unicodedata
from pathlib import Path

PROHIBITED = (
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


def letters(number):
    char = chr(number)
    unassigned = stringprep.in_table_a1(char)
    found = "U" if unassigned else ""
    found += "N" if stringprep.in_table_b1(char) else ""
    found += "S" if stringprep.in_table_c12(char) else ""
    found += "P" if any(table(char) for table in PROHIBITED) else ""
    if not unassigned:
        found += "R" if stringprep.in_table_d1(char) else ""
        found += "L" if stringprep.in_table_d2(char) else ""
    return found


def rows():
    begin, last = 0, letters(0)
    for number in range(1, 0x110001):
        if number == 0xD800:
            yield begin, 0xD7FF, last
            begin, last = 0xE000, letters(0xE000)
        if 0xD800 <= number < 0xE000:
            continue
        here = letters(number) if number < 0x110000 else None
        if here != last:
            yield begin, number - 1, last
            begin, last = number, here


def prepared(number, before="", after="", query=False):
    """The result of RFC 4013 for one code point, in the letters above, or None."""
    text = before + chr(number) + after
    if not query and any("U" in letters(ord(c)) for c in text):
        return None
    text = "".join(" " if "S" in letters(ord(c)) else "" if "N" in letters(ord(c)) else c for c in text)
    text = unicodedata.ucd_3_2_0.normalize("NFKC", text)
    found = [letters(ord(c)) for c in text]
    if any("P" in f or "S" in f for f in found):
        return None
    if any("R" in f for f in found):
        if any("L" in f for f in found) or "R" not in found[0] or "R" not in found[-1]:
            return None
    return text


def compare_with_libidn():
    idn = ctypes.CDLL("libidn.so.12")
    profile = ctypes.c_void_p.in_dll(idn, "stringprep_saslprep")
    differences = 0
    for number in range(1, 0x110000):
        if 0xD800 <= number < 0xE000:
            continue
        for before, after in (("", ""), ("\u05d0", "\u05d0"), ("", "\u05d0")):
            buffer = ctypes.create_string_buffer((before + chr(number) + after).encode(), 512)
            # Flag 4 refuses unassigned code points.
            status = idn.stringprep(buffer, ctypes.c_size_t(512), 4, ctypes.byref(profile))
            theirs = buffer.value.decode() if status == 0 else None
            ours = prepared(number, before, after)
            if ours != theirs:
                differences += 1
                print(f"U+{number:04X}: {before!a} {after!a} {ours!a} and {theirs!a}", file=sys.stderr)
    return differences


def main():
    head = "# Written by rfc3454.py. U: A.1, N: B.1, S: C.1.2, P: C.2.1 to C.9, R: D.1, L: D.2."
    lines = [f"{first:04X}-{last:04X} {found}" for first, last, found in rows() if found]
    Path(__file__).with_suffix(".txt").write_text("\n".join([head, *lines]) + "\n")
    if "--libidn" in sys.argv:
        sys.exit(1 if compare_with_libidn() else 0)


main()
