"""Speed and memory of the library, each measured in a process of its own."""
