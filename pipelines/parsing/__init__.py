"""Text to claims: pure functions, no clock, no files, no orchestrator."""
