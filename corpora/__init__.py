"""Our own corpus: invented news, annotated with who says what, how it came, who is named and what is counted."""
