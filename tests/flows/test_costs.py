"""Who pays around a visit: said where somebody lays out money, as the community chose."""

import pytest

from flows.help.costs import PAID, cost_rules, said_bag, said_costs
from flows.talk import Said
from flows.wording.catalog import catalog
from storage.terms import Category


def test_a_community_may_choose_otherwise() -> None:
    """Fifty euros and the asker unless a community says otherwise."""
    assert cost_rules({}) == {"most": 50, "rides": "asker"}
    chosen = cost_rules({"groceries_most": 30, "ride_costs": "community"})
    assert said_costs(Category.GROCERIES, chosen) == Said("costs.groceries", {"most": 30})
    assert said_costs(Category.TRANSPORT, chosen) == Said("costs.ride.community", {})


@pytest.mark.parametrize("category", Category)
def test_costs_are_spoken_of_where_there_are_any(category: Category) -> None:
    """Who pays is said of exactly the help for which somebody may lay out money, in words that exist."""
    said = said_costs(category, cost_rules({}))
    assert bool(said) is (category in PAID)
    assert not isinstance(said, Said) or said.words in catalog("nl")


def test_a_closed_bag_is_for_the_pharmacy_alone() -> None:
    """A ride to the pharmacy carries no bag, and no more do other errands."""
    assert said_bag(Category.GROCERIES, "medicijnen ophalen bij de apotheek")
    assert not said_bag(Category.GROCERIES, "brood halen")
    assert not said_bag(Category.TRANSPORT, "naar de apotheek")
