"""The rules and every value that crosses a border. No I/O: time and files are arguments."""
