"""The rules and every value that crosses a border. No I/O: time, files and the network are arguments."""
