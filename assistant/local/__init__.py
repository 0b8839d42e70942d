"""Chat models from GGUF files, run by llama.cpp without another program."""
