"""Numbers are right with several workers, bounded, and written in a format that Prometheus' own library reads."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.app import create_app
from service.telemetry import metrics
from service.telemetry.metrics import processes, shared_counters
from tests.serving import DOCUMENTS, SAMPLE, SLUG, VALIDATIONS, Answer, Service, running, until

#: What a scrape looks up where there are no keys and nothing ends.
NOTHING = metrics.LookedUp({}, {}, "2026-11-28-1")

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def parsed(text: str) -> Samples:
    """Every sample by its name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def total(found: Samples, name: str, **labels: str) -> float:
    """The sum of all samples of this name that have these labels."""
    return sum(
        value
        for (sample, words), value in found.items()
        if sample == name and labels.items() <= dict(words).items()
    )


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("metrics") / "log") as found:
        yield found


def scraped(service: Service) -> Samples:
    answer = service.ask("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    return parsed(answer.body.decode())


def busy(service: Service) -> set[int]:
    """The workers that have answered for a type of document."""
    return {
        line["pid"]
        for line in service.lines()
        if line["event"] == "request" and line.get("slug") == SLUG
    }


def asked(service: Service) -> list[Answer]:
    with ThreadPoolExecutor(8) as callers:
        answers = list(callers.map(lambda _: service.ask(DOCUMENTS, SAMPLE), range(10)))
        return answers + list(callers.map(lambda _: service.ask(VALIDATIONS, b"{}"), range(5)))


def test_the_numbers_of_two_workers_are_added_up(service: Service) -> None:
    before = scraped(service)
    answers: list[Answer] = []
    # One worker alone would prove nothing; the second may be late to begin, or to be scheduled.

    def both_are_busy() -> bool:
        answers.extend(asked(service))
        return len(busy(service)) == 2

    until(both_are_busy, 60)
    assert {answer.status for answer in answers} == {200}
    documents, validations = len(answers) * 2 // 3, len(answers) // 3
    after = scraped(service)

    def grown(name: str, **labels: str) -> float:
        return total(after, name, **labels) - total(before, name, **labels)

    route = "/api/v1/document-types/<slug>/documents"
    assert grown("vanban_requests_total", route=route, method="POST", status="200") == documents
    assert grown("vanban_request_seconds_count", route=route) == documents
    assert grown("vanban_documents_total", slug=SLUG) == documents
    assert grown("vanban_step_seconds_count", step="rendering") == documents
    assert grown("vanban_step_seconds_count", step="validation") == documents + validations
    assert grown("vanban_faults_total", code="required") >= validations
    assert grown("vanban_faults_total", code="required") % validations == 0


def test_only_the_request_that_asks_is_in_flight(service: Service) -> None:
    assert total(scraped(service), "vanban_requests_in_flight") == 1


def slots(numbers: Samples) -> set[str]:
    return {
        dict(words)["worker"] for name, words in numbers if name == "vanban_worker_resident_bytes"
    }


def test_a_killed_worker_loses_no_number_and_leaves_no_request_in_flight(service: Service) -> None:
    service.ask(DOCUMENTS, SAMPLE)
    before = scraped(service)
    caller = service.half_a_request()
    victim = service.worker_of(caller)
    assert victim is not None
    until(lambda: total(scraped(service), "vanban_requests_in_flight") == 2)
    os.kill(victim, signal.SIGKILL)
    caller.close()
    until(lambda: service.has_replaced(victim))
    after = scraped(service)
    assert total(after, "vanban_documents_total") == total(before, "vanban_documents_total")
    assert total(after, "vanban_requests_in_flight") == 1
    # The new worker takes its slot when it has started, which may be a moment after it was forked.
    until(lambda: slots(scraped(service)) == {"0", "1", "2"})


def test_a_caller_that_no_worker_has_taken_is_counted_as_waiting(service: Service) -> None:
    assert total(scraped(service), "vanban_requests_waiting") >= 0
    with socket.create_server(("127.0.0.1", 0)) as lonely:
        port = lonely.getsockname()[1]
        assert processes.waiting(port) == 0
        callers = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        assert processes.waiting(port) == 3
        for caller in callers:
            caller.close()


def test_callers_at_all_ports_that_listen_are_added_up_and_others_left_out() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
        socket.create_server(("127.0.0.1", 0)) as gone,
    ):
        ports = [server.getsockname()[1] for server in (one, two, gone)]
        gone.close()
        metrics.listen(ports)
        callers = [socket.create_connection(("127.0.0.1", port)) for port in (ports[0], *ports[:2])]
        try:
            assert (
                parsed(metrics.exposition(NOTHING).decode())["vanban_requests_waiting", frozenset()]
                == 3
            )
            metrics.listen([ports[2]])
            assert "vanban_requests_waiting" not in metrics.exposition(NOTHING).decode()
        finally:
            metrics.listen([])
            for caller in callers:
                caller.close()


