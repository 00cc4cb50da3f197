"""What the heads of a real model look at: all-MiniLM-L6-v2 reads a dozen sentences.

`python -m snippets.heads` runs the model and writes heads.json and, for readers, a file for each
sentence in docs/experiments/heads. It needs the weights: `make .venv/.evidence`. The pages need
none of that, since they read what was written.

`python -m snippets.heads "A sentence of your own." it` says where a word of that sentence looks.
"""

import hashlib
import json
import platform
import sys
import time
from pathlib import Path

import numpy as np

from worked import measured

RESULTS = Path(__file__).with_suffix(".json")
SHOWN = Path(__file__).parents[1] / "docs/experiments/heads"  # the files that readers fetch

# The sentences by the names of their files. The first is that of lesson 07.
sentences = {
    "tired": "The animal didn't cross the road because it was tired.",
    "too-tired": "The animal didn't cross the road because it was too tired.",
    "too-wide": "The animal didn't cross the road because it was too wide.",
    "passive-tired": "The road was not crossed by the animal because it was too tired.",
    "passive-wide": "The road was not crossed by the animal because it was too wide.",
    "road-stops": "The road didn't stop the animal because it was too tired.",
    "trophy-big": "The trophy doesn't fit in the suitcase because it is too big.",
    "trophy-small": "The trophy doesn't fit in the suitcase because it is too small.",
    "council-feared": "The councilmen refused the demonstrators a permit because they feared violence.",
    "council-advocated": "The councilmen refused the demonstrators a permit because they advocated violence.",
    "riya-helped": "Riya thanked Meena because she helped with the demo.",
    "riya-received": "Riya thanked Meena because she had received help.",
}
names, texts = list(sentences), list(sentences.values())
pronouns = ["it", "they", "she"]

# The model, and the heads that the page tells of, chosen after we had looked at all of them. Layers
# and heads are counted from one.
layers, heads = 6, 12
finder, follower, turner = [6, 12], [4, 2], [5, 1]
decimals = 2  # of the weights that readers fetch
tolerance = 0.00001  # how far a weight may be from that of another implementation
chosen = {"finder": finder, "follower": follower, "turner": turner}
settings = {"layers": layers, "heads": heads, **chosen, "decimals": decimals, "sentences": sentences}

# Places in what was measured.
tired, too_tired, too_wide, passive_tired, passive_wide, road_stops = range(6)
by_finder, by_follower = range(2)
animal, road = range(2)  # the two that "it" could mean
active_pair, passive_pair, trophy_pair, council_pair = range(4)
with_tired, with_wide = range(2)

# Two sentences that differ in one word, which says what the pronoun means; and the two nouns.
pairs = [
    ("too-tired", "too-wide", "it", "animal", "road"),
    ("passive-tired", "passive-wide", "it", "animal", "road"),
    ("trophy-big", "trophy-small", "it", "trophy", "suitcase"),
    ("council-feared", "council-advocated", "they", "council", "demonstrators"),
]


def light(run, word: str, query: str = "it") -> np.ndarray:
    """The weight that a query puts on a word, in each head.

    run      what the model gave for a sentence
    word     one of its tokens, and the first that is spelt so
    returns  (layers, heads) float
    """
    return run.weights[:, :, run.tokens.index(query), run.tokens.index(word)]


def gap(run, pronoun: str, one: str, other: str) -> np.ndarray:
    """How much more light the one noun gets from the pronoun than the other, in each head."""
    return light(run, one, pronoun) - light(run, other, pronoun)


def at(values: np.ndarray, place: list[int]) -> float:
    """The entry of a head that is counted from one."""
    return float(values[place[0] - 1, place[1] - 1])


def take_away(model, run, place: list[int], word: str) -> list[float]:
    """What taking a card away from *it* does, in one head of the lesson's sentence.

    returns  how far the head's blend moves, as a part of its own length; and how like its former
             self the representation of *it* is after the last layer (a cosine: one means the same)
    """
    from snippets.evidence.minilm import Change

    layer, head, query = place[0] - 1, place[1] - 1, run.tokens.index("it")
    change = Change(layer, head, query, run.tokens.index(word))
    other = model.run(sentences["tired"], change)
    before, after = run.blends[layer, head, query], other.blends[layer, head, query]
    moved = np.linalg.norm(after - before) / np.linalg.norm(before)
    one, two = run.output[query], other.output[query]
    return [float(moved), float(one @ two / np.linalg.norm(one) / np.linalg.norm(two))]


