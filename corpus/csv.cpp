#include "corpus/csv.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

#include "corpus/error.hpp"

namespace bearout::corpus {

CsvRows::CsvRows(ByteSource source, char delimiter, std::size_t chunk_bytes)
    : source_(std::move(source), Encodings::any),
      delimiter_(delimiter),
      chunk_(std::max<std::size_t>(chunk_bytes, 1)) {}

bool CsvRows::next(TableRow& row) {
  if (delimiter_ == kDetect) detect_delimiter();
  text_.clear();
  ends_.clear();
  row.fields.clear();
  if (!skip_empty_lines()) return false;
  row.line = line_;
  auto state = State::field_start;
  while (state != State::row_end) {
    if (at_ == size_ && !refill()) {
      if (state == State::quoted) {
        throw Error(name() + ":" + std::to_string(quote_line_) +
                    ": the quote that opens here is never closed");
      }
      end_field();
      break;
    }
    scan(state);
    if (text_.size() > kLongestRow) {
      throw Error(name() + ":" + std::to_string(row.line) +
                  ": the row is longer than 256 MiB; is a quote not closed?");
    }
  }
  std::size_t begin = 0;
  for (const auto end : ends_) {
    row.fields.push_back(std::string_view(text_).substr(begin, end - begin));
    begin = end;
  }
  return true;
}

/// Goes on within the chunk, to the end of the row if it is there.
void CsvRows::scan(State& state) {
  while (at_ < size_ && state != State::row_end) {
    switch (state) {
      case State::field_start:
        state = State::plain;
        if (chunk_[at_] == '"') {
          ++at_;
          quote_line_ = line_;
          state = State::quoted;
        }
        break;
      case State::plain:
        scan_plain(state);
        break;
      case State::quoted:
        scan_quoted(state);
        break;
      case State::quote_in_quoted:
        // A doubled quote stands for one; else the quote closed the field, and what follows up to the
        // delimiter is kept.
        state = State::plain;
        if (chunk_[at_] == '"') {
          text_ += '"';
          ++at_;
          state = State::quoted;
        }
        break;
      case State::row_end:
        break;
    }
  }
}

void CsvRows::scan_plain(State& state) {
  const auto begin = at_;
  while (at_ < size_ && chunk_[at_] != delimiter_ && chunk_[at_] != '\n' && chunk_[at_] != '\r') ++at_;
  text_.append(chunk_.data() + begin, at_ - begin);
  if (at_ == size_) return;
  const char c = chunk_[at_++];
  end_field();
  state = State::field_start;
  if (c != delimiter_) {
    end_row(c);
    state = State::row_end;
  }
}

void CsvRows::scan_quoted(State& state) {
  const char* const begin = chunk_.data() + at_;
  const auto rest = size_ - at_;
  const auto* quote = static_cast<const char*>(std::memchr(begin, '"', rest));
  const auto length = quote != nullptr ? static_cast<std::size_t>(quote - begin) : rest;
  text_.append(begin, length);
  line_ += static_cast<std::uint64_t>(std::count(begin, begin + length, '\n'));
  at_ += length;
  if (quote != nullptr) {
    ++at_;
    state = State::quote_in_quoted;
  }
}

void CsvRows::end_row(char c) {
  ++line_;
  after_return_ = c == '\r';
}

/// True if a row begins here.
bool CsvRows::skip_empty_lines() {
  for (;; ++at_) {
    if (at_ == size_ && !refill()) return false;
    const char c = chunk_[at_];
    if (c == '\n' && after_return_) {
      after_return_ = false;  // the second half of "\r\n"
    } else if (c == '\n' || c == '\r') {
      end_row(c);
    } else {
      after_return_ = false;
      return true;
    }
  }
}

/// Counts outside of quotes; a header that is longer than the chunk is judged by its beginning.
void CsvRows::detect_delimiter() {
  while (size_ < chunk_.size()) {
    const auto count = source_.read(std::span(chunk_).subspan(size_));
    if (count == 0) break;
    size_ += count;
  }
  constexpr std::array kDelimiters = {',', ';', '\t'};
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool quoted = false;
  bool begun = false;
  for (const char c : std::string_view(chunk_.data(), size_)) {
    const bool line_end = c == '\n' || c == '\r';
    begun = begun || !line_end;
    if (c == '"') quoted = !quoted;
    if (begun && !quoted && line_end) break;
    const auto* found = std::ranges::find(kDelimiters, c);
    if (!quoted && found != kDelimiters.end())
      ++counts[static_cast<std::size_t>(found - kDelimiters.begin())];
  }
  delimiter_ = kDelimiters[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

bool CsvRows::refill() {
  at_ = 0;
  size_ = source_.read(chunk_);
  return size_ > 0;
}

}  // namespace bearout::corpus
