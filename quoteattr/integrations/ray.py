"""quoteattr inside Ray Data: articles annotated by actors that keep the weights."""

import logging
from typing import Any, Unpack

from quoteattr.errors import OptionError
from quoteattr.extras import need

ray = need("ray", "ray")
data = need("ray.data", "ray")

from quoteattr.integrations.batches import BatchAnnotator, Settings  # noqa: E402 - the extra to name is this one's
from quoteattr.integrations.columns import ANNOTATION_SCHEMA  # noqa: E402

__all__ = ["ANNOTATION_SCHEMA", "BatchAnnotator", "annotate_dataset"]

logger = logging.getLogger(__name__)

# What an actor reserves unless told otherwise: half of the cluster's CPUs stay for reading and writing. Ray fills a
# machine to its half before it goes on to the next, which is one actor a core.
_SHARE = 0.5


def annotate_dataset(
    ds: Any,
    *,
    concurrency: int | None = None,
    num_cpus: float | None = None,
    num_gpus: float = 0,
    memory: float | None = None,
    batch_size: int = 16,
    **settings: Unpack[Settings],
) -> Any:
    """Annotate the articles of a dataset: one row in, one row out.

    Like everything of Ray Data it is lazy, and annotates again each time its result is used: write it, or keep
    `.materialize()`.

    Args:
        ds: A `ray.data.Dataset`.
        concurrency: How many actors. `None` takes one for each CPU of the cluster; with `num_gpus`, as many as its GPUs
            hold.
        num_cpus: CPUs that an actor reserves; `None` for a half. Actors that reserve every CPU leave none to read with,
            and Ray waits for ever.
        num_gpus: GPUs that an actor reserves, or a part of one; 0 annotates on the CPU.
        memory: Bytes that an actor reserves; `None` reserves none.
        batch_size: How many articles an actor takes at a time. A dataset of few blocks keeps few actors busy, whatever
            this says: repartition it.
        settings: The fields of `BatchOptions`: columns, checkpoint, options. `threads` follows `num_cpus`.

    Returns:
        A dataset of the kept columns and those of `ANNOTATION_SCHEMA`.

    Raises:
        OptionError: If an option is outside its accepted values. A missing column or checkpoint is noticed when the
            dataset is used, and Ray puts an error of its own around ours.

    Example:
        >>> articles = ray.data.read_parquet("articles/")  # doctest: +SKIP
        >>> annotate_dataset(articles, id_column="url").write_parquet("annotated/")  # doctest: +SKIP
    """
    share = _SHARE if num_cpus is None else num_cpus
    settings.setdefault("threads", max(1, int(share)))
    # Actors that reserve no GPU must not crowd one that is there.
    settings.setdefault("device", None if num_gpus else "cpu")
    BatchAnnotator(**settings)  # so that a wrong option fails here and not in an actor
    actors = _count(num_gpus) if concurrency is None else concurrency
    if not isinstance(actors, int) or isinstance(actors, bool) or actors < 1:
        raise OptionError(f"concurrency={actors!r} was asked for; accepted are whole numbers from 1, and None")
    _warn_of_starving(actors, share)
    return ds.map_batches(
        BatchAnnotator,
        fn_constructor_kwargs=settings,
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=data.ActorPoolStrategy(size=actors),
        num_cpus=share,
        **({"num_gpus": num_gpus} if num_gpus else {}),
        **({} if memory is None else {"memory": memory}),
    )


def _count(num_gpus: float) -> int:
    """Return how many actors the cluster holds."""
    resources = ray.cluster_resources()
    if not num_gpus:
        return max(1, int(resources.get("CPU", 1)))
    there = resources.get("GPU", 0)
    if there < num_gpus:
        raise OptionError(
            f"num_gpus={num_gpus!r} was asked for each actor, and the cluster has {there:g}; where it grows on demand, "
            "say how many actors by concurrency"
        )
    return int(there / num_gpus)


def _warn_of_starving(actors: int, share: float) -> None:
    there = ray.cluster_resources().get("CPU", 0)
    if there - actors * share < 1:
        logger.warning(
            "%d actors that reserve %g CPUs each leave less than one of the cluster's %g to read with: unless it "
            "grows, Ray may wait for ever; ask for fewer (concurrency) or let each reserve less (num_cpus)",
            actors,
            share,
            there,
        )
