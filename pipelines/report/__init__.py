"""The static site that shows the warehouse."""
