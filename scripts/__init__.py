"""Tools of the developers: converters, frozen examples, benches. None of it ships."""
