"""The occupations file: built from the project's own table, or from an authority's, by the same builder."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError
from typer.testing import CliRunner

from services.placement import occupations
from services.placement.fields import Occupation, OccupationCode
from services.placement.occupations import __main__ as command
from services.placement.occupations.build import TableError, build

WHOLE = "kod;en;code;sv\nx;Managers;1;Chefer\nx;Cooks;5120;Kockar\n"


def test_the_file_that_is_shipped_is_built_from_the_table_beside_it() -> None:
    built = build(occupations.TABLE.read_text(encoding="utf-8"), command.VERSION)
    assert built == occupations.FILE.read_bytes()


def test_an_occupation_has_names_and_its_place_in_the_tree() -> None:
    shipped = occupations.shipped()
    found = shipped.occupation("9412")
    assert found is not None
    assert (found.sv, found.en) == ("Restaurang- och köksbiträden m.fl.", "Restaurant and kitchen assistants")
    assert [group.code for group in shipped.path("9412")] == ["9", "9412"]
    assert shipped.occupation("9") is None
    assert shipped.occupation("9499") is None


def test_every_occupation_lies_in_a_named_major_group_and_has_both_names() -> None:
    names = occupations.shipped().names
    assert {code for code in names if len(code) == 1} == set("0123456789")
    assert all(name.sv and name.en for name in names.values())


def test_an_authority_builds_the_whole_from_its_own_table() -> None:
    built = occupations.read(build(WHOLE, "whole"))
    assert built.version == "whole"
    assert [name.code for name in built.path("5120")] == ["5120"]
    assert build(WHOLE, "whole") == build(WHOLE.replace(";", "\t"), "whole") == build("\ufeff" + WHOLE, "whole")


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("code;sv\n5120;Kockar\n", "The heading lacks en."),
        ("code;sv;en\n51200;Kockar;Cooks\n5120;Kockar;Cooks\n", "Line 2: the code is not one to four digits."),
        ("code;sv;en\n5120;Kockar;Cooks\n5120;Kockar;Cooks\n", "Line 3: 5120 stands there twice."),
        ("code;sv;en\n5120;;Cooks\n", "Line 2: a name is missing."),
        ("code;sv;en\n5;Service;Service\n", "There is no occupation: no code has four digits."),
    ],
)
def test_a_table_that_cannot_be_used_says_where(table: str, fault: str) -> None:
    with pytest.raises(TableError, match=fault):
        build(table, "whole")


def test_the_command_refuses_a_faulty_table_and_leaves_the_file_alone(tmp_path: Path) -> None:
    import typer

    faulty = tmp_path / "faulty.csv"
    faulty.write_text("code;sv;en\n", encoding="utf-8")
    before = occupations.FILE.read_bytes()
    app = typer.Typer()
    app.command()(command.main)
    ran = CliRunner().invoke(app, [str(faulty)])
    assert ran.exit_code == 2
    assert occupations.FILE.read_bytes() == before


def test_a_code_that_is_not_in_the_file_is_refused_where_it_comes_in_and_shown_where_it_is_stored() -> None:
    assert TypeAdapter(Occupation).validate_python("9412") == "9412"
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Occupation).validate_python("9499")
    assert [error["type"] for error in refused.value.errors()] == ["occupation_unknown"]
    assert TypeAdapter(OccupationCode).validate_python("9499") == "9499"
