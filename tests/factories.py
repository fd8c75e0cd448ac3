"""The smallest valid object of each kind; what matters to a test stands in the test."""
