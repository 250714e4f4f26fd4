"""The written procedures of customer-service back offices, a page each."""
