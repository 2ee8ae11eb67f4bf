"""The commands of `gaffer`: one module each. They call, print and choose the exit code; the work is done elsewhere."""
