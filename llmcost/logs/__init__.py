"""Real usage records: where they are, what they say, and how often each request was written down."""
