"""What Spark says when it fails. Its words stand here as it said them."""

from __future__ import annotations

import pytest

from llmcost.errors import NothingToReadError, UsageError
from llmcost.sql.spark_fault import retold

_ROW = """[FAILED_READ_FILE.NO_HINT] Encountered error while reading file file:///data/a%20b.csv. \
SQLSTATE: KD001

JVM stacktrace:
org.apache.spark.SparkException
	at org.apache.spark.sql.errors.QueryExecutionErrors$.cannotReadFilesError
Caused by: org.apache.spark.SparkException: [MALFORMED_CSV_RECORD] Malformed CSV record: m,1,2 SQLSTATE: KD000
	at org.apache.spark.sql.errors"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "[PATH_NOT_FOUND] Path does not exist: file:/a.csv. SQLSTATE: 42K03",
            NothingToReadError("what: no such file or folder where Spark runs", hint="see how it is spelled"),
        ),
        (
            "[TABLE_OR_VIEW_NOT_FOUND] The table or view `a` cannot be found.",
            NothingToReadError(
                "what: Spark knows no such table",
                hint="name a table or view of its catalogue: table:schema.name",
            ),
        ),
        (
            "An error occurred.\n: java.lang.ClassNotFoundException: Class S3AFileSystem not found\n\tat org",
            UsageError(
                "what: Spark has nothing that reads such addresses",
                hint="add what it takes, such as --packages org.apache.hadoop:hadoop-aws:VERSION for s3a://",
            ),
        ),
        (
            _ROW,
            UsageError(
                "b.csv as typed: Malformed CSV record: m,1,2", hint="mend that row, or leave the file out"
            ),
        ),
        (
            "Encountered error while reading file s3a://b/x%1B.parquet. \nCaused by: java.io.IOException: no",
            UsageError("s3a://b/x\\x1b.parquet: no"),
        ),
        (
            "An error occurred while calling o1.collect.\n: java.lang.OutOfMemoryError: Java heap space.",
            UsageError("what: Java heap space"),
        ),
        ("[DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012", UsageError("what: Division by zero")),
        ("", UsageError("what: RuntimeError")),
    ],
)
def test_a_fault_is_told_in_a_sentence(said: str, expected: UsageError | NothingToReadError) -> None:
    found = retold(RuntimeError(said), "what", {"/data/a b.csv": "b.csv as typed"})
    assert (type(expected), expected.message, expected.hint) == (type(found), found.message, found.hint)
