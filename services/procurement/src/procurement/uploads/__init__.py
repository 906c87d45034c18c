"""Files from people: checked first, stored when their sender says so."""
