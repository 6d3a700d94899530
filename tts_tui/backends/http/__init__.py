"""What every backend that speaks HTTP shares: a client that survives the faults of real servers."""
