"""Honest offices differ; what they would hardly come to is told from what they do."""

from random import Random

from app.domain.rates import Spread, spread


def country(rng: Random, offices: int, acts: int = 400) -> list[tuple[int, int]]:
    """Offices with rates of their own between 10 and 70 of a thousand."""
    rates = [rng.uniform(0.01, 0.07) for _ in range(offices)]
    return [(sum(rng.random() < rate for _ in range(acts)), acts) for rate in rates]


def test_what_is_learned_of_honest_offices_hardly_depends_on_the_others():
    honest = country(Random(1), 60)
    alone, among = spread(honest), spread([*honest, *[(90, 400)] * 15])
    assert abs(alone.mean - among.mean) < 0.005
    assert min(alone.chance(one) for one in honest) > 0.002
    assert among.chance((90, 400)) < 0.0005


def test_the_chances_of_all_counts_are_one_and_fall_with_the_count():
    among = Spread(0.04, 0.0004)
    chances = [among.chance((times, 50)) for times in range(51)]
    assert abs(chances[0] - 1) < 1e-9
    assert chances == sorted(chances, reverse=True)


def test_an_office_is_expected_to_go_on_as_before_more_than_as_others_do():
    among = spread(country(Random(2), 40))
    low, high = (among.after((times, 600), most=600) for times in (3, 60))
    assert low.mean < among.mean < high.mean
    assert low.chance((24, 300)) < among.chance((24, 300)) < high.chance((24, 300))


def test_a_country_of_one_office_or_none_says_little():
    assert spread([]).chance((3, 100)) < 0.05
    assert spread([(40, 400)]).chance((60, 400)) > 0.1
