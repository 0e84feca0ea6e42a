"""What a page of a benchmark must show and not obey, wherever in an article it stands."""

import pytest

ATTACKS = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param('"><img src=x onerror=alert(1)>', id="attribute"),
    pytest.param("\u202eevil\x00", id="control-characters"),
]
