"""Statements that do not go together, one module for each way in which they do not."""
