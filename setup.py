"""Put the national pack, whose one place is districts/, into the wheel, where `simpul pack new` needs it."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithNationalPack(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "simpul" / "adoption" / "indonesia"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree("districts/indonesia", target)


setup(cmdclass={"build_py": WithNationalPack})
