"""From a request to events: segments, look-ahead, retries, joins, word times, progress, cost and cancelling, once for all backends."""
