"""A service of one slice, through which the kit's pages are tried as a real service would."""
