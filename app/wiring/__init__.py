"""The composition root: the only place that knows everyone. Here functions meet files and time."""
