#!/usr/bin/env python3
"""Runs the Python of a page and puts what it prints behind it: page.py docs/python.md, in the project's folder.

Code is indented by four spaces, its lines begin with `>>>` or `...`; lines below it are output and are written anew.
"""
import contextlib
import io
import pathlib
import re
import sys

BLOCK = re.compile(r"(?:^    .*\n)+", re.MULTILINE)


def statements(block):
    """The statements of an indented block, each a list of lines with their prompts."""
    found = []
    for line in (line[4:] for line in block.splitlines()):
        if line.startswith(">>>"):
            found.append([line])
        elif line.startswith("..."):
            found[-1].append(line)
    return found


def run(page):
    """The page with its output."""
    scope = {}

    def run_block(match):
        lines = []
        for statement in statements(match[0]):
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                exec(compile("\n".join(line[4:] for line in statement) + "\n", "<page>", "single"), scope)
            lines += statement + said.getvalue().rstrip("\n").split("\n") * bool(said.getvalue())
        return "".join(f"    {line}".rstrip() + "\n" for line in lines) if lines else match[0]

    return BLOCK.sub(run_block, page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = pathlib.Path(name)
        file.write_text(run(file.read_text(encoding="utf-8")), encoding="utf-8")
