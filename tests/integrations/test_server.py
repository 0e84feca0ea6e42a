"""The service over real HTTP: what is asked, what is answered, and what is refused."""

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from functools import partial

import jsonschema
import pytest

pytest.importorskip("fastapi", reason="needs the extra server")
pytest.importorskip("uvicorn", reason="needs the extra server")

from fastapi import FastAPI

from quoteattr import Article, Pipeline, __version__
from quoteattr.integrations.server.app import create_app
from quoteattr.integrations.server.command import listen
from quoteattr.integrations.server.openapi import components
from quoteattr.integrations.server.settings import Settings
from quoteattr.io import schema, to_utf16
from quoteattr.options import Options
from tests.conftest import TEXT, build_tiny_encoder
from tests.integrations.serving import LOOPBACK, GatedPipeline, answer, serving, serving_app, until

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

TEXTS = [TEXT, "“Yes,” said Ada Burns.", "It rained.", "", "\u202e<b>\x00“no”", "“A bridge 😀,” said the mayor. " * 9]


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(build_tiny_encoder(), min_score=0.0)


@pytest.fixture(scope="module")
def client(pipeline):
    with serving(Settings(max_body=20_000, queue=16, origins=("https://news.example",)), lambda: pipeline) as found:
        yield found


@pytest.fixture
def gated():
    """A service whose pipeline waits for a gate; every answer that is still awaited is given at the end."""
    pipeline = GatedPipeline()
    with serving(Settings(max_body=1000, queue=4, batch_size=2, body_seconds=30), lambda: pipeline) as client:
        client_and_pipeline = client, pipeline
        yield client_and_pipeline
        pipeline.gate.set()


class TestOne:
    @pytest.mark.parametrize("text", TEXTS)
    def test_the_answer_is_what_the_pipeline_gives(self, client, pipeline, text):
        found = client.post({"id": "a", "text": text})
        assert found.status == 200
        assert Article.from_dict(found.json) == pipeline(text, id="a")
        jsonschema.validate(found.json, schema())

    def test_options_are_the_pipelines(self, client, pipeline):
        found = client.post({"text": TEXT, "max_sentences": 1, "min_score": 0.9, "focus": "fares", "ratio": None})
        assert Article.from_dict(found.json) == pipeline(TEXT, max_sentences=1, min_score=0.9, focus="fares")

    def test_a_number_may_name_an_article(self, client):
        assert client.post({"id": 7, "text": "Yes."}).json["id"] == "7"

    def test_a_whole_number_may_have_a_decimal_point(self, client, pipeline):
        found = client.post({"id": 7.0, "text": TEXT, "max_sentences": 2.0, "ratio": None})
        assert Article.from_dict(found.json) == pipeline(TEXT, id="7", max_sentences=2)

    def test_offsets_for_javascript(self, client, pipeline):
        found = client.post({"text": TEXTS[-1], "offsets": "utf16"}).json
        assert found == to_utf16(pipeline(TEXTS[-1]).to_dict())

    @pytest.mark.parametrize("kind", ["text/plain", "text/plain; charset=UTF-8", 'Text/Plain;charset="utf-8"'])
    def test_plain_text(self, client, pipeline, kind):
        found = client.ask("POST", "/annotate", TEXT.encode(), **{"Content-Type": kind})
        assert Article.from_dict(found.json) == pipeline(TEXT)

    def test_a_byte_order_mark_is_no_part_of_the_text(self, client):
        found = client.ask("POST", "/annotate", b"\xef\xbb\xbfYes.", **{"Content-Type": "text/plain"})
        assert found.json["text"] == "Yes."


