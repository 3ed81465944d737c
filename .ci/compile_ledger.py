"""Puts the compiled copy of ``models.toml`` beside it in the wheel. Hatchling loads it to build one."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledLedgerHook(BuildHookInterface[Any]):
    """Compiles the ledger: the first run is as fast as any, and a broken ledger breaks the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the copy to the files of a standard wheel. An editable install caches its own."""
        if version != "standard":
            return
        data = (Path(self.root) / "models.toml").read_bytes()
        self._folder = tempfile.TemporaryDirectory(prefix="llmcost-build-")
        target = Path(self._folder.name) / "models.compiled"
        target.write_bytes(self._compiled(data))
        build_data["force_include"][str(target)] = "llmcost/models.compiled"

    def _compiled(self, data: bytes) -> bytes:
        """The copy, made by the code that is being packaged: standard library only."""
        sys.path.insert(0, self.root)
        try:
            from llmcost.sources.compiled import compile_ledger
            from llmcost.sources.document import read_ledger
        finally:
            sys.path.remove(self.root)
        return compile_ledger(read_ledger(data, "models.toml"), data)
