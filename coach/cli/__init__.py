"""The command line: one module of commands for each audience."""
