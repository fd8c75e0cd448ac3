"""Pages of plans: reading, entering, correcting, issuing, amending."""
