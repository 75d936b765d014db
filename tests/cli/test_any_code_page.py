"""Answers are Persian wherever they go: Windows gives a pipe a code page of its own."""

import subprocess
import sys


def test_a_pipe_with_a_western_code_page_gets_persian_in_utf8() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "services", "--search", "شناسنامه"],
        env={"PYTHONIOENCODING": "cp1252", "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert "شناسنامه" in done.stdout.decode("utf-8")
