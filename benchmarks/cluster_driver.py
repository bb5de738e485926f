#!/usr/bin/env python3
"""What the driver of a cluster must hold and do: cluster_driver.py COMMENTS.jsonl OUTCOMES [PIECES] (default 16).

Comments are cut into pieces, each counted by a process of its own, as executors do. This process then is the driver: it adds the counts up two
by two and fits the model. Tells sizes, processor time (one thread) and the peak of the driver's memory, which never sees the comments. Needs the
Python package (scripts/test_python makes such an environment in build/python/venv).
"""
import json
import multiprocessing
import resource
import sys
import tempfile
import time

import bearout


def count(path, number, pieces, results):
    """Sends (documents, bytes, processor time, statistics as bytes) of every `pieces`th comment."""
    documents, size = [], 0
    with open(path, encoding="utf-8") as lines:
        for place, line in enumerate(lines):
            if place % pieces == number:
                documents.append(json.loads(line))
                size += len(line.encode())
    for place, document in enumerate(documents):
        document.setdefault("id", f"{number}-{place}")
    before = time.process_time()
    statistics = bearout.Statistics(documents, threads=1)
    results.put((len(documents), size, time.process_time() - before, statistics.__getstate__()["bytes"]))


def timed(work, *arguments):
    before = time.process_time()
    result = work(*arguments)
    return result, time.process_time() - before


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read(state):
    return bearout.Statistics._of(bearout._core.Statistics.from_bytes(state), [], [], [])


def main():
    path, outcomes = sys.argv[1:3]
    pieces = int(sys.argv[3]) if len(sys.argv) > 3 else 16
    context = multiprocessing.get_context("spawn")  # a driver that never held a comment
    total, counted, adding = None, [], []
    for number in range(pieces):
        results = context.Queue()
        executor = context.Process(target=count, args=(path, number, pieces, results))
        executor.start()
        documents, size, seconds, state = results.get()
        executor.join()
        counted.append((documents, size, seconds, len(state)))
        statistics = read(state)
        del state
        if total is None:
            total = statistics
        else:
            total, seconds = timed(lambda: total + statistics)
            adding.append(seconds)
        del statistics
    documents, size, counting, largest = (fold(each) for fold, each in zip((sum, sum, sum, max), zip(*counted)))
    merged = peak()
    model, fitting = timed(lambda: bearout.fit(outcomes, total, question="?"))
    with tempfile.NamedTemporaryFile() as file:
        model.save(file.name)
        saved = len(open(file.name, "rb").read())
    print(f"{size / 1e6:.0f} MB, {documents} documents, {total.passages} passages in {pieces} pieces, {len(model.outcomes)} outcomes")
    print(f"counting: {counting:.1f} s of processor time in all; at most {largest / 1e6:.1f} MB of counts and sample a piece")
    print(f"adding two: {max(adding, default=0):.2f} s at most; the sum takes {len(total.__getstate__()['bytes']) / 1e6:.1f} MB, the model {saved / 1e6:.1f} MB")
    print(f"fitting: {fitting:.1f} s; the driver's peak {merged:.0f} MB after adding, {peak():.0f} MB after fitting")


if __name__ == "__main__":
    main()
