"""What the regulator brings in as files: services (YAML), tariffs and delegation lists (CSV).

Reading a file gives values and faults; one fault, and nothing of the file is kept.
"""
