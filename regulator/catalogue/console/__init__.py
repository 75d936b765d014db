"""The regulator's writing desk: pages of the staff console where the catalogue is authored."""
