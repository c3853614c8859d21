"""What can be done to the register. Every right is asked again here, and every act is written down."""
