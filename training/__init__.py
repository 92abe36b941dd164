"""Makes the trained reader: one compact encoder that finds who says what, who is named, and how words hang together."""
