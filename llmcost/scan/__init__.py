"""The models that a project's code names, found without running it."""
