"""Reports written down: the contract's JSON, tidy rows as CSV and Parquet, a summary for the terminal.

`terminal`, `forms` and `explanations` need rich, `parquet` needs pyarrow and `xlsx` needs XlsxWriter, so each is
imported only where it is used.
"""
