"""Models beside one another: classes, ranks, families, searches, the frontier. Pure."""
