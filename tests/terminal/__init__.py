"""Tests of what acts for one citizen."""
