"""What the pages share: the frame around them, answers, filters, charts, the map, tables and texts."""
