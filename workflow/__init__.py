"""The engine: pages, cases, the desk. It knows no business of its own."""
