"""Time expressions: what they are, the patterns that find them, the calendar that values them."""
