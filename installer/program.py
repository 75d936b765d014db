"""The installed program's first module: `pishkhan …`, and `-m MODULE` for the parts it starts.

The demo and the regulator start their processes as `sys.executable -m …`; in an installed program
that executable is this one, so it answers to the same words, for those modules and no other.
"""

import runpy
import sys

PARTS = ("regulator", "app.devices.simulator", "printing")


def main(arguments: list[str]) -> int:
    """Run the part that was named, or the command line of the program."""
    if arguments[:1] == ["-m"] and arguments[1:2] and arguments[1] in PARTS:
        sys.argv = arguments[1:]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        return 0
    from app.cli import main as command_line

    return command_line(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
