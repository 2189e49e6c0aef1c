"""Text without meaning: lines, spans, encodings, links."""
