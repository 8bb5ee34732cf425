"""Put into the wheel what lies outside the package: the districts, without which nothing can be begun."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

BROWSER_FILES = Path("src/simpul/web/static/build/simpul.css")


class WithDistricts(build_py):
    def run(self) -> None:
        if not self.editable_mode and not BROWSER_FILES.is_file():
            raise SystemExit("Berkas peramban belum dibangun. Jalankan: make wheel")
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "simpul" / "districts"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree("districts", target)


setup(cmdclass={"build_py": WithDistricts})
