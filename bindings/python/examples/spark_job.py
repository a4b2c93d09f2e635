"""A corpus to topics, their briefings, and a page for each day, on a cluster.

    spark-submit spark_job.py ARTICLES OUTPUT

ARTICLES are Parquet or lines of JSON with the columns text and, where they are known, title, date,
url, source and lang; OUTPUT is a folder that every machine reaches, in which topics/ (Parquet) and
pages/ (HTML, one a day) are written.
"""

import pathlib
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from daybrief.spark import brief, pages, topics


def run(spark, source, output):
    """Read, group, tell and write."""
    is_json = source.endswith((".json", ".jsonl", ".ndjson", ".json.gz", ".ndjson.gz"))
    articles = spark.read.json(source) if is_json else spark.read.parquet(source)
    if "id" not in articles.columns:
        # The name of an article must not depend on how its file was cut into parts.
        known = [name for name in ("url", "date", "source", "title") if name in articles.columns]
        articles = articles.withColumn("id", f.sha2(f.concat_ws("\n", *known, "text"), 256))
        articles = articles.dropDuplicates(["id"])
    grouped = topics(articles)
    told = brief(grouped, key="topic")
    told.write.mode("overwrite").parquet(f"{output}/topics")
    made = pages(spark.read.parquet(f"{output}/topics"))
    folder = pathlib.Path(output, "pages")
    folder.mkdir(parents=True, exist_ok=True)
    for page in made.toLocalIterator():
        (folder / f"{page['day']}.html").write_text(page["html"], encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    run(SparkSession.builder.appName("daybrief").getOrCreate(), sys.argv[1], sys.argv[2])
