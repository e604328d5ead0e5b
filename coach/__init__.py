"""A terminal coach for contact-centre people."""

__version__ = "0.1.0"
