"""What the command line does, by what it is about: homes, files, questions. `run` gives the exit code."""
