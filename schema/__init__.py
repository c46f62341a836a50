"""What things are: articles, statements, actors, queries and errors. Imports nothing else of ours."""

__version__ = "0.1.0"
