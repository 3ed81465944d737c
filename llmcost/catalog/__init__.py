"""What is known of models: prices, facts, names. Pure, without files or network."""
