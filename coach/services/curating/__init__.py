"""What makes a scenario worth practising, as rules over its content: each says what is wrong, and at which keys."""
