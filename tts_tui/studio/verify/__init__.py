"""Whether what is heard of a sentence is what it says."""
