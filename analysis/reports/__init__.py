"""Files that leave the house: CSV, XLSX and JSON of an answer, and the workbook that people fill in."""
