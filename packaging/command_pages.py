#!/usr/bin/env python3
"""Manual pages and completions of the command line, made of what the program itself says: command_pages.py PROGRAM VERSION FOLDER

Writes man1/bearout.1.gz, man1/bearout-COMMAND.1.gz for each command, bearout.bash, bearout.zsh and bearout.fish into the folder. All of it comes from the `--help` of the program and of each of
its commands, so whatever an option table holds is here, and nothing else. Exits 1 if a line of the help is not understood.
"""
import dataclasses
import gzip
import pathlib
import re
import subprocess
import sys

COLUMN = 34  # where descriptions begin
FILES = {"FILE", "PATH", "FOLDER", "DIR"}


@dataclasses.dataclass
class Option:
    names: list  # "--out", or the name of a positional
    value: str = ""  # "FILE", empty for a flag
    choices: list = dataclasses.field(default_factory=list)
    default: str = ""
    required: bool = False
    help: str = ""
    positional: bool = False
    several: bool = False


@dataclasses.dataclass
class Command:
    name: str
    summary: str
    options: list = dataclasses.field(default_factory=list)


def read_option(head, description, positional):
    """`--seed N=1`, `--to TEXT:{csv,tsv} REQUIRED`, `results TEXT REQUIRED`."""
    words = head.split()
    option = Option(words[0].split(","), help=description, positional=positional)
    for word in words[1:]:
        if word == "REQUIRED":
            option.required = True
        elif word == "...":
            option.several = True
        else:
            value, _, option.default = word.partition("=")
            option.value, _, rule = value.partition(":")
            if rule.startswith("{"):
                option.choices = rule.strip("{}").split(",")
    return option


def parse(text):
    """(summary, options, [(command, summary)]) of a help text."""
    lines = text.splitlines()
    options, commands, section, head = [], [], "", None
    for line in lines[1:]:
        if not line.strip() or line.startswith("Usage:"):
            continue
        if not line.startswith(" "):
            section = line.rstrip(":")
            continue
        left, right = line[:COLUMN].strip(), line[COLUMN:].strip()
        if head is not None:  # its description stands on a line of its own
            if left:
                raise ValueError(line)
            left, head = head, None
        elif line[COLUMN - 1 : COLUMN].strip() or not right:
            head = line.strip()
            continue
        if section == "Subcommands":
            commands.append((left, right))
        else:
            options.append(read_option(left, right, section == "Positionals"))
    if head is not None:
        raise ValueError(head)
    return lines[0], options, commands


def read_program(program):
    def help_of(*command):
        return subprocess.run([program, *command, "--help"], stdout=subprocess.PIPE, text=True, check=True).stdout

    summary, options, commands = parse(help_of())
    return Command("", summary, options), [Command(name, about, parse(help_of(name))[1]) for name, about in commands]


def roff(text):
    guard = "\\&" if text.startswith(".") else ""  # or it would be a macro
    return guard + text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")


def described(options):
    """The options of a page, each with its value, choices and default."""
    out = []
    for option in options:
        names = ", ".join(f"\\fI{roff(name)}\\fR" if option.positional else f"\\fB{roff(name)}\\fR" for name in option.names)
        value = f" \\fI{roff(option.value)}\\fR" if option.value and not option.positional else ""
        notes = [f"one of {', '.join(option.choices)}"] * bool(option.choices)
        notes += [f"default: {option.default}"] * bool(option.default) + ["required"] * option.required
        out += [".TP", names + value, roff(option.help + (f" ({'; '.join(notes)})" if notes else ""))]
    return out


def page(name, version, summary, synopsis, sections, see_also):
    """A page of section 1; `sections` are (heading, lines)."""
    summary = summary[0].lower() + summary[1:].rstrip("?")
    out = [f'.TH {roff(name.upper())} 1 "" "bearout {version}" "User commands"', ".SH NAME", f"{roff(name)} \\- {roff(summary)}",
           ".SH SYNOPSIS", f".B {name.replace('-', ' ', 1)}", *synopsis]
    for heading, lines in sections:
        out += [f".SH {heading}", *lines]
    out += [".SH EXIT STATUS", "0: all done. 1: done, but records were skipped. 2: failed or bad usage. 130: stopped by Ctrl\\-C.",
            ".SH SEE ALSO", *(f".BR {roff(each)} (1){',' if each != see_also[-1] else ''}" for each in see_also)]
    return "\n".join(out) + "\n"


def overview(program, commands, version):
    listed = []
    for command in commands:
        listed += [".TP", f".BR bearout\\-{command.name} (1)", roff(command.summary)]
    return page("bearout", version, program.summary, ["[\\fIoptions\\fR] \\fIcommand\\fR [\\fIoptions\\fR]"],
                [("DESCRIPTION", ["Tells report writers which passages of comments and case studies bear out which outcomes.",
                                  "The README has the formats, the results folder and worked examples."]),
                 ("COMMANDS", listed), ("OPTIONS", described(program.options))],
                [f"bearout-{command.name}" for command in commands])


