"""Run the notebook of docs/examples again and store what it shows: `python tests/docs/execute_study.py`.

It needs the extra `study`. What is stored tells nothing of the machine: no times, no warnings with paths. The notebook
says how many quotations of the check by hand are not judged yet; judge those in `sample/hand-check.csv`, and run again.
"""

from pathlib import Path

NOTEBOOK = Path(__file__).parents[2] / "docs" / "examples" / "who-is-quoted.ipynb"


def execute(path: Path) -> None:
    """Run all cells in the notebook's folder, and write it back."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=900, record_timing=False, resources=resources).execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    notebook.metadata = {"kernelspec": notebook.metadata.kernelspec, "language_info": {"name": "python"}}
    nbformat.validate(notebook)
    nbformat.write(notebook, path)


if __name__ == "__main__":
    execute(NOTEBOOK)
