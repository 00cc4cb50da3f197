"""`make evidence` finds every measurement, and says what moved by more than its record allows."""

import json

import pytest

from tools import evidence

KEPT = {
    "settings": {"n": 1},
    "spread": {"": 0.1, "wild": 5},
    "values": {"calm": [[1.0, 2.0]], "wild": 3},
    "files": {"a": "1"},
}


def changed(**values) -> dict:
    return KEPT | {"values": KEPT["values"] | values}


def test_every_committed_record_is_measured_anew():
    assert evidence.experiments() == sorted(file.stem for file in evidence.ROOT.glob("snippets/*.json"))
    assert {"heads", "relays", "rescues"} <= set(evidence.experiments())


@pytest.mark.parametrize("stem", evidence.experiments())
def test_record_states_how_far_its_values_may_move(stem):
    record = json.loads((evidence.ROOT / f"snippets/{stem}.json").read_text(encoding="utf-8"))
    spread = record.get("spread", {})
    assert 0 <= spread.get("", 0) < 0.001
    assert spread.keys() - {""} <= record["values"].keys()


@pytest.mark.parametrize(
    "record, faults",
    [
        (changed(), []),
        (changed(calm=[[1.05, 1.95]], wild=7.9), []),
        (changed(calm=[[1.0, 2.2]]), ["calm[0][1]: 2.0 became 2.2, and may move by 0.1"]),
        (changed(wild=8.1), ["wild: 3 became 8.1, and may move by 5"]),
        (changed(calm=[[1.0]]), ["calm[0]: has another shape"]),
        (changed(calm=1.0), ["calm: has another shape"]),
        (changed(calm=[[1.0, float("nan")]]), ["calm[0][1]: 2.0 became nan, and may move by 0.1"]),
        (changed(more=1), ["more: only one of the records has it"]),
        (KEPT | {"settings": {"n": 2}}, ["its settings are others than the record's"]),
    ],
)
def test_what_moved_is_named_with_its_place(record, faults):
    assert list(evidence.changes(KEPT, record)) == faults


def test_record_without_a_spread_has_to_come_out_exactly():
    exact = {name: KEPT[name] for name in ("settings", "values")}
    assert list(evidence.changes(exact, changed())) == []
    assert list(evidence.changes(exact, changed(wild=3.0001))) == ["wild: 3 became 3.0001, and may move by 0"]


def test_file_that_would_be_another_is_named():
    assert list(evidence.changed_files(KEPT, KEPT)) == []
    assert list(evidence.changed_files(KEPT, KEPT | {"files": {"a": "2", "b": "1"}})) == [
        "a: is another file now",
        "b: is another file now",
    ]


def test_command_fails_and_says_so_when_something_moved(monkeypatch, capsys):
    record = json.loads((evidence.ROOT / "snippets/rescues.json").read_text(encoding="utf-8"))
    monkeypatch.setattr(evidence, "experiments", lambda: ["rescues"])
    monkeypatch.setattr(evidence, "again", lambda stem: (record, {}))
    evidence.main()
    assert "Nothing moved beyond its stated spread" in capsys.readouterr().out
    other = json.loads(json.dumps(record))
    other["values"]["recall_of_state"][0][1] += 0.01
    monkeypatch.setattr(evidence, "again", lambda stem: (other, {}))
    with pytest.raises(SystemExit, match="1 moved beyond"):
        evidence.main()
    assert "recall_of_state[0][1]: " in capsys.readouterr().out
