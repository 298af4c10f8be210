"""Requests that schemathesis makes up about the page: a short run of `benchmarks/made_up_requests.py`."""

from pathlib import Path

import pytest

from benchmarks import made_up_requests
from tests.reviews import texts


@pytest.mark.heavy
def test_no_request_that_is_made_up_breaks_the_page_or_leads_out_of_it(tmp_path: Path) -> None:
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text.encode())
    found = made_up_requests.asked(tmp_path, 1, "--max-examples", "6", "--phases", "fuzzing")
    assert found.faults == ""
    assert found.elsewhere == []
    assert found.requests > 20
    assert found.after < found.before + 150
