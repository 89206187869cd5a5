"""What an environment costs a month, told from its synthesized JSON and what it declares to use."""