def measure_values(model, runs: dict) -> dict:
    """The numbers of the page, from what the model gave for each sentence."""
    both, own_runs = [finder, follower], [runs[name] for name in names[: road_stops + 1]]
    drawn = [(runs["tired"], finder), (runs["tired"], follower), (runs["passive-tired"], follower)]
    looks = [
        [[at(light(run, noun), head) for noun in ("animal", "road")] for head in both] for run in own_runs
    ]
    small = [
        [at(light(run, "crossed" if "crossed" in run.tokens else "cross"), head), at(light(run, "tired"), head)]
        for run, head in drawn
    ]
    gaps = [[gap(runs[name], *rest) for name in (first, second)] for first, second, *rest in pairs]
    own = gaps[: passive_pair + 1]  # those of the animal and the road
    moves = [[take_away(model, runs["tired"], head, noun) for noun in ("animal", "road")] for head in both]
    return {
        "looks": looks,
        "rest": small,
        "mean_gaps": np.mean(own, axis=-1).tolist(),
        "turns": [[at(one, turner) for one in pair] for pair in own],
        "turning": [float(((one > 0) & (other < 0)).mean()) for one, other in gaps],
        "moves": moves,
        "to_object": at(light(runs["council-feared"], "demonstrators", "they"), follower),
    }


def measure() -> tuple[dict, dict[str, str]]:
    """Run the model on the sentences.

    returns  the record that the pages read, and the text of each file that readers fetch
    raises   ModuleNotFoundError: the weights are not installed; the message says what to run
    """
    from snippets.evidence import minilm

    started = time.process_time()
    model = minilm.load()
    runs = {name: model.run(sentences[name]) for name in names}
    values = measure_values(model, runs)
    values["processor_seconds"] = time.process_time() - started
    files = {f"{name}.json": shown(run) for name, run in runs.items()}
    return {
        "script": "python -m snippets.heads",
        "seed": "none (nothing is random)",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "model": f"all-MiniLM-L6-v2, model.safetensors, SHA-256 {minilm.fingerprint()}",
        },
        "spread": {"processor_seconds": 60, "": tolerance},
        "settings": settings,
        "files": {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()},
        "values": rounded(values),
    }, files


def shown(run) -> str:
    """What readers fetch of a sentence: its tokens, and all weights in units of the last decimal."""
    units = np.rint(run.weights * 10**decimals).astype(int)  # (layers, heads, n, n)
    return json.dumps({"tokens": run.tokens, "weights": units.tolist()}, separators=(",", ":")) + "\n"


def rounded(value):
    """Nested values to six decimals: what is left of machines that round in another order."""
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list) else round(value, 6)


def results() -> dict:
    """What was measured, as the committed file tells it.

    returns  dict, the values of the record
    raises   ValueError: the file is of an experiment with other settings, or what readers fetch is
             not what was written with it
    """
    record = json.loads(RESULTS.read_text(encoding="utf-8"))
    if record["settings"] != settings:
        raise ValueError(f"{RESULTS.name} has other settings: run python -m snippets.heads")
    for name, known in record["files"].items():
        if hashlib.sha256((SHOWN / name).read_bytes()).hexdigest() != known:
            raise ValueError(f"{SHOWN.name}/{name} was changed: run python -m snippets.heads")
    return measured(RESULTS)


def tell(sentence: str, query: str = "it") -> None:
    """Print, for a sentence of one's own, the heads in which a word looks hardest at another."""
    from snippets.evidence import minilm

    run = minilm.load().run(sentence)
    print(" ".join(run.tokens))
    if query not in run.tokens:
        sys.exit(f"{query} is none of these tokens: name one behind the sentence")
    rows = run.weights[:, :, run.tokens.index(query)]  # (layers, heads, n)
    for place in np.argsort(-rows.max(axis=-1), axis=None)[:heads]:
        layer, head = np.unravel_index(place, rows.shape[:2])
        best = rows[layer, head].argmax()
        print(f"layer {layer + 1}  head {head + 1:<2}  {rows[layer, head, best]:.3f}  {run.tokens[best]}")


def write() -> None:
    """Measure, and write the record and the files."""
    record, files = measure()
    SHOWN.mkdir(exist_ok=True)
    for name, text in files.items():
        (SHOWN / name).write_text(text, encoding="utf-8")
    RESULTS.write_text(json.dumps(record, indent="  ") + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        tell(*sys.argv[1:3]) if sys.argv[1:] else write()
    except ModuleNotFoundError as missing:
        sys.exit(str(missing))

measurements = results()
looks = measurements["looks"]  # (sentence, head, noun): the weight that "it" puts on each noun
rest = measurements["rest"]  # (drawing, word): on the verb and on "tired"
mean_gaps = measurements["mean_gaps"]  # (pair, ending, layer): animal less road, mean of the heads
turning = measurements["turning"]  # (pair,): the share of heads whose gap turns from above zero to below
turns = measurements["turns"]  # (pair, ending): the same of the one head that turns most
moves = measurements["moves"]  # (head, noun, what): taking a card away
to_object = measurements["to_object"]  # the follower's weight from "they" to "demonstrators"
processor_seconds = measurements["processor_seconds"]

# What somebody chose. What was measured stands in the file, and a test nudges both.
inputs = "layers heads finder follower turner decimals tolerance".split()
