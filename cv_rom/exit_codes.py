"""Exit codes of the command line; others script against them."""

MEASURED = 0
FAULT_OF_OURS = 1
WRONG_USAGE = 2
UNREADABLE = 3
NOTHING_MEASURED = 4
INTERRUPTED = 130

WORST_FIRST = (FAULT_OF_OURS, WRONG_USAGE, UNREADABLE, NOTHING_MEASURED, MEASURED)
"""Of several videos the worst outcome is the exit code."""
