"""What is true in an office, tested without one."""
