"""What one record of usage states, in terms that every reader shares."""
