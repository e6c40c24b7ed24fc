"""What is printed, seen by programs that we did not write."""
