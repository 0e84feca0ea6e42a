"""Damage gold records in every way in which a prediction can be wrong."""

import random
from copy import deepcopy
from typing import Any

Record = dict[str, Any]


def perturbed(gold: Record, seed: int) -> Record:
    """Return predictions made from gold records by id, some of them left out; the same seed does the same damage."""
    chance = random.Random(seed)
    return {key: _article(record, chance) for key, record in gold.items() if chance.random() > 0.05}


def _article(gold: Record, chance: random.Random) -> Record:
    record = deepcopy({"id": gold["id"], "quotations": gold["quotations"], "speakers": gold["speakers"]})
    length = len(gold["text"])
    kept: list[Record] = []
    for quotation in record["quotations"]:
        _damage_spans(quotation, length, chance)
        _damage_speaker(quotation, record["speakers"], chance)
        fate = chance.random()
        if fate < 0.1 and kept:
            kept[-1]["content"] = kept[-1]["content"] + quotation["content"]
        elif fate > 0.25:
            kept += [quotation] * (2 if fate > 0.97 else 1)
    for _ in range(chance.randrange(3)):
        start = chance.randrange(length)
        kept.append({"content": [[start, min(length, start + 60)]], "cue": [], "source": [], "speaker": None})
    for speaker in record["speakers"]:
        _damage_name(speaker, chance)
    chance.shuffle(kept)
    return record | {"quotations": kept}


def _damage_spans(quotation: Record, length: int, chance: random.Random) -> None:
    for part in ("content", "cue", "source"):
        if chance.random() < 0.3:
            by = chance.choice((1, 3, 12, 80))
            side = chance.choice((-by, by))
            quotation[part] = [sorted((s, min(length, max(0, e + side)))) for s, e in quotation[part]]
        if len(quotation[part]) > 1 and chance.random() < 0.3:
            quotation[part] = quotation[part][1:]
        if chance.random() < 0.3:
            quotation[part] = [{"start": s, "end": e} for s, e in reversed(quotation[part])]
    if chance.random() < 0.1:
        quotation["source"] = chance.choice(([], None, quotation["cue"]))


def _damage_speaker(quotation: Record, speakers: list[Record], chance: random.Random) -> None:
    if quotation["speaker"] == "author":
        quotation["speaker"] = None
    if speakers and chance.random() < 0.2:
        quotation["speaker"] = chance.choice((None, "s999", chance.choice(speakers)["id"]))


def _damage_name(speaker: Record, chance: random.Random) -> None:
    words = speaker["name"].split()
    speaker["name"] = chance.choice(
        (speaker["name"], speaker["name"], words[-1], words[0], f"the {speaker['name']}’s", speaker["name"].upper(), "")
    )
    role = (speaker["role"] or "spokesman").split()
    speaker["role"] = chance.choice((speaker["role"], speaker["role"], None, " ".join(role[:2]), " ".join(role[-3:])))
