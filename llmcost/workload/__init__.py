"""What a project plans to do with language models: the workload file, its past, and models named in code."""
