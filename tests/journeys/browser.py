"""Where a browser is: Chromium, Chrome or Edge on this machine, or one installed now. Prints its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"  # the same browser without windows, for those who never see them: a quarter less work
NAMES = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
MISSING = "The tests need a browser: please install Chromium, Chrome or Edge, and run them again."


def on_this_machine() -> str | None:
    """A browser that is here already, one that Playwright brought among them."""
    from playwright.sync_api import sync_playwright

    found = [os.environ.get("WORKBOOK_BROWSER"), *map(shutil.which, NAMES), *PLACES]
    with sync_playwright() as playwright:
        found.append(playwright.chromium.executable_path)
    return next((place for place in found if place and Path(place).is_file()), None)


def quietly(*command: str) -> bool:
    """Run a command that may take a while; whether it worked."""
    print(f"No browser found. Trying: {' '.join(command)}", file=sys.stderr, flush=True)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def install() -> None:
    """Bring a browser: Playwright's own, else Debian's where this user may install packages."""
    if quietly(sys.executable, "-m", "playwright", "install", "chromium"):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        quietly("apt-get", "update", "-qq")
        bring = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "fonts-dejavu-core")
        if not quietly(*bring, SHELL):
            quietly(*bring, "chromium")


def find() -> str:
    """The path of a browser; exits with one sentence when there is none to be had."""
    place = on_this_machine()
    if place is None:
        install()
        place = on_this_machine()
    if place is None:
        sys.exit(MISSING)
    return place


if __name__ == "__main__":
    print(find())
