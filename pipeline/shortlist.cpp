#include "pipeline/shortlist.hpp"

#include <algorithm>
#include <utility>

#include "corpus/folded.hpp"

namespace bearout::pipeline {

namespace {

Rank rank_of(const ListedQuote& listed) {
  return {listed.quote.starred, listed.quote.confirmed, listed.example,
          listed.score,         listed.quote.document,  listed.place};
}

bool better(const Rank& a, const Rank& b) {
  if (a.starred != b.starred) return a.starred;
  if (a.confirmed != b.confirmed) return a.confirmed;
  if (a.example != b.example) return a.example < b.example;
  if (a.score != b.score) return a.score > b.score;
  if (a.document != b.document) return a.document < b.document;
  return a.place < b.place;
}

}  // namespace

bool Shortlist::wants(const Rank& rank) const {
  return quotes_.size() < most_ || (most_ > 0 && better(rank, rank_of(quotes_.back())));
}

void Shortlist::add(ListedQuote quote) {
  const std::string folded = corpus::fold_white_space(quote.quote.text);
  const auto twin = std::find_if(quotes_.begin(), quotes_.end(), [&](const ListedQuote& other) {
    return corpus::fold_white_space(other.quote.text) == folded;
  });
  if (twin != quotes_.end()) {
    if (!better(rank_of(quote), rank_of(*twin))) return;
    quotes_.erase(twin);
  }
  const auto place = std::find_if(quotes_.begin(), quotes_.end(), [&](const ListedQuote& other) {
    return better(rank_of(quote), rank_of(other));
  });
  quotes_.insert(place, std::move(quote));
  if (quotes_.size() > most_) quotes_.pop_back();
}

std::vector<Quote> Shortlist::take() {
  std::vector<Quote> out;
  out.reserve(quotes_.size());
  for (ListedQuote& listed : quotes_) out.push_back(std::move(listed.quote));
  quotes_.clear();
  return out;
}

}  // namespace bearout::pipeline
