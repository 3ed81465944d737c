"""Reading what others wrote: text into plain values, and plain values with care."""
