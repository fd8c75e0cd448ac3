"""The demonstration: five plans, the agencies they name, people for every role."""
