"""Two years of one buyer, compared line by line: why emissions changed, and whether one may say."""
