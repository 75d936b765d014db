"""How well rates are judged, over many drawn countries: only the counts are drawn, as the simulated
country would come to them; the judging is the nightly rule's own.

`python -m scripts.bench.rates [often] [countries]`: how often of a thousand a habit shows.
"""

import os
import sys
from random import Random

OFFICES, PLANTED = 72, 5
# Two Jalali months of a country of 30 days: acts of an office in each.
MONTHS = ((140508, 396), (140509, 72))


def main(often: int, countries: int) -> None:
    """Recall and false findings by kind."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "regulator.settings"
    import django

    django.setup()
    from regulator.simulation.days import HONEST

    print(f"a habit shows {often} times of a thousand; {countries} countries")
    for kind, honest in HONEST.items():
        found = [_country(Random(seed), honest, often) for seed in range(1, countries + 1)]
        recall = sum(hit for hit, _ in found) / (PLANTED * countries)
        false = sum(wrong for _, wrong in found) / countries
        print(f"{kind:16} recall {recall:.3f}  false findings of a country {false:.3f}")


def _country(rng: Random, honest: int, often: int) -> tuple[int, int]:
    """How many planted offices were found, and how many findings are false."""
    from regulator.oversight.models import Thresholds
    from regulator.oversight.rates import Month, judged
    from regulator.simulation.days import DIFFER

    months = []
    for office in range(OFFICES):
        rate = often if office < PLANTED else honest * rng.randint(*DIFFER) // 100
        for month, acts in MONTHS:
            times = sum(rng.randrange(1000) < rate for _ in range(acts))
            first = len(months) + 1 if times else 0
            months.append(Month(f"{office:05}", month, first, times, acts))
    found = [months[first - 1].office for first, _ in judged(months, Thresholds(), 0)]
    planted = {f"{office:05}" for office in range(PLANTED)}
    return len(planted & set(found)), sum(office not in planted for office in found)


if __name__ == "__main__":
    told = [int(one) for one in sys.argv[1:]]
    main(*(told + [150, 200][len(told) :]))
