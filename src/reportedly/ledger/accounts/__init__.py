"""Who says how many, as of when: series, what takes back what, and one number by named rules."""
