"""The sample's limits, as procurement takes them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tierzero_local.sample.data import read, timestamp, year_start

Json = dict[str, Any]


def terms(today: date, product_ids: Mapping[str, str]) -> list[Json]:
    """Every limit; ``product_ids`` gives the id of each product by its key in the data."""
    return [_terms(today, entry, product_ids) for entry in read("limits")]


def _terms(today: date, entry: Json, product_ids: Mapping[str, str]) -> Json:
    asked = {k: entry[k] for k in ("minimum_primary_data_share",) if k in entry}
    return {
        **_subject(entry, product_ids),
        "declared_unit": entry["declared_unit"],
        "maximum": entry["maximum"],
        "valid_from": timestamp(year_start(today, entry["valid_from_year"])),
        "valid_until": timestamp(year_start(today, entry["valid_until_year"])),
        **asked,
    }


def _subject(entry: Json, product_ids: Mapping[str, str]) -> Json:
    if "product" in entry:
        return {"product_id": product_ids[entry["product"]]}
    return {"product_classification": entry["classification"]}
