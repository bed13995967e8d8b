"""What came in, what is wrong with it, and how does a workbook become what everybody sees?"""

from pages.components import frame

here = frame.enter(needs_data=False)
