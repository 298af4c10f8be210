"""The door of the page: who is let in, from where, with how much; and that nothing of a text becomes markup."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from girml.review.api import application
from girml.review.guard import MOST_BYTES, Door
from tests.reviews import GLUED, MADE, SCRIPT, data_set, desk_of, key_of

DOOR = Door("127.0.0.1", 8000, "right-token")
OURS = "http://127.0.0.1:8000"
TOKEN = {"x-girml-token": "right-token"}


class Visit:
    """A visit to the page of a small review."""

    def __init__(self, client: TestClient, key: str) -> None:
        self.client = client
        self.report = f"/api/reports/{key}"
        self.page = f"/reports/{key}"


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Return a visit without a token."""
    with desk_of(data_set(tmp_path_factory.mktemp("review"))) as desk:
        client = TestClient(application(desk, DOOR, ""), base_url=OURS, follow_redirects=False)
        yield Visit(client, key_of(desk, GLUED))


def body(**more: object) -> dict[str, object]:
    return {"who": "李", "action": "accept", "subject": "t3.received.total", **more}


def test_the_address_opens_the_page_once_and_leads_to_one_without_the_token(visit: Visit) -> None:
    with TestClient(visit.client.app, base_url=OURS, follow_redirects=False) as browser:
        first = browser.get("/?token=right-token")
        assert (first.status_code, first.headers["location"]) == (303, "/")
        assert first.headers["set-cookie"] == "girml-8000=right-token; HttpOnly; Path=/; SameSite=strict"
        assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-girml-token": "wrong"}, {"cookie": "girml-8000=wrong"}, {"cookie": "girml-80=right-token"}],
    ids=["none", "wrong", "wrong cookie", "another server's cookie"],
)
@pytest.mark.parametrize(
    "path", ["/", "/assets/review.js", "/openapi.json", "/?token=wrong", "/?token=", "report", "page"]
)
def test_without_the_token_nothing_is_told(visit: Visit, path: str, headers: dict[str, str]) -> None:
    answer = visit.client.get(getattr(visit, path, path), headers=headers)
    assert answer.status_code == 403
    assert "The token is missing or wrong: open the address that `girml review` printed." in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "", "[", "10.0.0.1:8000"])
def test_a_name_that_is_not_ours_leads_nowhere(visit: Visit, host: str) -> None:
    answer = visit.client.get("/api/reports", headers={**TOKEN, "host": host})
    assert answer.status_code == 403
    assert answer.json() == {"detail": "This name does not lead here: open the address that `girml review` printed."}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_this_machine_has_several_names(visit: Visit, host: str) -> None:
    assert visit.client.get("/api/reports", headers={**TOKEN, "host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9000"},
        {"origin": "https://127.0.0.1:8000"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ],
    ids=lambda one: next(iter(one.values())),
)  # fmt: skip
def test_another_page_decides_on_nothing_even_with_the_token(visit: Visit, headers: dict[str, str]) -> None:
    answer = visit.client.post(f"{visit.report}/decisions", json=body(), headers={**TOKEN, **headers})
    assert answer.status_code == 403
    assert answer.json() == {"detail": "Another page sent this request: decide on the page of `girml review` itself."}


def test_our_own_page_decides(visit: Visit) -> None:
    answer = visit.client.post(f"{visit.report}/decisions", json=body(), headers={**TOKEN, "origin": OURS})
    assert answer.status_code == 201
    assert answer.json()["written"]["action"] == "accept"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../review.js", "/assets/..%2f..%2fwords.json", "/assets/%2e%2e/words.json", "/assets/words.json",
        "/assets//etc/passwd", "/assets/%00", "/reports/../../etc/passwd", "/reports/..%2f..%2freports.jsonl",
        "/api/reports/0000000000000000-1", "/texts/abc", "/%2e%2e/%2e%2e/etc/passwd",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_review(visit: Visit, path: str) -> None:
    answer = visit.client.get(path, headers=TOKEN)
    assert answer.status_code in (404, 422)
    assert answer.text.count(": ") >= 1
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": body(who="")}, 422), ({"json": body(who="\n")}, 422), ({"json": body(action="burn")}, 422),
        ({"json": body(more=1)}, 422), ({"json": body(value=True)}, 422), ({"json": body(start=-1, end=2)}, 422),
        ({"json": body(subject="t9")}, 404),
        ({"content": b"{"}, 422), ({"content": b"\xff\xfe"}, 422), ({"content": b""}, 422),
        ({"content": b'{"value": NaN}'}, 422), ({"content": b"[" * 9000}, 422),
        ({"content": b" " * (MOST_BYTES + 1)}, 413),
        ({"content": b'{"who": "a", "action": "type", "subject": "t3.received.total", "value": "\\ud800"}'}, 422),
    ],
    ids=["no name", "a name of nothing", "no such action", "unknown key", "no value", "no place", "no cell", "no JSON",
         "no UTF-8", "nothing", "no number", "deep", "large", "half a character"],
)  # fmt: skip
def test_what_is_wrong_is_refused_and_nothing_breaks(visit: Visit, sent: dict[str, object], status: int) -> None:
    answer = visit.client.post(
        f"{visit.report}/decisions",
        headers={**TOKEN, "content-type": "application/json"},
        **sent,  # type: ignore[arg-type]
    )
    assert answer.status_code == status
    assert answer.json()["detail"].endswith((".", "girml forms` lists them."))


@pytest.mark.parametrize("path", ["/", "page", "report", "/assets/review.js", "/nothing"])
def test_every_answer_allows_only_what_is_ours(visit: Visit, path: str) -> None:
    headers = visit.client.get(getattr(visit, path, path), headers=TOKEN).headers
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")


def test_no_markup_of_ours_runs_in_an_attribute_and_none_of_a_text_is_markup(visit: Visit) -> None:
    page = visit.client.get(visit.page, headers=TOKEN).text
    assert "&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;" in page
    assert SCRIPT not in page
    assert 'onerror="' not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script type="application/json"') + page.count('<script src="/assets/')


def test_a_decision_that_meets_another_is_told_with_both(visit: Visit) -> None:
    for who, status in (("李", 201), ("王", 409)):
        sent = body(who=who, subject=MADE, action="type", value=58 if who == "李" else 45)
        answer = visit.client.post(f"{visit.report}/decisions", json=sent, headers=TOKEN)
        assert answer.status_code == status
    told = answer.json()
    assert (told["theirs"]["who"], told["theirs"]["value"], told["mine"]["who"], told["mine"]["value"]) == (
        "李",
        58,
        "王",
        45,
    )
    state = visit.client.get(visit.report, headers=TOKEN).json()["state"]
    assert [one["who"] for one in state["conflicts"]] == ["王"]


def test_the_list_is_filtered_and_a_page_beyond_the_last_is_the_last(visit: Visit) -> None:
    def listed(query: str) -> list[str]:
        return [one["source"] for one in visit.client.get(f"/api/reports?{query}", headers=TOKEN).json()["items"]]

    assert listed("") == ["glued.txt", "misprinted.txt"]
    assert listed("year=2020") == listed("reason=misprint") == listed("body=汉中") == ["misprinted.txt"]
    assert listed("reason=unresolved&progress=doubtful&page=9") == ["glued.txt"]
    assert listed("progress=done") == listed("body=<") == []
    assert visit.client.get("/api/reports?year=x", headers=TOKEN).status_code == 422
    assert visit.client.get("/?year=&reason=&progress=open", headers=TOKEN).status_code == 200
