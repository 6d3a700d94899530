"""The domain: what is asked, what is spoken, what happens on the way. No I/O, nothing of ours imported."""
