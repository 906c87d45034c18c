"""What goes with a rolled-up figure, as it is stored and answered."""

from carbon.rollup.figures import RolledUp
from tierzero.footprint.v1.roll_up_pb2 import Indicators


def indicators_of(figure: RolledUp) -> Indicators:
    """The figure's indicators, as they were computed."""
    return Indicators(
        uncertainty=figure.uncertainty,
        primary_data_share=figure.primary_data_share,
        technological_dqr=figure.technological_dqr,
        geographical_dqr=figure.geographical_dqr,
        temporal_dqr=figure.temporal_dqr,
        filled_share=figure.filled_share,
        verified_share=figure.verified_share,
    )
