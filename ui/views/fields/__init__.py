"""One editor for each kind of field, and the frame with label and message around it."""
