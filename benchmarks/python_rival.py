#!/usr/bin/env python3
"""Time and memory of bearout.run beside what most people would do first, in one process: scikit-learn's TF-IDF cosine.

python_rival.py COMMENTS.jsonl OUTCOMES.jsonl [MB]: of the comments the first MB (default 8). Both begin with a list of texts and end with a
DataFrame of their suggestions: all of bearout.run's, the best five a comment of the cosine. Both use one thread. Needs the Python package,
pandas and scikit-learn (scripts/test_python makes such an environment in build/python/venv).
"""
import json
import resource
import sys

import numpy
import pandas
from sklearn.feature_extraction.text import TfidfVectorizer

import bearout

BEST = 5


def read(path, megabytes):
    texts, size = [], 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"])
            size += len(texts[-1].encode())
            if size > megabytes * 1_000_000:
                break
    return texts, size


def by_cosine(texts, outcomes):
    vectorizer = TfidfVectorizer()
    scores = (vectorizer.fit_transform(texts) @ vectorizer.transform(outcomes).T).toarray()
    best = numpy.argpartition(-scores, BEST - 1, axis=1)[:, :BEST]
    rows = numpy.repeat(numpy.arange(len(texts)), BEST)
    return pandas.DataFrame({"document": rows, "outcome": best.ravel(), "score": scores[rows, best.ravel()]})


def by_bearout(texts, outcomes):
    return bearout.run(outcomes, texts, candidates=False, threads=1).mappings


def memory(name):
    """MB, as the kernel says it."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith(name))


def measure(name, work, *arguments):
    with open("/proc/self/clear_refs", "w", encoding="ascii") as refs:
        refs.write("5")  # the peak begins anew
    before, used = memory("VmRSS"), resource.getrusage(resource.RUSAGE_SELF)
    found = work(*arguments)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    print(f"{name}: {seconds:.1f} s of processor time, peak {memory('VmHWM') - before} MB above what was there, {len(found)} rows")
    if found.empty:
        sys.exit(f"{name} found nothing")


def main():
    texts, size = read(sys.argv[1], float(sys.argv[3]) if len(sys.argv) > 3 else 8)
    with open(sys.argv[2], encoding="utf-8") as lines:
        outcomes = [json.loads(line)["text"] for line in lines]
    print(f"{len(texts)} comments, {size / 1e6:.0f} MB, {len(outcomes)} outcomes")
    measure("scikit-learn", by_cosine, texts, outcomes)
    measure("bearout.run", by_bearout, texts, outcomes)


if __name__ == "__main__":
    main()
