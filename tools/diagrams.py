#!/usr/bin/env python3
"""Writes docs/crates.svg from the crates' Cargo.toml files, and docs/login.svg from docs/login.txt.

  tools/diagrams.py            write both
  tools/diagrams.py --check    fail if either is not up to date
"""

import pathlib
import sys
import tomllib
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{title}">
<!-- Written by tools/diagrams.py. -->
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0 8 4 0 8z" fill="#57606a"/></marker></defs>
<rect width="{w}" height="{h}" fill="#fff"/>
<g font-family="sans-serif" font-size="12" text-anchor="middle" fill="#1f2328">
"""


def svg(width, height, title, parts):
    return HEAD.format(w=width, h=height, title=escape(title)) + "\n".join(parts) + "\n</g>\n</svg>\n"


def arrow(x1, y1, x2, y2):
    return f'<path d="M{x1} {y1}L{x2} {y2}" stroke="#57606a" fill="none" marker-end="url(#tip)"/>'


def box(x, y, width, text):
    return (
        f'<rect x="{x - width // 2}" y="{y}" width="{width}" height="28" rx="4" fill="#ddf4ff" stroke="#57606a"/>'
        f'<text x="{x}" y="{y + 18}">{escape(text)}</text>'
    )


def dependencies():
    """Of each crate under crates/, the others that it depends on, without those that follow from these."""
    crates = {}
    for manifest in sorted(ROOT.glob("crates/*/Cargo.toml")):
        text = tomllib.loads(manifest.read_text())
        crates[text["package"]["name"]] = set(text.get("dependencies", {}))
    # Only tests use it.
    crates.pop("sasl-testkit", None)
    direct = {name: used & set(crates) for name, used in crates.items()}

    def reached(name):
        return set().union(*({other} | reached(other) for other in direct[name]))

    return {name: {o for o in used if not any(o in reached(p) for p in used - {o})} for name, used in direct.items()}


def crates():
    direct = dependencies()

    def depth(name):
        return max((depth(user) + 1 for user, used in direct.items() if name in used), default=0)

    lowest = max(map(depth, direct))
    # One that no crate uses, and that uses none, stands below with the other leaves.
    lone = {name for name in direct if not direct[name] and not any(name in used for used in direct.values())}
    rows = [[n for n in direct if (lowest if n in lone else depth(n)) == row] for row in range(lowest + 1)]
    width, place, parts = 160 * max(map(len, rows)), {}, []
    for number, row in enumerate(rows):
        for column, name in enumerate(row):
            place[name] = (width * (2 * column + 1) // (2 * len(row)), 20 + 90 * number)
    for name, used in direct.items():
        parts += [arrow(place[name][0], place[name][1] + 28, place[o][0], place[o][1]) for o in sorted(used)]
    parts += [box(x, y, 152, name) for name, (x, y) in place.items()]
    return svg(width, 90 * len(rows), "The crates and their dependencies", parts)


def login():
    lines = [line for line in (ROOT / "docs/login.txt").read_text().splitlines() if line and line[0] != "#"]
    actors = lines[0].split(" | ")
    height, parts = 70 + 34 * len(lines[1:]), []
    at = {actor: 120 + 250 * number for number, actor in enumerate(actors)}
    for actor, x in at.items():
        parts += [f'<path d="M{x} 38V{height - 10}" stroke="#d0d7de"/>', box(x, 10, 130, actor)]
    for number, line in enumerate(lines[1:]):
        ends, text = line.split(": ", 1)
        (start, end), y = (at[actor] for actor in ends.split(" > ")), 74 + 34 * number
        parts.append(arrow(start, y, end, y))
        parts.append(f'<text x="{(start + end) // 2}" y="{y - 6}" font-size="11">{escape(text)}</text>')
    return svg(240 + 250 * (len(actors) - 1), height, "A login", parts)


def main(arguments):
    stale = []
    for name, text in (("docs/crates.svg", crates()), ("docs/login.svg", login())):
        path = ROOT / name
        if path.exists() and path.read_text() == text:
            continue
        stale.append(name)
        if arguments != ["--check"]:
            path.write_text(text)
    if arguments == ["--check"] and stale:
        sys.exit(f"out of date: {', '.join(stale)}; run tools/diagrams.py")


if __name__ == "__main__":
    main(sys.argv[1:])
