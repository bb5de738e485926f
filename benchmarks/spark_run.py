#!/usr/bin/env python3
"""bearout.spark.run on a cluster of two executors on this machine: spark_run.py COMMENTS.jsonl OUTCOMES [MB [PARTITIONS]] (default 8, 16).

Each executor is a process of one core and 1 GB (local-cluster[2,1,1024]). Tells the time of each move and the peak memory of the
driver: its Python, which adds up and fits, and its JVM. Then the same comments by bearout.run in this process, whose rows must be the same. Needs
the Python package and PySpark (`scripts/test_python --spark` makes such an environment in build/python/venv), and Java.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

from pyspark.sql import SparkSession

import bearout
from bearout import spark


def cut(path, megabytes, out):
    """The first megabytes of the comments, each with an id of its own; the bytes written."""
    size = 0
    with open(path, encoding="utf-8") as lines, open(out, "w", encoding="utf-8") as file:
        for number, line in enumerate(lines):
            text = json.dumps({"id": str(number), "text": json.loads(line)["text"]}, ensure_ascii=False) + "\n"
            size += len(text.encode())
            if size > megabytes * 1_000_000:
                break
            file.write(text)


def timed(name, work, *arguments, **options):
    clock, processor = time.monotonic(), time.process_time()
    result = work(*arguments, **options)
    print(f"{name}: {time.monotonic() - clock:.1f} s by the clock, {time.process_time() - processor:.1f} s of this process", flush=True)
    return result


def peak(process):
    """MB, as the kernel says it."""
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))


def jvm():
    """The driver's JVM, a child of this process."""
    listed = subprocess.run(["pgrep", "-P", str(os.getpid()), "java"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return listed.split()[0]


def main():
    path, outcomes = sys.argv[1:3]
    megabytes = float(sys.argv[3]) if len(sys.argv) > 3 else 8
    partitions = int(sys.argv[4]) if len(sys.argv) > 4 else 16
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("bearout").config("spark.ui.enabled", "false")
               .config("spark.executor.memory", "1g").config("spark.ui.showConsoleProgress", "false").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "comments.jsonl")
        cut(path, megabytes, file)
        comments = session.read.schema("id string, text string").json(file).repartition(partitions).cache()
        print(f"{os.path.getsize(file) / 1e6:.0f} MB, {comments.count()} comments, {partitions} partitions")
        statistics = timed("observe", spark.observe, comments)
        model = timed("fit", bearout.fit, outcomes, statistics)
        result = spark.score(model, comments)
        found = timed("score", result.mappings.count)
        python = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{found} mappings; peak of the driver: {python} MB Python, {peak(jvm())} MB JVM")
        rows = {json.dumps(row.asDict(recursive=True), sort_keys=True) for row in result.mappings.toLocalIterator()}
        one = timed("bearout.run on one core", bearout.run, outcomes, file, threads=1)
        same = {json.dumps({key: value for key, value in row.items() if key != "priority"}, sort_keys=True) for row in one.to_dicts("mappings")}
    session.stop()
    if rows != same:
        sys.exit("Spark's rows are not those of one run")
    print("the rows are the same")


if __name__ == "__main__":
    main()
