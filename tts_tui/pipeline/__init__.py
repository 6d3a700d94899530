"""From a request to events: look-ahead, retries, joins, word times, progress and cancelling, once for all."""
