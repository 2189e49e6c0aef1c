"""What a log is as a whole: how much was read, when, of what, and what was come back to.

``grouping.count_entries`` counts entries by day, week, month, year, weekday, kind or host.
``overview.summarize`` puts all figures of a report together; for that ``streaks`` finds the weeks
and days in a row and the longest gap, and ``overview.Comparison`` holds one period next to the one
before it. ``heatmap`` lays the days of a year, or the months of several years, out as rows and
columns of cells with a level from 0 to 4, which a command prints and the screen draws.
``waiting`` says what is still to be read, and since when.

A date counts as far as it is known: an entry of which only the month is known is counted in months
and years, and in no day or week. Today is an argument everywhere, so that a report can be repeated.

Nothing here prints or draws; imports only from the document package.
"""
