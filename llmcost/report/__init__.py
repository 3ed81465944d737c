"""Results as text. Nothing here reads, prints or decides."""
