"""From a request to its result, for window and command line alike; it knows no terminal."""
