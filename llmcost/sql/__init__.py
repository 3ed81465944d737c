"""The catalogue and the arithmetic as SQL: one expression tree, one dialect a module."""
