"""Published emission factors, as procurement's topic states them: to be read, never changed."""
