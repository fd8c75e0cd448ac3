"""Forms of plans and their parts: text to values, shape checked; the rules stand in the services."""
