"""Linking: how claims of different articles bear on each other."""

from onrecord.linking.link import link_readings

__all__ = ["link_readings"]
