"""What chat models are told: one Markdown file per model call."""
