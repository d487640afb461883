"""Who pays what around a visit, said before anybody says yes. Pure.

A community may set `groceries_most` (euros) and `ride_costs` ("asker" or "community") among its rules.
"""

from collections.abc import Mapping
from typing import Any

from flows.talk import Said
from flows.understanding.replies.guards import is_of_the_pharmacy
from storage.terms import Category

PAID = frozenset({Category.GROCERIES, Category.TRANSPORT})  # help for which somebody lays out money
GROCERIES_MOST = 50  # euros
RIDES = ("asker", "community")  # who may pay for fuel and parking


def cost_rules(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a community chose about costs."""
    return {"most": rules.get("groceries_most", GROCERIES_MOST), "rides": rules.get("ride_costs", RIDES[0])}


def said_costs(category: Category, chosen: Mapping[str, Any], card: bool = False) -> Said | str:
    """Say who pays, and how; the CARD of an asker has a line about passes and codes already. Empty without costs."""
    if category is Category.GROCERIES:
        most = chosen.get("most", GROCERIES_MOST)
        return Said("costs.groceries_card" if card else "costs.groceries", {"most": most})
    if category is Category.TRANSPORT:
        return Said(f"costs.ride.{chosen.get('rides', RIDES[0])}", {})
    return ""


def said_bag(category: Category, words: str) -> Said | str:
    """Say what may come along from the pharmacy, where an errand goes there."""
    return Said("costs.bag", {}) if category is Category.GROCERIES and is_of_the_pharmacy(words) else ""
