"""Leave: asked for, signed level by level, granted or refused, and returned from."""
