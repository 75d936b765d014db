"""From texts to ink on a sheet: measured in whole dots of the printer, right to left."""
