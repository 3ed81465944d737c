"""Text, chats and pictures as tokens: how many, by which method, and how far off that can be."""
