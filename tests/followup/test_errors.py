from services.followup import errors
from shared.errors import Refused

REFUSALS = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Refused) and kind is not Refused
]


def test_every_refusal_has_a_code_of_its_own_named_after_it_and_speaks_both_languages() -> None:
    assert len({refusal.code for refusal in REFUSALS}) == len(REFUSALS) > 20
    for refusal in REFUSALS:
        assert refusal.code.replace("-", "") == refusal.__name__.lower()
        assert refusal.sv.endswith(".")
        assert refusal.en.endswith(".")
        assert refusal.basis
