// Strings of the kinds that are known to break programs (what the "big list of naughty strings" collects), as
// texts, names, ids, outcomes and decisions: each comes through the whole job and out of every format as it
// went in.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "corpus/archive.hpp"
#include "corpus/csv.hpp"
#include "corpus/xlsx_rows.hpp"
#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;
namespace corpus = bearout::corpus;
namespace fs = std::filesystem;

namespace {

/// What every text says beside its strangeness, so that there is something to suggest.
const std::string kPlain = "I keep in touch with my family and friends online.";

const std::vector<std::string>& strange_strings() {
  static const std::vector<std::string> strings{
      // words that programs take for values, and numbers
      "undefined", "null", "NULL", "(null)", "nil", "true", "None", "NaN", "Infinity", "-1", "0x0", "1E+02",
      "1,000.00", "2.2250738585072011e-308", "123456789012345678901234567890", "0/0", "--1",
      // punctuation of shells, of SQL, of paths, of formats and of formulas
      ",./;'[]\\-=", "<>?:\"{}|_+", "!@#$%^&*()`~", "'", "\"", "''\"", "1;DROP TABLE decisions",
      "' OR 1=1 -- 1", "$HOME", "`touch /tmp/bearout-was-here`", "$(touch /tmp/bearout-was-here)", "%d%s%n",
      "{0}", "{}", "{{1+1}}", "../../../../etc/passwd", "C:\\CON", "AUX", "file:///etc/passwd", "=1+1",
      "+1+1", "-1+1", "@SUM(1+1)", "=HYPERLINK(\"http://example.org\",\"x\")", "\t=1+1", "a,b;c\td", "\\n",
      "\\u0000", "\\",
      // markup and script
      "<script>alert(1)</script>", "\"><script>alert(2)</script>", "<img src=x onerror=alert(3)>",
      "javascript:alert(4)", "</title><svg onload=alert(5)>", "<![CDATA[x]]>", "]]>", "<!--", "-->",
      "<?xml version='1.0'?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&amp;&lt;&#x41;&bogus;", "</script>",
      "</textarea>", "[a](javascript:alert(6))", "**not bold** | `code` | # 1.",
      // code points that most fonts, keyboards and programs never see
      "\u00A0\u00AD\u034F\u061C\u180E", "\u2000\u2001\u2002\u2003\u200A\u3000",
      "\u200B\u200C\u200D\u2060\uFEFF", "\u202Edesrever\u202C \u2066isolated\u2069",
      "\u2028line\u2029paragraph\u0085next", "\uFFF9a\uFFFAb\uFFFB", "\uFFFD\uFFFC", "\uFFFE\uFFFF",
      "\U0001FFFE\U0010FFFF", "\uE000\U000F0000", "\x01\x02\x07\b\v\f\x0E\x1B\x1F\x7F", "\u0080\u009F",
      "\u00C5\u212B\u0041\u030A", "\u1E9E\u00DF", "\u0130\u0131", "\u01C4\u01C5\uFB03",
      "Z\u0351\u036B\u0343a\u0329\u032Bl\u0348\u033Dg\u0353\u034Bo\u0332\u0301",
      "\u0E33\u0E48\u0E49\u0E49\u0E49\u0E49", "\uFDFD", "\U00012031",
      "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", "\U0001F1E9\U0001F1EA",
      "\U0001F937\U0001F3FD\u200D\u2640\uFE0F", "\u2603\uFE0E\u2603\uFE0F", "1\uFE0F\u20E3",
      "\U0001D5A7\U0001D5BE",
      // scripts
      "\u7530\u4E2D\u3055\u3093\u306B\u3042\u3052\u3066\u4E0B\u3055\u3044", "\u30D1\u30FC\u30C6\u30A3\u30FC",
      "\uC0AC\uD68C\uACFC\uD559\uC6D0", "\u0627\u0644\u0643\u0644 \u0641\u064A",
      "\u05D1\u05E8\u05D0\u05E9\u05D9\u05EA \u05D1\u05E8\u05D0",
      "\u0639\u0631\u0628\u064A abc \u05E2\u05D1\u05E8", "\u0928\u092E\u0938\u094D\u0924\u0947",
      "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35", "\u1019\u103C\u1014\u103A\u1019\u102C",
      "\u0BA4\u0BAE\u0BBF\u0BB4\u0BCD", "\U00020000\U0002A6D6", "\u13A0\uAB70", "\u16A0\u16B1",
      // length
      std::string(3000, 'a'), std::string(3000, '.'), std::string(500, '\n'), std::string(3000, ' ') + "a"};
  return strings;
}

std::string text_of(std::size_t number) {
  return strange_strings()[number] + " " + kPlain;
}

std::string id_of(std::size_t number) {
  return "c" + std::to_string(number);
}

/// XML has no place for control characters and what is no character at all: U+FFFD stands for them.
std::string as_xml_has_it(const std::string& text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool none = text.compare(i, 3, "\uFFFE") == 0 || text.compare(i, 3, "\uFFFF") == 0;
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    kept += none || control ? std::string("\uFFFD") : text.substr(i, 1);
    if (none) i += 2;
  }
  return kept;
}

