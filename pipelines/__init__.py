"""gaffer: reads football news and keeps the statistics of managers."""
