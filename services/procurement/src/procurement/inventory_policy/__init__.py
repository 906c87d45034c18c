"""How a buyer accounts, and which years it has reported."""
