"""A call measured from outside: the terminal's, and beside it the same one between two browsers."""
