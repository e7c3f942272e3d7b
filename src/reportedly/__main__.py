"""`python -m reportedly` runs the command `reportedly`."""

from .cli import main

if __name__ == "__main__":
    main()
