"""Engines in processes of their own: what is heavy, or can't live beside our dependencies, runs there.

`frames` and `serve` are the child's side and import the standard library only, since a child may run in
an environment that has none of our dependencies. `worker` and `child` are the parent's.
"""
