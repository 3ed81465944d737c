"""The wire formats in which usage is written down, a module for each family."""
