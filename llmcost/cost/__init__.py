"""What a use of a model costs: pure arithmetic and the results that reports render."""
