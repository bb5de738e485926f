#!/usr/bin/env python3
"""What most people would do first: scikit-learn's TF-IDF cosine of every comment with every outcome, best five a comment.

tfidf_rival.py COMMENTS.jsonl OUTCOMES ROWS: the whole job, from JSON lines to JSON lines. OUTCOMES is JSON lines with `text`,
or plain text with one outcome a line.
"""
import json
import sys

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer

BEST = 5


def main():
    comments, outcomes, rows = sys.argv[1:]
    with open(comments, encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    with open(outcomes, encoding="utf-8") as file:
        lines = [line.strip() for line in file if line.strip()]
    wanted = [json.loads(line)["text"] if line.startswith("{") else line for line in lines]
    vectorizer = TfidfVectorizer()
    texts = vectorizer.fit_transform(record["text"] for record in records)
    scores = (texts @ vectorizer.transform(wanted).T).toarray()
    count = min(BEST, len(wanted))
    best = numpy.argpartition(-scores, count - 1, axis=1)[:, :count]
    with open(rows, "w", encoding="utf-8") as file:
        for number, record in enumerate(records):
            found = [{"outcome": int(j), "score": round(float(scores[number, j]), 6)} for j in best[number]]
            file.write(json.dumps({"document": record.get("id", number), "outcomes": found}) + "\n")


if __name__ == "__main__":
    main()
