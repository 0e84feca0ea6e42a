"""Checkpoints on the Hugging Face hub: to and from it."""

from contextlib import suppress
from pathlib import Path

from huggingface_hub import HfApi
from transformers.utils.hub import cached_file, try_to_load_from_cache  # type: ignore[attr-defined]

from quoteattr.errors import CheckpointError
from quoteattr.model.layout import CHECKPOINT_FILES, OPTIONAL_FILES

__all__ = ["fetch", "upload"]


def fetch(name: str, *, revision: str | None, local_files_only: bool) -> Path:
    """Fetch a checkpoint from the hub, or find it in the local cache.

    Args:
        name: Its id.
        revision: Branch, tag or commit; `None` takes the main branch.
        local_files_only: Whether to refuse the network.

    Returns:
        The folder of the cache that has its files.

    Raises:
        CheckpointError: If it cannot be had.
    """
    try:
        folders = {_hub_file(name, file, revision, local_files_only=local_files_only) for file in CHECKPOINT_FILES}
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"checkpoint {name!r} was asked for; it is neither a folder here nor to be had from the hub ({error}); "
            "accepted are 'default', a folder, or the id of a quoteattr checkpoint on the hub"
        ) from error
    if None in folders:
        raise CheckpointError(
            f"checkpoint {name!r} was asked for with local_files_only=True; it is neither a folder here nor whole in "
            "the local cache: allow the network once, or pass a folder"
        )
    for file in OPTIONAL_FILES:
        with suppress(OSError):
            _hub_file(name, file, revision, local_files_only=local_files_only)
    return Path(str(folders.pop()))


def _hub_file(name: str, file: str, revision: str | None, *, local_files_only: bool) -> Path | None:
    """Return the folder of a file of the hub, or None if only the local cache may be asked and does not have it."""
    if local_files_only:
        # Not `cached_file`: even with its own local_files_only it asks the network once, to describe the client.
        path = try_to_load_from_cache(name, file, revision=revision)
    else:
        path = cached_file(name, file, revision=revision)
    return Path(path).parent if isinstance(path, str) else None


def upload(
    folder: Path, repo_id: str, *, private: bool | None, token: str | None, revision: str | None, message: str
) -> str:
    """Put the files of a checkpoint on the hub; arguments as for `quoteattr.model.saving.push_checkpoint`.

    Returns:
        Address of the commit.

    Raises:
        CheckpointError: If the hub refuses it or cannot be reached.
    """
    api = HfApi(token=token)
    try:
        repo = api.create_repo(repo_id, private=private, exist_ok=True).repo_id
        if revision is not None:
            api.create_branch(repo, branch=revision, exist_ok=True)
        commit = api.upload_folder(
            repo_id=repo,
            folder_path=folder,
            revision=revision,
            commit_message=message,
            allow_patterns=[*CHECKPOINT_FILES, *OPTIONAL_FILES],
        )
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"the checkpoint in {folder} was to be put on the hub as {repo_id!r}, but was not: {error}; the id "
            "has the form 'owner/name', and `hf auth login` or `token` gives the right to write there"
        ) from error
    return str(commit.commit_url)
