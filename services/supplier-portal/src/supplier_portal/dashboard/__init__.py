"""The first page: what there is, what expires, where a limit is missed."""