/// Strange outcomes, comments and decisions, and a run that learned from them.
class Strange {
 public:
  Strange() : results_(scratch_.path() / "results") {
    std::string outcomes;
    std::string comments;
    const auto& strings = strange_strings();
    for (std::size_t i = 0; i < strings.size(); ++i) {
      comments += Json{{"id", id_of(i)},
                       {"text", text_of(i)},
                       {"author", strings[i]},
                       {"url", strings[i]},
                       {strings[i], strings[i]}}
                      .dump() +
                  "\n";
      comments += Json{{"id", "only " + id_of(i)}, {"text", strings[i]}}.dump() + "\n";
    }
    for (std::size_t i = 0; i < strings.size(); i += 4) {
      outcomes += Json{{"id", id_of(i)},
                       {"text", strings[i] + " People keep in touch with family " + std::to_string(i) + "."}}
                      .dump() +
                  "\n";
    }
    const fs::path list = scratch_.write("outcomes.jsonl", outcomes);
    comments_ = scratch_.write("comments.jsonl", comments);
    words_ = {"run", "--outcomes", list, "--comments", comments_, "--out", results_};
    first_ = run_program(words_);
    fs::create_directory(results_ / "review");
    std::ofstream decisions(results_ / "review" / "decisions.jsonl", std::ios::binary);
    std::size_t i = 0;
    for (const Json& row : read_rows(results_ / "mappings.jsonl")) {
      if (i >= strings.size()) break;
      decisions << Json{{"kind", "mapping"},
                        {"document", row["document"]},
                        {"start", row["start"]},
                        {"end", row["end"]},
                        {"text", row["text"]},
                        {"outcome", row["outcome"]},
                        {"decision", i % 2 == 0 ? "accept" : "reject"},
                        {"by", "Ana"},
                        {"note", "a " + strings[i] + " z"}}
                       .dump()
                << "\n";
      ++i;
    }
  }

  [[nodiscard]] const Finished& first() const { return first_; }
  [[nodiscard]] const fs::path& results() const { return results_; }
  [[nodiscard]] const ScratchFolder& scratch() const { return scratch_; }
  [[nodiscard]] std::vector<std::string> words() const { return words_; }
  [[nodiscard]] fs::path exported(const std::string& format) const {
    const fs::path out = scratch_.path() / ("out." + format);
    const Finished finished = run_program({"export", results_, "--to", format, "--out", out});
    CHECK_MESSAGE(finished.code == 0, finished.err);
    return out;
  }

 private:
  ScratchFolder scratch_;
  fs::path results_;
  fs::path comments_;
  std::vector<std::string> words_;
  Finished first_;
};

const Strange& strange() {
  static const Strange all;
  return all;
}

}  // namespace

