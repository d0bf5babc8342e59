"""Where entries and backups live, and whether this is a shared server."""

import os
from pathlib import Path

import platformdirs

APP = "therapy-workbook"
CLOUDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "owncloud")


def checkout() -> Path | None:
    """The folder the workbook was unpacked into, or None where only the package is installed."""
    root = Path(__file__).resolve().parent.parent
    return root if (root / "notebooks").is_dir() and (root / "pyproject.toml").is_file() else None


def notebooks() -> Path | None:
    """The folder of the notebooks, or None where only the package is installed."""
    root = checkout()
    return root / "notebooks" if root else None


def data() -> Path:
    """The folder of the entries: WORKBOOK_DATA, else data/entries in the checkout."""
    chosen = os.environ.get("WORKBOOK_DATA", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    root = checkout()
    return root / "data" / "entries" if root else Path(platformdirs.user_data_path(APP)) / "entries"


def backups() -> Path | None:
    """The folder of automatic backups, or None where WORKBOOK_BACKUPS says off."""
    chosen = os.environ.get("WORKBOOK_BACKUPS", "").strip()
    if chosen:
        return None if chosen.lower() == "off" else Path(chosen).expanduser().absolute()
    root, entries = checkout(), data()
    if os.environ.get("WORKBOOK_DATA", "").strip() and not (root and entries.is_relative_to(root)):
        return entries.with_name(entries.name + "-backups")
    return Path(platformdirs.user_data_path(APP)) / "backups"


def on_binder() -> bool:
    """Whether this is Binder, where nothing lasts and nothing is private."""
    return "BINDER_SERVICE_HOST" in os.environ or "BINDER_LAUNCH_HOST" in os.environ


def in_step(folder: Path) -> bool:
    """Whether a cloud service seems to keep this folder in step, by the names on its way."""
    return any(part.lower().startswith(CLOUDS) for part in folder.parts)


def project() -> str:
    """The address of the project this copy was started from, as Binder tells it; "" where nobody does."""
    told = os.environ.get("BINDER_REPO_URL", "")
    return told if told.startswith("https://") else ""
