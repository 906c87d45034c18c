"""What a year holds of one product or leaf, as one line of JSON that is read when asked for."""

import json
from decimal import Decimal
from typing import Any

from carbon.rollup.figures import OwnPart
from carbon.scope3.notes import Note
from footprint.networks.rollups.leaves import Leaf
from footprint.networks.rollups.recipes import Finding
from footprint.networks.rollups.state import Face

_Figure = tuple[str, Decimal | None] | None


def face_line(face: Face) -> str:
    """How users see a product."""
    figures = [_figure_told(face.stated), _figure_told(face.calculated)]
    return json.dumps([*figures, face.is_calculated_first])


def face_from(line: str) -> Face:
    """What `face_line` was given."""
    stated, calculated, is_calculated_first = json.loads(line)
    return Face(_figure(stated), _figure(calculated), is_calculated_first)


def _figure_told(figure: _Figure) -> Any:
    return figure and (figure[0], _told(figure[1]))


def _figure(told: Any) -> _Figure:
    return told and (told[0], _decimal(told[1]))


def leaf_line(leaf: Leaf) -> str:
    """A figure that is not calculated."""
    own = leaf.own
    numbers = (
        own.value,
        own.uncertainty,
        own.primary_data_share,
        own.technological_dqr,
        own.geographical_dqr,
        own.temporal_dqr,
        leaf.mass_per_unit,
    )
    told = [*map(_told, numbers)]
    return json.dumps([told, own.is_filled, own.is_verified, leaf.marks, leaf.unit])


def leaf_from(line: str) -> Leaf:
    """What `leaf_line` was given."""
    numbers, is_filled, is_verified, marks, unit = json.loads(line)
    value, spread, share, technological, geographical, temporal, mass = map(_decimal, numbers)
    ratings = technological, geographical, temporal
    own = OwnPart(value or Decimal(0), spread, share, *ratings, is_filled, is_verified)
    return Leaf(own, (marks[0], marks[1], marks[2]), unit, mass)


def finding_line(finding: Finding | None) -> str:
    """Why a bill gives no figure; empty where it gives one."""
    return json.dumps([finding.code.value, finding.product_ids]) if finding else ""


def finding_from(line: str) -> Finding | None:
    """What `finding_line` was given."""
    if not line:
        return None
    code, product_ids = json.loads(line)
    return Finding(Note(code), tuple(product_ids))


def _told(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _decimal(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)
