"""Engines that need environments of their own: made with uv under the data folder, checked by speaking, removed."""
