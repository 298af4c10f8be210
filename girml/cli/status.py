"""The exit statuses of the command, each declared once."""

READ = 0
UNREADABLE = 1
FAULTY = 1
WRONG_USAGE = 2
FOUND = 3
INTERRUPTED = 130
BROKEN_PIPE = 141
