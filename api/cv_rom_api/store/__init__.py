"""The service's records in a database: clinics, keys, subjects, assessments and the audit log.

Each module holds the functions of one table. They take the connection of a transaction (`Database.reading` or
`Database.writing`), so that several of them can be one step, and give back plain frozen records.
"""
