"""Run the command line with `python -m huiyin`."""

from huiyin.cli.main import main

if __name__ == "__main__":
    main()
