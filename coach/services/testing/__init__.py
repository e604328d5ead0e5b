"""The tests that content files carry: replies and short talks whose scores their author has written down."""
