"""Networks that read cards and answer questions about them: relays of several builds, and attention.

A token is a list with a one for each of its marks and zeros elsewhere: a word has one mark, a card
with a key and a value has two. As in `chain`, several networks run side by side, and each step comes
with its way back.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from snippets.evidence.chain import gated, gradient, plain

Weights = dict[str, np.ndarray]


@dataclass(frozen=True)
class Relay:
    """How a relay is built.

    width       int, how many numbers the state of each layer has
    layers      int, relays on top of each other
    both_ways   bool, whether another relay reads from the last token to the first
    gates       bool, whether it has any
    keep        float, added at the start to the scores of the keep gate
    orthogonal  bool, whether the matrix at the start only turns a state
    """

    width: int
    layers: int = 1
    both_ways: bool = False
    gates: bool = False
    keep: float = 0
    orthogonal: bool = False

    @property
    def directions(self) -> int:
        return 2 if self.both_ways else 1

    def numbers(self, tokens: int) -> int:
        """How many numbers it keeps of a text."""
        return self.width * self.layers * self.directions

    def start(self, rng: np.random.Generator, networks: int, marks: int, symbols: int) -> Weights:
        """Weights before any training.

        rng       where the randomness comes from
        networks  int, how many
        marks     int, how many a token can have
        symbols   int, how many answers there are
        """
        columns, weights = self.width * (3 if self.gates else 1), {}
        for name in self.names():
            rows = marks if name.endswith("0") else self.width
            weights[f"into {name}"] = draw(rng, networks, rows, columns, reach=self.width**-0.5)
            weights[f"recur {name}"] = draw(rng, networks, self.width, columns)
            if self.orthogonal:
                weights[f"recur {name}"] = np.linalg.qr(rng.normal(size=(networks, self.width, self.width)))[0]
            weights[f"bias {name}"] = np.zeros((networks, 1, columns))
            weights[f"bias {name}"][..., : self.width] = self.keep
        return weights | start_of_answer(rng, networks, self.width * self.directions, symbols)

    def names(self) -> list[str]:
        """The relays that it is made of, by direction and layer, each direction from the ground up."""
        return [f"{way}{layer}" for way in range(self.directions) for layer in range(self.layers)]

    def read(self, weights: Weights, cards: np.ndarray, asked: np.ndarray) -> tuple[np.ndarray, Callable]:
        """Read all cards, then each question on its own.

        weights  those of `start`
        cards    (tokens, networks, texts, marks) float
        asked    (networks, texts * questions, marks) float, the questions of a text side by side
        returns  (networks, texts * questions, width * directions) float, the last state; and the way
                 back, to the weights and, when called, to the cards
        """
        ends, backs = [], []
        for way in range(self.directions):
            given, question, layers = cards[:: -1 if way else 1], asked, []
            for layer in range(self.layers):
                given, question, back = self.read_layer(weights, f"{way}{layer}", given, question)
                layers.append(back)
            ends.append(question)
            backs.append(layers)

        def back(slopes: np.ndarray) -> tuple[Weights, Callable]:
            gradients, below = {}, []
            for way, asked_slopes in enumerate(np.split(slopes, self.directions, axis=-1)):
                along = np.zeros((len(cards), 1, 1, 1), slopes.dtype)
                for number, layer in reversed([*enumerate(backs[way])]):
                    own, to_given, to_question = layer(along, asked_slopes)
                    gradients |= own
                    if number:
                        along, asked_slopes = to_given(), to_question()
                below.append(to_given)
            return gradients, lambda: sum(one()[:: -1 if way else 1] for way, one in enumerate(below))

        return np.concatenate(ends, axis=-1), back

    def read_layer(self, weights: Weights, name: str, given: np.ndarray, question: np.ndarray):
        """One relay of one layer, through what is given and then through each question.

        returns  its states, its states after the questions, and the way back from both
        """
        chain = gated if self.gates else plain
        into, recur, bias = (weights[f"{what} {name}"] for what in ("into", "recur", "bias"))
        start = np.zeros((*given.shape[1:3], self.width))
        states, back_states = chain(recur, given @ into + bias, start)
        last, many = states[-1], question.shape[1] // given.shape[2]
        ends, back_ends = chain(recur, (question @ into + bias)[None], np.repeat(last, many, axis=1))

        def back(along: np.ndarray, slopes: np.ndarray):
            recur_asked, (put_asked,), first = back_ends(np.stack([np.zeros_like(ends[0]), slopes]))
            down = np.zeros_like(states)
            down[1:] = along
            down[-1] += first.reshape(*last.shape[:2], many, -1).sum(axis=2)
            recur_read, put_read, _ = back_states(down)
            gradients = {
                f"into {name}": gradient(question, put_asked) + gradient(given, put_read),
                f"recur {name}": recur_asked + recur_read,
                f"bias {name}": (put_asked.sum(axis=1) + put_read.sum(axis=(0, 2)))[:, None],
            }
            turned = into.swapaxes(1, 2)
            return gradients, lambda: put_read @ turned, lambda: put_asked @ turned

        return states[1:], ends[1], back


@dataclass(frozen=True)
class Attention:
    """A soft lookup over all cards: one head, and no positions.

    Without softmax it is a relay: the blend is the query times the sum of all cards' key times
    value, a state of width times width numbers to which each token adds its own.

    width    int, how many numbers a token, a query, a key and a value have
    softmax  bool
    source   Vaswani et al. 2017, eq. 1; without softmax Katharopoulos et al. 2020, eq. 4
    """

    width: int
    softmax: bool = True

    def numbers(self, tokens: int) -> int:
        """How many numbers it keeps of a text: a key and a value for each token, or the state."""
        return 2 * self.width * tokens if self.softmax else self.width**2

    def start(self, rng: np.random.Generator, networks: int, marks: int, symbols: int) -> Weights:
        """As Relay.start."""
        weights = {"into": draw(rng, networks, marks, self.width, reach=self.width**-0.5)}
        weights |= {name: draw(rng, networks, self.width, self.width) for name in ("query", "key", "value")}
        return weights | start_of_answer(rng, networks, self.width, symbols)

    def read(self, weights: Weights, cards: np.ndarray, asked: np.ndarray) -> tuple[np.ndarray, Callable]:
        """As Relay.read; the blend comes out."""
        into, w_query, w_key, w_value = (weights[name] for name in ("into", "query", "key", "value"))
        tokens, question = cards @ into, asked @ into
        query, key, value = question @ w_query, tokens @ w_key, tokens @ w_value
        texts = cards.shape[2]
        queries = query.reshape(len(query), texts, -1, self.width)  # (networks, texts, questions, width)
        keys, values = key.transpose(1, 2, 0, 3), value.transpose(1, 2, 0, 3)  # (networks, texts, tokens, width)
        root = self.width**0.5
        scores = queries @ keys.swapaxes(2, 3) / root
        shares = softmax(scores) if self.softmax else scores  # (networks, texts, questions, tokens)
        blends = shares @ values

        def back(slopes: np.ndarray) -> tuple[Weights, Callable]:
            blend = slopes.reshape(blends.shape)
            share = blend @ values.swapaxes(2, 3)
            if self.softmax:
                share = shares * (share - (share * shares).sum(axis=-1, keepdims=True))
            score = share / root
            put_query = (score @ keys).reshape(query.shape)
            put_key = (score.swapaxes(2, 3) @ queries).transpose(2, 0, 1, 3)
            put_value = (shares.swapaxes(2, 3) @ blend).transpose(2, 0, 1, 3)
            put_question = put_query @ w_query.swapaxes(1, 2)
            put_tokens = put_key @ w_key.swapaxes(1, 2) + put_value @ w_value.swapaxes(1, 2)
            gradients = {
                "into": gradient(asked, put_question) + gradient(cards, put_tokens),
                "query": gradient(question, put_query),
                "key": gradient(tokens, put_key),
                "value": gradient(tokens, put_value),
            }
            return gradients, lambda: put_tokens @ into.swapaxes(1, 2)

        return blends.reshape(query.shape), back


def draw(rng: np.random.Generator, networks: int, rows: int, columns: int, reach: float | None = None) -> np.ndarray:
    """Random matrices: entries up to `reach`, by default one by the root of the rows."""
    reach = rows**-0.5 if reach is None else reach
    return rng.uniform(-reach, reach, (networks, rows, columns))


def start_of_answer(rng: np.random.Generator, networks: int, rows: int, symbols: int) -> Weights:
    """The weights that turn what was read into a score for each answer."""
    return {"out": draw(rng, networks, rows, symbols), "out bias": np.zeros((networks, 1, symbols))}


def softmax(scores: np.ndarray) -> np.ndarray:
    """Shares that add up to one along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def answer(weights: Weights, ends: np.ndarray, answers: np.ndarray) -> tuple[np.ndarray, np.ndarray, Callable]:
    """Score each answer, and compare with the right one.

    ends     (networks, n, width) float
    answers  (networks, n) int
    returns  (networks, n) float, the loss of each answer, minus the logarithm of the right one's
             share; (networks, n) bool, whether it was right; and the way back from the sum of losses,
             to the weights and the ends
    """
    out = weights["out"]
    shares = softmax(ends @ out + weights["out bias"])
    right = answers[..., None]
    losses = -np.log(np.take_along_axis(shares, right, axis=-1)[..., 0])

    def back() -> tuple[Weights, np.ndarray]:
        slopes = shares - (np.arange(shares.shape[-1]) == right)
        to_weights = {"out": gradient(ends, slopes), "out bias": slopes.sum(axis=1, keepdims=True)}
        return to_weights, slopes @ out.swapaxes(1, 2)

    return losses, shares.argmax(axis=-1) == answers, back
