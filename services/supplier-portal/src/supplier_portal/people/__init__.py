"""Users, API clients and the secrets by which each is known."""
