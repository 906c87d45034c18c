"""Exchange rates and price indices, by which spend is brought to a factor's currency and year."""
