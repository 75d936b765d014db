"""Persian on paper: values in, PDF bytes and rasters out. No Qt, no SQL, no network."""
