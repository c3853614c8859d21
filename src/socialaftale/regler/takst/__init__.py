"""From a report to takster: its shape, the takst basis, a small module per rate structure, the bridge between years."""
