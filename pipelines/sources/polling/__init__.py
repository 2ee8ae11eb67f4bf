"""Fetching feeds and their pages, politely and safely, into drops of the inbox."""