TEST_CASE("strange strings are kept as they are, and places in them are right") {
  CHECK(strange().first().code <= 1);  // 1: where nothing but white space is left
  std::map<std::string, std::string> texts;
  for (const Json& document : read_rows(strange().results() / "documents.jsonl.zst"))
    texts[document["id"]] = document["text"];
  for (std::size_t i = 0; i < strange_strings().size(); ++i) {
    CAPTURE(i);
    CHECK(texts[id_of(i)] == text_of(i));
    if (texts.contains("only " + id_of(i))) CHECK(texts["only " + id_of(i)] == strange_strings()[i]);
  }
  const auto mappings = read_rows(strange().results() / "mappings.jsonl");
  CHECK(mappings.size() > strange_strings().size() / 2);
  for (const Json& row : mappings)
    CHECK(cut(texts[row["document"]], row["start"], row["end"]) == row["text"]);
  CHECK(false_claims(strange().results()).empty());
  CHECK_FALSE(fs::exists("/tmp/bearout-was-here"));
}

TEST_CASE("no strange string is markup or script in the report") {
  std::string report = read_text(strange().results() / "report.html");
  for (const char* hostile :
       {"<script>alert", "<img src=x", "<svg onload", "</title><svg", "<!DOCTYPE a", "<![CDATA["}) {
    CAPTURE(std::string(hostile));
    CHECK(report.find(hostile) == std::string::npos);
  }
  CHECK(report.find("href=\"javascript:") == std::string::npos);
}

TEST_CASE("every export of strange strings can be read again") {
  const auto mappings = read_rows(strange().results() / "mappings.jsonl");
  const fs::path table = strange().exported("csv");
  corpus::CsvRows rows(corpus::ByteSource(table), ',');
  corpus::TableRow row;
  std::size_t count = 0;
  while (rows.next(row)) {
    ++count;
    for (const auto field : row.fields) {
      const double number = std::atof(std::string(field).c_str());
      CHECK((field.empty() || std::string_view("=+-@\t\r").find(field.front()) == std::string_view::npos ||
             number < 0));
    }
  }
  CHECK(count == mappings.size() + 1);

  const fs::path workbook = strange().exported("xlsx");
  const auto sheet = corpus::read_xlsx(workbook, "mappings", corpus::ByteSource(workbook));
  count = 0;
  while (sheet->next(row)) ++count;
  CHECK(count == mappings.size() + 1);

  CHECK_FALSE(read_json(strange().exported("label-studio")).is_discarded());
  CHECK_FALSE(read_text(strange().exported("markdown")).empty());
  CHECK_FALSE(read_text(strange().exported("tsv")).empty());
}

TEST_CASE("decisions on strange strings come back from every format that holds them") {
  const std::string given = read_text(strange().results() / "review" / "decisions.jsonl");
  for (const std::string format : {"decisions", "label-studio", "qdpx"}) {
    CAPTURE(format);
    const fs::path file = format == "decisions"
                              ? strange().scratch().path() / "d.jsonl"
                              : strange().scratch().path() / (format == "qdpx" ? "d.qdpx" : "d.json");
    REQUIRE(run_program({"export", strange().results(), "--to", format, "--out", file}).code == 0);
    const fs::path fresh = strange().scratch().path() / "fresh";
    fs::remove_all(fresh);
    fs::copy(strange().results(), fresh);  // without review/
    const Finished imported = run_program({"import", fresh, file});
    CHECK_MESSAGE(imported.code == 0, imported.err);
    std::vector<std::string> back;
    std::vector<std::string> there;
    for (const Json& act : read_rows(fresh / "review" / "decisions.jsonl")) back.push_back(act.dump());
    for (Json act : read_rows(strange().results() / "review" / "decisions.jsonl")) {
      if (format == "qdpx") act["note"] = as_xml_has_it(act["note"]);
      there.push_back(act.dump());
    }
    std::sort(back.begin(), back.end());
    std::sort(there.begin(), there.end());
    REQUIRE(back.size() == there.size());
    for (std::size_t i = 0; i < back.size(); ++i) CHECK(back[i] == there[i]);
  }
  // And the next run learns from them.
  auto words = strange().words();
  words.insert(words.end(), {"--force", "--decisions", strange().results() / "review" / "decisions.jsonl"});
  CHECK(run_program(words).code <= 1);
}
