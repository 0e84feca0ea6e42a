"""The loss of each head."""

import torch
from torch import Tensor
from torch.nn import functional

from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.network import LinkHead, ModelOutput
from quoteattr.training.antecedents import antecedent_loss
from quoteattr.training.examples import IGNORE
from quoteattr.training.targets import LinkTargets, Targets

__all__ = ["losses"]


def losses(
    model: QuoteAttrModel,
    output: ModelOutput,
    targets: Targets,
    *,
    smoothing: float = 0.0,
    trust: float = 0.5,
) -> dict[str, Tensor]:
    """Return the loss of each head, averaged over the tokens or spans of the batch.

    Args:
        model: The model.
        output: Its output for the batch.
        targets: The batch's targets.
        smoothing: Label smoothing of the tags: the share of certainty that is spread over the other tags.
        trust: Weight of a teacher's soft tags and antecedents beside the annotators'; where only one of them speaks, it
            has all.
    """
    states = output.states.flatten(0, 1)
    return {
        "tags": _tag_loss(output.tags.flatten(0, 1).float(), targets, smoothing, trust),
        "content_to_cue": _link_loss(model.content_to_cue, states, targets.content_to_cue),
        "cue_to_source": _link_loss(model.cue_to_source, states, targets.cue_to_source),
        "antecedents": antecedent_loss(model.antecedents, states, targets.antecedents, trust=trust),
    }


def _tag_loss(logits: Tensor, targets: Targets, smoothing: float, trust: float) -> Tensor:
    hard, soft = targets.tags.flatten(), targets.soft.flatten(0, 1)
    annotated, taught = hard != IGNORE, soft.sum(-1) > 0
    if not (annotated | taught).any():
        return logits.sum() * 0.0
    of_hard = functional.cross_entropy(logits, hard, ignore_index=IGNORE, label_smoothing=smoothing, reduction="none")
    of_soft = -(soft * logits.log_softmax(-1)).sum(-1)
    weight = torch.where(annotated & taught, trust, taught.float())
    return ((1 - weight) * of_hard + weight * of_soft)[annotated | taught].mean()


def _link_loss(head: LinkHead, states: Tensor, targets: LinkTargets) -> Tensor:
    if not (targets.right != IGNORE).any():
        return states.new_zeros(())
    logits = head(states, targets.spans, targets.others, targets.candidates)
    return functional.cross_entropy(logits.float(), targets.right, ignore_index=IGNORE)
