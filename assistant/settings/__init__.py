"""Where data and configuration live on this system, and what a pharmacy may set."""

from assistant.settings.places import configuration_folder, shipped, store_folder
from assistant.settings.reading import read_settings
from assistant.settings.settings import Pharmacist, Settings

__all__ = [
    "Pharmacist",
    "Settings",
    "configuration_folder",
    "read_settings",
    "shipped",
    "store_folder",
]
