"""Reports as a workbook for Excel and LibreOffice: the statutory forms filled in, and tidy sheets of all that was read.

It needs XlsxWriter (`girml[xlsx]`).
"""
