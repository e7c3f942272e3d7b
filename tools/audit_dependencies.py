"""Known weaknesses of the packages that the program brings along: `make audit`.

`pip-audit` compares `requirements/run.lock` with public lists of weaknesses, and has to reach one of them. It
counts a package that it could not look up as one without weakness; here that is told apart, and where nothing
could be looked up the exit code is 3: nothing was found out, which is no "nothing was found".
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements" / "run.lock"
SERVICES = ("pypi", "osv")
FOUND, UNKNOWN = 1, 3


def audited(service: str) -> list[dict[str, Any]]:
    """The packages that one list of weaknesses could tell of, with what it tells; none where it is far."""
    what = ["--disable-pip", "--require-hashes", "--requirement", str(LOCK)]
    how = ["--vulnerability-service", service, "--progress-spinner", "off", "--timeout", "15"]
    command = [sys.executable, "-m", "pip_audit", *what, *how, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"{service}: {done.stderr.strip().splitlines()[-1:] or 'no answer'}", file=sys.stderr)
        return []
    return [package for package in packages if "skip_reason" not in package]


def main() -> int:
    """0: none is known; 1: some are; 3: no list could be reached."""
    pinned = sum("==" in line for line in LOCK.read_text("utf-8").splitlines())
    for service in SERVICES:
        if not (packages := audited(service)):
            continue
        weak = [package for package in packages if package["vulns"]]
        for package in weak:
            for each in package["vulns"]:
                better = ", ".join(each["fix_versions"]) or "none yet"
                print(f"{package['name']} {package['version']}: {each['id']} (mended in: {better})")
        print(f"{len(packages)} of {pinned} packages looked up at {service}, {len(weak)} with weaknesses")
        return FOUND if weak else 0
    print(
        "No list of known weaknesses could be reached (offline?): nothing was audited. "
        "Run `make audit` again on a machine that reaches pypi.org or osv.dev.",
        file=sys.stderr,
    )
    return UNKNOWN


if __name__ == "__main__":
    raise SystemExit(main())
