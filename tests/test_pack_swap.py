"""While two workers answer without a pause, data packs are installed: no request fails, each sees one pack whole."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from service.reference import PackStore
from tests import packs
from tests.documents.inputs import sample
from tests.serving import Service, running, until

_CALLERS = 4
_DECISION = "/api/v1/document-types/commendation-decision"
#: Rests on the law of 01/3/2027: without a successor of the decree it is refused.
_DATA: dict[str, Any] = sample("commendation-decision", "minimal") | {
    "issued_date": "2027-03-01",
    "legal_bases": [f"Căn cứ {packs.SUCCESSOR}"],
    "bonus_source": "Quỹ của Sở",
}
_DATA["awards"] = [{**_DATA["awards"][0], "bonus": "statutory"}]
_BODY = json.dumps(_DATA).encode()


class Traffic:
    """Callers who ask for the law of a day and send a decision of it, without a pause."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._over = threading.Event()
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.versions: Counter[str] = Counter()
        self.torn: list[str] = []

    def send(self) -> None:
        while not self._over.is_set():
            law = self._service.ask("/api/v1/law?on=2027-03-01")
            self.statuses["law", law.status] += 1
            self._look_at(law.json())
            made = self._service.ask(f"{_DECISION}/documents", _BODY)
            self.statuses["documents", made.status] += 1
            if made.status not in (200, 422):
                self.torn.append(made.body[:200].decode(errors="replace"))

    def _look_at(self, law: dict[str, Any]) -> None:
        version = law["pack"]["version"]
        self.versions[version] += 1
        knows_decree = any(basis["id"] == "nd-999-2027" for basis in law["bases"])
        if (
            not knows_decree
            == (law["coefficients"] is not None)
            == version.startswith("2027-02-20")
        ):
            self.torn.append(version)

    @contextmanager
    def flowing(self) -> Iterator[None]:
        threads = [threading.Thread(target=self.send) for _ in range(_CALLERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def goes_on(self) -> None:
        """Some more of it has passed, through both workers."""
        before = self.statuses.total()
        until(lambda: self.statuses.total() >= before + 6 * _CALLERS)


def test_packs_are_swapped_under_load_without_an_error(tmp_path: Path) -> None:
    folder, keys = tmp_path / "packs", packs.trusted(tmp_path)
    installer = PackStore(folder, keys)
    with running(tmp_path / "log", VANBAN_PACKS=str(folder), VANBAN_PACK_KEYS=str(keys)) as service:
        traffic = Traffic(service)
        with traffic.flowing():
            traffic.goes_on()
            for edition in (1, 2, 3):
                installer.install(packs.dated("2027-02-20", edition, packs.with_successor))
                traffic.goes_on()
                installer.install(packs.dated("2027-02-10", edition), older=True)
                traffic.goes_on()
            installer.install(packs.dated("2027-02-21"))
            installer.install(packs.next_pack(), older=True)
            traffic.goes_on()
        assert traffic.torn == []
        statuses = {status for _, status in traffic.statuses}
        assert statuses == {200, 422}
        assert traffic.statuses["law", 200] == traffic.versions.total()
        assert len(traffic.versions) >= 5
        # Every worker has the last one, whoever is asked.
        seen = {service.ask("/readyz").json()["data_pack"]["version"] for _ in range(20)}
        assert seen == {"2027-02-20-1"}
        levels = {line["level"] for line in service.lines()}
        assert "error" not in levels
