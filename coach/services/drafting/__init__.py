"""From a talk that was had, or a task and its policy, to the draft of a scenario with its gaps marked."""
