"""Where batches run: in this process, in processes of this machine, on a Ray cluster. The results are the same.

An engine maps a pure function over frames and knows nothing of what the function does. Add one by giving a class the
`map` of `interface.Engine` and a line in `choosing`.
"""
