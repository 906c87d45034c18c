"""Drafts, and four eyes: what is prepared, waits for approval, and leaves only when approved."""
