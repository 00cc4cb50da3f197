"""What another implementation makes of a few sentences: transformers on torch, which shares no code with ours.

`python -m tests.snippets.minilm_reference` writes the .npz beside it. It needs transformers, torch and the package of
the model with all that it asks for: six gigabytes, which is why the result is kept and no test installs them.
"""

import json
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_suffix(".npz")
SENTENCES = [
    "The animal didn't cross the road because it was tired.",
    "Riya thanked Meena because she helped with the demo.",
    "Zoë's naïve café, 3.14 × unbelievability^2: 道路 🙂 (ΟΔΟΣ)!",
]


def main() -> None:
    import torch
    import transformers

    from snippets.evidence import minilm

    tokenizer = transformers.AutoTokenizer.from_pretrained(str(minilm.folder()))
    model = transformers.AutoModel.from_pretrained(str(minilm.folder()), attn_implementation="eager").eval()
    versions = {"transformers": transformers.__version__, "torch": torch.__version__, "model": minilm.fingerprint()}
    kept = {"about": json.dumps(versions)}
    for place, sentence in enumerate(SENTENCES):
        encoded = tokenizer(sentence, return_tensors="pt")
        with torch.no_grad():
            given = model(**encoded, output_attentions=True)
        kept[f"tokens{place}"] = np.array(tokenizer.convert_ids_to_tokens(encoded["input_ids"][0].tolist()))
        kept[f"weights{place}"] = np.stack([one[0].numpy() for one in given.attentions])
        kept[f"output{place}"] = given.last_hidden_state[0].numpy()
    np.savez_compressed(FILE, **kept)


if __name__ == "__main__":
    main()