class TestMany:
    def test_each_is_answered_as_alone_and_in_order(self, client, pipeline):
        found = client.post({"articles": [{"id": str(n), "text": text} for n, text in enumerate(TEXTS)]})
        assert found.status == 200
        assert found.json["errors"] == []
        assert [Article.from_dict(record) for record in found.json["articles"]] == [
            pipeline(text, id=str(n)) for n, text in enumerate(TEXTS)
        ]

    def test_a_request_without_articles_is_answered_with_none(self, client):
        assert client.post({"articles": []}).json == {"articles": [], "errors": []}

    @pytest.mark.parametrize(
        ("bad", "said"),
        [
            (None, "null"),
            ("Yes.", "a string"),
            ({"id": "b"}, "an object with 'id'"),
            ({"id": "b", "text": None}, "found null"),
            ({"id": "b", "text": ["Yes."]}, "found a list"),
            ({"id": "b", "text": "\ud800"}, "lone surrogate"),
            ({"id": "b", "text": "Yes.", "max_words": 3}, "'max_words' is not known here; accepted are id, text"),
            ({"id": True, "text": "Yes."}, "`id` is true or false"),
        ],
    )
    def test_a_bad_one_is_recorded_and_the_others_answered(self, client, pipeline, bad, said):
        found = client.post({"articles": [{"text": "It rained."}, bad, {"id": "c", "text": TEXT}]})
        assert found.status == 200
        first, middle, last = map(Article.from_dict, found.json["articles"])
        assert (first, last) == (pipeline("It rained."), pipeline(TEXT, id="c"))
        [error] = found.json["errors"]
        assert said in error["detail"]
        assert (error["index"], error["id"]) == (1, middle.id)
        assert middle.warnings == (f"failed: {error['detail']}",)
        if isinstance(bad, dict) and isinstance(bad.get("id"), str):
            assert middle.id == "b"

    def test_one_that_the_pipeline_fails_at_is_recorded_too(self, gated):
        client, pipeline = gated
        pipeline.gate.set()
        found = client.post({"articles": [{"text": "fail"}, {"text": "Yes."}]})
        assert [record["summary"]["text"] for record in found.json["articles"]] == ["fail", "Yes."]
        assert found.json["errors"] == [{"index": 0, "id": None, "detail": "IndexError: list index out of range"}]


class TestRefused:
    @pytest.mark.parametrize(
        ("body", "status", "said"),
        [
            (b"", 400, "JSON was asked for"),
            (b'{"text": "Yes."', 400, "JSON was asked for"),
            (b'{"text": "Yes.", "ratio": NaN}', 400, "NaN is no number of JSON"),
            (b"[" * 15_000, 400, "JSON was asked for"),
            (b'{"text": "\xe9"}', 400, "UTF-8 was asked for, found the byte 0xe9 at 10"),
            (b'{"max_words": 1' + b"0" * 5000 + b"}", 400, "JSON was asked for"),
            ({}, 422, "an object with no fields; accepted are"),
            ([{"text": "Yes."}], 422, "found a list; accepted are"),
            ("Yes.", 422, "found a string; accepted are"),
            ({"text": "Yes.", "articles": []}, 422, "an object with 'text', 'articles'"),
            ({"articles": {"text": "Yes."}}, 422, "`articles` is an object"),
            ({"text": 7}, 422, "a string as the article's `text` was asked for, found a number"),
            ({"text": "a\udfffb"}, 422, "lone surrogate '\\udfff' at offset 1"),
            ({"text": "Yes.", "id": 1.5}, 422, "`id` is a number; accepted are a string, a whole number and null"),
            ({"text": "Yes.", "max_sentence": 2}, 422, "'max_sentence' is not known here; accepted are id, text, off"),
            ({"text": "Yes.", "max_sentences": 0}, 422, "max_sentences=0 was asked for"),
            ({"text": "Yes.", "max_sentences": "3"}, 422, "max_sentences='3' was asked for"),
            ({"text": "Yes.", "max_sentences": 2, "ratio": 0.5}, 422, "pass one of them"),
            ({"text": "Yes.", "compress": True, "faithful": True}, 422, "pass one of them"),
            ({"text": "Yes.", "compress": "no"}, 422, "compress='no' was asked for; accepted are true and false"),
            ({"text": "Yes.", "focus": " "}, 422, "focus=' ' was asked for"),
            ({"text": "Yes.", "focus": "rain \ud800"}, 422, "lone surrogate"),
            ({"text": "Yes.", "min_score": 10**400}, 422, "was asked for"),
            ({"text": "Yes.", "offsets": "bytes"}, 422, "'bytes'; accepted are 'codepoint', 'utf16'"),
            ({"articles": [{"text": "Yes."}], "ratio": 2}, 422, "ratio=2 was asked for"),
            ({"articles": [{"text": "Yes."}] * 17}, 413, "17 articles were sent in one request; accepted are 16"),
            ({"text": "x" * 20_000}, 413, "accepted are 20,000"),
        ],
    )
    def test_with_what_was_asked_found_and_accepted(self, client, body, status, said):
        found = client.post(body)
        assert found.status == status
        assert said in found.detail
        assert len(found.detail) < 1000

    @pytest.mark.parametrize(
        "kind", ["", "application/x-www-form-urlencoded", "application/xml", "text/plain; charset=latin-1"]
    )
    def test_another_media_type(self, client, kind):
        found = client.ask("POST", "/annotate", b"Yes.", **{"Content-Type": kind})
        assert found.status == 415
        assert "accepted are application/json and text/plain, in UTF-8" in found.detail

    def test_a_compressed_body(self, client):
        found = client.post(b"\x1f\x8b", **{"Content-Encoding": "gzip"})
        assert (found.status, "gzip" in found.detail) == (415, True)

    @pytest.mark.parametrize(
        ("method", "path", "status"), [("GET", "/annotate", 405), ("DELETE", "/health", 405), ("GET", "/articles", 404)]
    )
    def test_another_address(self, client, method, path, status):
        found = client.ask(method, path)
        assert found.status == status
        assert "accepted are POST /annotate, GET /health" in found.detail
        assert ("allow" in found.headers) == (status == 405)

    def test_a_failure_within_is_told_without_its_inside(self, gated):
        client, pipeline = gated
        pipeline.gate.set()
        failed = client.post({"text": "fail"})
        assert (failed.status, failed.detail.split(": ")[0]) == (
            500,
            "the article could not be read, by a fault of the service",
        )
        broken = client.post({"text": "break"})
        assert (broken.status, broken.detail) == (500, "the service failed at this article; its log says how")
        assert client.post({"text": "Yes."}).status == 200


