"""How the input files of scenarios were counted, and what that leaves uncertain, in the JSON of `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.check_rows import spans_of_whole
from llmcost.report.payload import sides_payload

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked
    from llmcost.cost.estimate import Estimate
    from llmcost.cost.measured import Measured
    from llmcost.cost.plan import Planned


def usage_payload(planned: Planned) -> dict[str, int] | None:
    """What a request uses; None for a mix whose input is counted: each model has its own."""
    if planned.scenario.attached is None:
        return planned.scenario.usage.stated()
    measured = _measured_alone(planned)
    return None if measured is None else measured.usage.stated()


def counted_payload(planned: Planned) -> dict[str, Any]:
    """The files of a scenario and how they were counted; nothing where all tokens were stated."""
    attached = planned.scenario.attached
    if attached is None:
        return {}
    measured = _measured_alone(planned)
    return {
        "input_files": [file.shown for file in attached.files],
        "counted": None if measured is None else sides_payload(measured),
    }


def measured_payload(row: Estimate) -> dict[str, Any]:
    """What a request uses on one model, and how that was counted; nothing where it was stated."""
    measured = row.measured
    return {} if measured is None else {"usage": measured.usage.stated(), "counted": sides_payload(measured)}


def _measured_alone(planned: Planned) -> Measured | None:
    """How the input of a scenario was counted that has one model."""
    return planned.estimates[0].measured if len(planned.estimates) == 1 else None


def span_payload(planned: Planned) -> dict[str, Any]:
    """The bounds of a cost where tokens are estimated, and how far off it can be where any are counted."""
    if planned.scenario.attached is None:
        return {}
    span = planned.span
    if span is None:
        return {"error_pct": 0}
    return {"total_low": span.low, "total_high": span.high, "error_pct": span.error_pct(planned.total)}


def bounds_payload(found: Checked) -> dict[str, Any]:
    """The bounds of those sums that are not certain."""
    month, total = spans_of_whole(found)
    payload: dict[str, Any] = {}
    if month is not None:
        payload |= {"month_low": month.low, "month_high": month.high}
    if total is not None:
        payload |= {"total_low": total.low, "total_high": total.high}
    return payload
