"""Reports as pages for a browser, and charts as vector drawings."""