class TestBody:
    def test_chunks_without_a_length_are_counted(self, client):
        def chunks():
            yield b'{"text": "'
            for _ in range(30):
                yield b"x" * 1000
            yield b'"}'

        found = client.ask("POST", "/annotate", chunks(), **{"Content-Type": "application/json"})
        assert found.status == 413
        assert "accepted are 20,000" in found.detail

    def test_chunks_without_a_length_are_read(self, client, pipeline):
        body = json.dumps({"text": TEXT}).encode()
        chunks = (body[at : at + 7] for at in range(0, len(body), 7))
        found = client.ask("POST", "/annotate", chunks, **{"Content-Type": "application/json"})
        assert Article.from_dict(found.json) == pipeline(TEXT)

    def test_chunks_without_an_end_are_cut_off(self, client):
        with socket.create_connection(("127.0.0.1", client.port), timeout=30) as sender:
            head = (
                "POST /annotate HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            sender.sendall(head.encode())
            sent = 0
            with pytest.raises(OSError, match=r"reset|[Bb]roken|aborted"):  # noqa: PT012 - it may take a few
                while sent < 100_000_000:
                    sent += sender.send(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
            assert sent < 50_000_000

    def test_who_asks_first_whether_to_send_too_much_need_not_send_it(self, client):
        with socket.create_connection(("127.0.0.1", client.port), timeout=30) as sender:
            head = "POST /annotate HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 20001\r\n"
            sender.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
            assert sender.recv(100).startswith(b"HTTP/1.1 413 ")

    def test_one_that_does_not_arrive_in_time_is_given_up(self, pipeline):
        with (
            serving(Settings(body_seconds=0.05), lambda: pipeline) as client,
            socket.create_connection(("127.0.0.1", client.port), timeout=30) as sender,
        ):
            sender.sendall(
                b"POST /annotate HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nIt"
            )
            assert sender.recv(100).startswith(b"HTTP/1.1 408 ")

    def test_no_more_arrive_at_a_time_than_may_wait(self, gated):
        client, _ = gated
        senders = [socket.create_connection(("127.0.0.1", client.port)) for _ in range(4)]
        try:
            for sender in senders:
                head = "POST /annotate HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nIt"
                sender.sendall(head.encode())
            until(lambda: client.post(b"{").status == 503)
            found = client.post(b"{")
            assert "4 other requests are arriving" in found.detail
            assert found.headers["retry-after"] == "1"
        finally:
            for sender in senders:
                sender.close()
        until(lambda: client.post(b"{").status == 400)


class TestQueue:
    def test_beyond_it_a_request_is_told_when_to_come_again(self, gated):
        client, pipeline = gated
        first = client.begin({"text": "0"})
        pipeline.begun.acquire(timeout=30)
        others = [client.begin({"articles": [{"text": f"{n}a"}, {"text": f"{n}b"}]}) for n in (1, 2)]
        until(lambda: client.waiting() == 4)
        found = client.post({"text": "too many"})
        assert found.status == 503
        assert "room for 1 was asked for while 4 articles wait; accepted are 4 at a time" in found.detail
        assert int(found.headers["retry-after"]) >= 1
        pipeline.gate.set()
        assert [answer(connection.getresponse()).status for connection in (first, *others)] == [200, 200, 200]
        assert "too many" not in pipeline.read

    def test_requests_take_turns(self, gated):
        client, pipeline = gated
        connections = [client.begin({"text": "0"})]
        pipeline.begun.acquire(timeout=30)
        connections.append(client.begin({"articles": [{"text": "1a"}, {"text": "1b"}, {"text": "1c"}]}))
        until(lambda: client.waiting() == 3)
        connections.append(client.begin({"text": "2"}))
        until(lambda: client.waiting() == 4)
        pipeline.gate.set()
        assert {answer(connection.getresponse()).status for connection in connections} == {200}
        assert pipeline.read == ["0", "1a", "2", "1b", "1c"]

    def test_what_waits_goes_to_the_pipeline_together_if_its_options_are_alike(self, gated):
        client, pipeline = gated
        connections = [client.begin({"text": "0"})]
        pipeline.begun.acquire(timeout=30)
        for record in ({"text": "1"}, {"text": "2"}, {"text": "3"}, {"text": "4", "max_words": 9}):
            waiting = client.waiting()
            connections.append(client.begin(record))
            until(lambda waiting=waiting: client.waiting() == waiting + 1)
        pipeline.gate.set()
        assert {answer(connection.getresponse()).status for connection in connections} == {200}
        texts = [texts for texts, _ in pipeline.calls]
        assert texts[:2] == [["0"], ["1", "2"]]
        assert sorted(texts[2:]) == [["3"], ["4"]]
        assert {options["max_words"] for texts, options in pipeline.calls if texts == ["4"]} == {9}
        assert {options["on_error"] for _, options in pipeline.calls} == {"record"}

    def test_who_goes_away_before_the_turn_is_not_read(self, gated):
        client, pipeline = gated
        first = client.begin({"text": "0"})
        pipeline.begun.acquire(timeout=30)
        leaving = client.begin({"articles": [{"text": "left"}, {"text": "left too"}]})
        until(lambda: client.waiting() == 2)
        leaving.close()
        until(lambda: client.waiting() == 0)
        # Their places are free again.
        staying = [client.begin({"text": f"{n}"}) for n in range(1, 5)]
        until(lambda: client.waiting() == 4)
        pipeline.gate.set()
        assert {answer(connection.getresponse()).status for connection in (first, *staying)} == {200}
        assert sorted(pipeline.read) == ["0", "1", "2", "3", "4"]

    def test_many_who_ask_at_once_get_what_each_would_get_alone(self, client, pipeline):
        asked = [{"id": str(n), "text": TEXTS[n % len(TEXTS)], "max_sentences": 1 + n % 2} for n in range(12)]
        with ThreadPoolExecutor(12) as clients:
            found = list(clients.map(client.post, asked))
        assert [Article.from_dict(f.json) for f in found] == [
            pipeline(a["text"], id=a["id"], max_sentences=a["max_sentences"]) for a in asked
        ]


class TestAround:
    def test_health(self, client):
        found = client.ask("GET", "/health")
        assert found.status == 200
        assert found.json == {
            "status": "ready",
            "version": __version__,
            "checkpoint": "default",
            "queue": {"waiting": 0, "limit": 16},
        }

    def test_health_is_told_while_the_worker_works(self, gated):
        client, pipeline = gated
        connection = client.begin({"text": "0"})
        pipeline.begun.acquire(timeout=30)
        assert client.ask("GET", "/health").json["queue"] == {"waiting": 0, "limit": 4}
        pipeline.gate.set()
        assert answer(connection.getresponse()).status == 200

    def test_the_description_has_the_published_schema(self, client):
        document = client.ask("GET", "/openapi.json").json
        assert document["openapi"].startswith("3.1")
        parts = document["components"]["schemas"]
        published = schema()
        assert parts["Article"]["properties"].keys() == published["properties"].keys()
        assert parts.keys() >= published["$defs"].keys()
        record = client.post({"articles": [{"text": TEXT}, {}]}).json
        jsonschema.validate(record, {"$ref": "#/components/schemas/Answers", "components": document["components"]})
        assert '"#/$defs' not in json.dumps(document)

    def test_every_option_is_described(self):
        described = components()["Many"]["properties"].keys() - {"articles", "offsets"}
        assert described == {option.name for option in fields(Options)}

    @pytest.mark.parametrize("path", ["/", "/health", "/openapi.json", "/nowhere"])
    def test_nothing_is_kept_guessed_or_told(self, client, path):
        headers = client.ask("GET", path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"

    def test_pages_of_elsewhere_may_ask_only_when_their_origin_is_named(self, client):
        named = client.post({"text": "Yes."}, Origin="https://news.example")
        other = client.post({"text": "Yes."}, Origin="https://other.example")
        assert named.headers["access-control-allow-origin"] == "https://news.example"
        assert "access-control-allow-origin" not in other.headers

    def test_by_default_no_page_of_elsewhere_may(self, gated):
        client, _ = gated
        asked = {"Origin": "https://news.example", "Access-Control-Request-Method": "POST"}
        found = client.ask("OPTIONS", "/annotate", **asked)
        assert found.status == 405
        assert "access-control-allow-origin" not in found.headers

    def test_answers_are_sent_without_waiting_for_more(self):
        # A socket whose protocol is not named gets no TCP_NODELAY from asyncio, which costs 40 ms an answer.
        with listen("127.0.0.1", 0) as listening:
            assert listening.proto == socket.IPPROTO_TCP

    def test_a_client_that_speaks_no_http_stops_nobody(self, client):
        with socket.create_connection(("127.0.0.1", client.port), timeout=30) as sender:
            sender.sendall(b"\x16\x03\x01\x00\n\n\r\n\r\n")
            assert sender.recv(100).startswith(b"HTTP/1.1 400 ")
        assert client.ask("GET", "/health").status == 200

    def test_within_another_application_it_takes_articles_from_its_start_on(self, pipeline):
        app, outer = create_app(load=lambda: pipeline), FastAPI()
        outer.mount("/quotes", app)
        with serving_app(outer) as client:
            ask = partial(client.ask, "POST", "/quotes/annotate", TEXT.encode(), **{"Content-Type": "text/plain"})
            early = ask()
            assert (early.status, client.ask("GET", "/quotes/health").status) == (503, 503)
            assert "starts up or ends" in early.detail
            app.state.engine.start()
            assert Article.from_dict(ask().json) == pipeline(TEXT)
            app.state.engine.close()
            assert ask().status == 503

    def test_one_thread_reads_them_all(self):
        threads = set()

        class Watched(GatedPipeline):
            def pipe(self, items, **options):
                threads.add(threading.current_thread().name)
                return super().pipe(items, **options)

        watched = Watched()
        watched.gate.set()
        with serving(Settings(), lambda: watched) as client, ThreadPoolExecutor(4) as clients:
            assert {f.status for f in clients.map(client.post, [{"text": str(n)} for n in range(9)])} == {200}
        assert threads == {"quoteattr-worker"}
