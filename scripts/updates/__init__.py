"""The publisher's side of updates: keys, releases and the signed metadata that names them."""
