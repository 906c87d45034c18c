"""The sample that the first start loads: a battery-pack maker, its suppliers in two tiers, two
years of purchases and the year before them. All organizations are invented.
"""
