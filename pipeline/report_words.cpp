#include "pipeline/report_words.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "corpus/ascii.hpp"
#include "pipeline/excerpt.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kShortName = 110;

int number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int value = 0;
  std::from_chars(text.data() + begin, text.data() + begin + length, value);
  return value;
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string count_of(std::uint64_t number, std::string_view one, std::string_view many) {
  return grouped(number) + ' ' + std::string(number == 1 ? one : many);
}

std::string likelihood(double score) {
  const long percent = std::lround(score * 100);
  // A no-break space keeps the figure and its sign on one line.
  if (percent >= 100) return "over 99\u00a0% likely";
  if (percent <= 0) return "under 1\u00a0% likely";
  return std::to_string(percent) + "\u00a0% likely";
}

std::string machine_date(std::string_view date) {
  if (date.size() < 10 || date[4] != '-' || date[7] != '-') return {};
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (!corpus::is_ascii_digit(date[i])) return {};
  }
  if (date.size() > 10 && corpus::is_ascii_digit(date[10])) return {};
  const int month = number_at(date, 5, 2);
  const int day = number_at(date, 8, 2);
  if (month < 1 || month > 12 || day < 1 || day > 31) return {};
  return std::string(date.substr(0, 10));
}

std::string readable_date(std::string_view date) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  if (machine_date(date).empty()) return std::string(date);
  return std::to_string(number_at(date, 8, 2)) + ' ' +
         std::string(kMonths[static_cast<std::size_t>(number_at(date, 5, 2) - 1)]) + ' ' +
         std::string(date.substr(0, 4));
}

std::string_view safe_link(std::string_view url) {
  std::size_t scheme = 0;
  for (const std::string_view allowed : {"https://", "http://"}) {
    if (url.size() <= allowed.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      same = same && corpus::ascii_lower(url[i]) == allowed[i];
    }
    if (same) scheme = allowed.size();
  }
  if (scheme == 0) return {};
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f) return {};
  }
  return url;
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  return std::string(first_words(text, limit)) + "\u00a0…";
}

std::string short_name(const OutcomeSection& outcome) {
  return shortened(outcome.title.empty() ? outcome.text : outcome.title, kShortName);
}

std::string_view explain(Reason reason) {
  switch (reason) {
    case Reason::words:
      return "shared with the outcome";
    case Reason::parts:
      return "partly the same word";
    case Reason::knowledge:
      return "related in meaning";
    case Reason::learned:
      return "often beside the outcome’s words";
    case Reason::reviewed:
      return "learned from the reviewers’ decisions";
    case Reason::reference:
      return "names the outcome by its number";
    case Reason::criticism:
      return "criticism";
    case Reason::negation:
      return "denial";
    case Reason::reversal:
      return "announces the other side";
    case Reason::antonym:
      return "opposite of a word of the outcome";
    case Reason::contrast:
      return "set aside by “but” or “although”";
    case Reason::number:
      return "a figure that speaks against it";
  }
  return {};
}

}  // namespace bearout::pipeline