def test_no_label_holds_what_somebody_sent() -> None:
    client = create_app().test_client()
    client.get("/api/v1/document-types/Nguyen-Van-Bi-Mat?ten=Bi-Mat")
    client.get("/Bi-Mat")
    client.open("/healthz", method="BIMAT")
    client.post(VALIDATIONS, data=b'{"Bi-Mat": 1}', headers={"Content-Type": "application/json"})
    text = client.get("/metrics").get_data(as_text=True)
    assert 'route="(none)"' in text
    assert 'method="(other)"' in text
    assert "bi-mat" not in text.lower()
    assert "bimat" not in text.lower()


def test_a_histogram_adds_up() -> None:
    before = parsed(metrics.exposition(NOTHING).decode())
    metrics.violations(SLUG, {"warning": {"a_test_code": 1}})
    for _ in range(3):
        with metrics.step("validation", "a-test"):
            pass
    after = parsed(metrics.exposition(NOTHING).decode())
    names = {"step": "validation", "slug": "a-test"}
    steps = {
        dict(words)["le"]
        for (name, words) in after
        if name == "vanban_step_seconds_bucket" and names.items() <= dict(words).items()
    }
    assert [float(step) for step in sorted(steps, key=float)] == [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, float("inf"),
    ]  # fmt: skip
    bounds = [
        value
        for (name, words), value in after.items()
        if name == "vanban_step_seconds_bucket" and names.items() <= dict(words).items()
    ]
    assert bounds == sorted(bounds)
    assert bounds[-1] == total(after, "vanban_step_seconds_count", **names) == 3
    grown = total(after, "vanban_faults_total") - total(before, "vanban_faults_total")
    assert grown == 1


def test_a_slot_goes_on_where_its_last_worker_stopped() -> None:
    numbers = shared_counters.SharedCounters()
    numbers.use_slot(3)
    numbers.add(("a", "é\n\"'"), 2)
    numbers.add(("gauge",), 1)
    numbers.release_slot(3, lambda key: key == ("gauge",))
    assert 3 not in numbers.processes()
    numbers.use_slot(4)
    numbers.add(("a", "é\n\"'"), 5)
    numbers.use_slot(3)
    numbers.add(("a", "é\n\"'"), 1)
    assert numbers.sums() == {("a", "é\n\"'"): 8.0, ("gauge",): 0.0}
    assert numbers.processes() == {0: os.getpid(), 3: os.getpid(), 4: os.getpid()}


def test_a_full_slot_drops_new_names_and_says_so() -> None:
    numbers = shared_counters.SharedCounters()
    numbers.add(("kept",))
    for number in range(3_000):
        numbers.add((f"a name of some length, the {number}th of very many names",))
    numbers.add(("kept",))
    assert numbers.dropped() > 0
    assert numbers.sums()[("kept",)] == 2
    assert len(numbers.sums()) + numbers.dropped() == 3_001


def test_a_process_that_is_gone_is_left_out() -> None:
    assert processes.usage(2**22 + 1) is None
    found = processes.usage(os.getpid())
    assert found is not None
    assert found.resident_bytes > 1_000_000


def test_no_file_holds_the_numbers(service: Service) -> None:
    held = {Path(name) for worker in service.workers() for name in _mapped(worker)}
    assert not [name for name in held if "vanban" in name.name or name.suffix == ".db"]


def _mapped(process: int) -> list[str]:
    lines = Path(f"/proc/{process}/maps").read_text().splitlines()
    return [line.split(None, 5)[5] for line in lines if len(line.split(None, 5)) == 6]
