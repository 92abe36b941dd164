"""The way from each revision of the schema to the next."""
