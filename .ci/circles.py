"""The dependencies between the files of a crate, as far as `use` and paths show them, and their circles."""

import re

# Here the rooms, which are the folders next to the root, are in no circle either.
ROOMS = {"countersign-cli"}


class Crate:
    """The modules of a crate, each with the modules that it uses. A module is a tuple of names; the root is empty."""

    def __init__(self, source):
        self.paths = {module(path, source): path for path in source.rglob("*.rs") if "tests" not in path.parts}
        self.rooms = {name[:1] for name in self.paths if len(name) > 1}
        self.texts = {name: code(path.read_text()) for name, path in self.paths.items()}
        self.exports = {name: self.exported(name) for name in self.texts}
        self.uses = {name: self.used(name) for name in self.texts}

    def exported(self, name):
        """Returns the imports of a module: each name and its source."""
        found = {}
        for tree in re.findall(r"\bpub(?:\([^)]*\))?\s+use\s+([^;]+);", self.texts[name]):
            for path, alias in leaves(tree):
                found[alias] = self.absolute(name, path)
        return found

    def used(self, name):
        text = self.texts[name]
        paths = [path for tree in re.findall(r"\buse\s+([^;]+);", text) for path, _ in leaves(tree)]
        paths += [path.split("::") for path in re.findall(r"(?<![\w:])(?:crate|self|super)(?:::\w+)+", text)]
        targets = {self.resolve(self.absolute(name, path)) for path in paths}
        # A folder's mod.rs declares and re-exports its modules; that does not form a circle.
        return {target for target in targets - {None, name} if target[: len(name)] != name or not name}

    def absolute(self, name, path):
        """Returns the path from the crate's root, or None if it leads out of the crate."""
        here, path = list(name), list(path)
        if path[0] == "crate":
            return path[1:]
        inside = path[0] in ("self", "super") or name + (path[0],) in self.paths
        while path and path[0] in ("self", "super"):
            if path.pop(0) == "super":
                here = here[:-1]
        return here + path if inside else None

    def resolve(self, path, depth=0):
        """Returns the module that defines it, behind re-exports."""
        if path is None:
            return None
        name = next(tuple(path[:n]) for n in range(len(path), -1, -1) if tuple(path[:n]) in self.paths)
        rest = path[len(name) :]
        behind = self.exports[name].get(rest[0]) if rest else None
        if behind is not None and depth < 8:
            return self.resolve(behind + rest[1:], depth + 1)
        return name if name else None

    def rooms_use(self):
        uses = {room: set() for room in self.rooms}
        for name, targets in self.uses.items():
            if name[:1] in uses:
                uses[name[:1]] |= {target[:1] for target in targets} & self.rooms - {name[:1]}
        return uses


def circles(uses):
    reach = {name: reached(uses, name) for name in uses}
    found = {frozenset(b for b in reach[a] if a in reach[b]) for a in uses if a in reach[a]}
    return [{"/".join(name) for name in circle} for circle in found]


def reached(uses, name):
    seen, queue = set(), [name]
    while queue:
        for target in uses.get(queue.pop(), set()) - seen:
            seen.add(target)
            queue.append(target)
    return seen


def module(path, source):
    parts = path.relative_to(source).with_suffix("").parts
    return parts[:-1] if parts[-1] in ("mod", "lib", "main") else parts


def code(text):
    """Removes comments, the contents of strings, and the tests at the end."""
    text = re.sub(r"//[^\n]*", "", text)
    text = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    return re.split(r"#\[cfg\(test\)\]\s*mod \w+ \{", text)[0]


def leaves(tree):
    """Returns the paths in a `use`, each with its local name."""
    head, brace, inside = tree.strip().partition("{")
    if not brace:
        path, _, alias = head.partition(" as ")
        path = [part.strip() for part in path.split("::")]
        return [(path, alias.strip() or path[-1])]
    head = [part.strip() for part in head.split("::")[:-1]]
    parts, depth = [""], 0
    for letter in inside.rpartition("}")[0]:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    found = [leaf for part in parts if part.strip() for leaf in leaves(part)]
    return [(head + path[:-1], head[-1]) if path[-1] == "self" and head else (head + path, name) for path, name in found]


def faults(name, source):
    """Circles, and a client's rooms that use a server's or the other way round."""
    crate = Crate(source)
    for circle in circles(crate.uses) + (circles(crate.rooms_use()) if name in ROOMS else []):
        yield f"{name}: circular dependency, each file uses the next: {', '.join(sorted(circle))}"
    ends = {"client": "server", "server": "client"}
    for room, targets in crate.uses.items():
        for end in ends.keys() & set(room[:1]):
            for target in (target for target in targets if target[:1] == (ends[end],)):
                yield f"{name}: {'/'.join(room)} uses {'/'.join(target)}: clients and servers must not use each other"
