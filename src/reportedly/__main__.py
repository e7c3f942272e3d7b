"""`python -m reportedly` is the command `reportedly`."""

from .cli import main

if __name__ == "__main__":
    main()
