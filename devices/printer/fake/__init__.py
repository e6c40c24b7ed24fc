"""A fake ESC/POS printer: real bytes over a real line, and a switch for every trouble.

It is made like a real one: an interface board takes bytes and answers real-time questions, a
mechanism works them off and moves paper. What fell out of it is the truth about a driver.
Standalone: `python -m devices.printer.fake --port 9100 --control-port 9101 --paper DIR`.
"""
