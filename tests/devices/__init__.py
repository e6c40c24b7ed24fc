"""Contract tests of the devices, and tests of their simulators."""
