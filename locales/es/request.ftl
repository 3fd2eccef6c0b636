# Requests, replies, and the read-me that goes with them.