def manual(command, program, version):
    synopsis = []
    for option in command.options:
        if option.required and not option.positional:
            synopsis.append(f"\\fB{roff(option.names[0])}\\fR \\fI{roff(option.value)}\\fR")
    synopsis.append("[\\fIoptions\\fR]")
    synopsis += [f"\\fI{roff(option.names[0])}\\fR{'...' if option.several else ''}" for option in command.options if option.positional]
    own = [option for option in command.options if option.names != ["-h", "--help"]]
    return page(f"bearout-{command.name}", version, command.summary, synopsis,
                [("DESCRIPTION", [roff(command.summary) + "."]), ("OPTIONS", described(own)),
                 ("COMMON OPTIONS", described(program.options))], ["bearout"])


def flags(options):
    return " ".join(name for option in options if not option.positional for name in option.names)


def bash(program, commands):
    def values(options):
        cases = []
        for option in options:
            if option.positional or not option.value:
                continue
            reply = (f'COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$word"))' if option.choices
                     else 'COMPREPLY=($(compgen -f -- "$word"))' if option.value in FILES else "COMPREPLY=()")
            cases.append(f"{'|'.join(option.names)}) {reply}; return ;;")
        return cases

    out = ["# bash completion for bearout", "_bearout() {", '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= each',
           '  for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do', "    case $each in",
           f"      {'|'.join(command.name for command in commands)}) command=$each; break ;;", "    esac", "  done", "  case $command in"]
    for command in [*commands, program]:
        name = command.name or "*"
        out += [f"    {name})", "      case $before in", *(f"        {case}" for case in values([*command.options, *program.options])), "      esac",
                f'      [[ $word == -* ]] && COMPREPLY=($(compgen -W "{flags(command.options)}" -- "$word")) && return']
        words = " ".join(each.name for each in commands)
        out += [f'      COMPREPLY=($(compgen -W "{words}" -- "$word")) ;;' if not command.name else '      COMPREPLY=($(compgen -f -- "$word")) ;;']
    return "\n".join([*out, "  esac", "}", "complete -o filenames -F _bearout bearout"]) + "\n"


def zsh_text(text):
    return re.sub(r"(['\[\]:\\])", lambda match: "'\\''" if match[1] == "'" else "\\" + match[1], text)


def zsh(program, commands):
    def argument(option):
        action = (f"({' '.join(option.choices)})" if option.choices else "_files" if option.value in FILES else " ")
        if option.positional:
            return f"'*:{zsh_text(option.names[0])}:_files'"
        value = f":{zsh_text(option.value.lower())}:{action}" if option.value else ""
        return " ".join(f"'{name}[{zsh_text(option.help)}]{value}'" for name in option.names)

    out = ["#compdef bearout", "_bearout() {", "  local state", "  _arguments -C \\",
           *(f"    {argument(option)} \\" for option in program.options), "    '1:command:->command' '*::arguments:->arguments'",
           "  case $state in", "    command)", "      local -a commands=("]
    out += [f"        '{command.name}:{zsh_text(command.summary)}'" for command in commands]
    out += ["      )", "      _describe command commands ;;", "    arguments)", "      case $words[1] in"]
    for command in commands:
        out += [f"        {command.name})", "          _arguments \\", *(f"            {argument(option)} \\" for option in command.options), "            ;;"]
    return "\n".join([*out, "      esac ;;", "  esac", "}", '_bearout "$@"']) + "\n"


def fish(program, commands):
    def quoted(text):
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    names = " ".join(command.name for command in commands)
    out = ["# fish completion for bearout", f"set -l commands {names}"]
    out += [f'complete -c bearout -f -n "not __fish_seen_subcommand_from $commands" -a {command.name} -d {quoted(command.summary)}' for command in commands]
    for command in [program, *commands]:
        condition = f'-n "__fish_seen_subcommand_from {command.name}" ' if command.name else ""
        for option in command.options:
            if option.positional:
                continue
            names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            value = f" -x -a {quoted(' '.join(option.choices))}" if option.choices else " -r" if option.value in FILES else " -x" if option.value else ""
            out.append(f"complete -c bearout {condition}{names}{value} -d {quoted(option.help)}")
    return "\n".join(out) + "\n"


def main():
    program, version, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    try:
        whole, commands = read_program(program)
    except ValueError as error:
        print(f"{program} --help: not understood: {error}", file=sys.stderr)
        return 1
    manuals = folder / "man1"
    manuals.mkdir(parents=True, exist_ok=True)
    for old in manuals.glob("*.1.gz"):  # of commands that are gone
        old.unlink()
    pages = {"bearout": overview(whole, commands, version),
             **{f"bearout-{command.name}": manual(command, whole, version) for command in commands}}
    for name, text in pages.items():
        (manuals / f"{name}.1.gz").write_bytes(gzip.compress(text.encode(), mtime=0))  # the same bytes every time
    (folder / "bearout.bash").write_text(bash(whole, commands), encoding="utf-8")
    (folder / "bearout.zsh").write_text(zsh(whole, commands), encoding="utf-8")
    (folder / "bearout.fish").write_text(fish(whole, commands), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
