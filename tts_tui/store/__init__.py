"""What is kept between runs: settings, keys, favourites, history, and the folders they live in."""
