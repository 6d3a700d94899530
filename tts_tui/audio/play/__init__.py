"""From a timeline to a loudspeaker: outputs, the ring that they read, the player."""
