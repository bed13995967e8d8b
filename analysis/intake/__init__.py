"""Reads what people submit: read -> recognise -> check -> submit. Nothing is guessed and nothing is lost."""
