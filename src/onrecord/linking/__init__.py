"""Linking: how claims of different articles bear on each other."""

from onrecord.linking.link import link_readings, link_window
from onrecord.linking.windows import plan_windows, with_tables

__all__ = ["link_readings", "link_window", "plan_windows", "with_tables"]
