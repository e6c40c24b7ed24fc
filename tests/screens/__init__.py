"""The glass, looked at and touched."""
