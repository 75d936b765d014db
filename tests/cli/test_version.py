"""`pishkhan --version`, as a package's check asks it."""

import pytest

import app
from app.cli import main


def test_the_program_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"pishkhan {app.__version__}\n"
