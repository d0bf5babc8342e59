"""Every sentence a person reads, and nothing else: one place to improve or to translate."""
