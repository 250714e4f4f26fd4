"""huiyin 回音: every matter has an outcome, every item gets an answer (S000-m-3.1.7b).

The repository's root is the package, so this module imports nothing when it is loaded.
"""

__version__ = "0.1.0"
