"""The demonstration: invented patients in a store that is thrown away."""
