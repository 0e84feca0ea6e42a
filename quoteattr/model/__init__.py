"""The encoder with its heads; torch and transformers are imported here and nowhere below."""
