#include "pipeline/cli/console.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace bearout::cli {

namespace {

Verbosity g_verbosity;  // written once by start_log, before any thread is started

constexpr std::size_t kMostListed = 20;  // skipped records named on standard error; run.json lists the rest

bool is_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

std::string human_time(double seconds) {
  const auto whole = std::lround(seconds);
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

/// JSON for --log-json: one object a line, whatever stands in the message.
class JsonFormatter : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    pipeline::JsonText line;
    const std::string_view level(spdlog::level::to_string_view(message.level).data(),
                                 spdlog::level::to_string_view(message.level).size());
    line.open_object()
        .field("level", level)
        .field("message", std::string_view(message.payload.data(), message.payload.size()))
        .close_object()
        .end_line();
    out.append(line.text().data(), line.text().data() + line.text().size());
  }
  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<JsonFormatter>();
  }
};

}  // namespace

void start_log(const Verbosity& verbosity) {
  g_verbosity = verbosity;
  const bool colour = is_terminal() && std::getenv("NO_COLOR") == nullptr && !verbosity.json;
  auto log =
      spdlog::stderr_color_mt("bearout", colour ? spdlog::color_mode::automatic : spdlog::color_mode::never);
  log->set_level(verbosity.verbose ? spdlog::level::debug : spdlog::level::warn);
  if (verbosity.json) {
    log->set_formatter(std::make_unique<JsonFormatter>());
  } else {
    log->set_pattern("%v");
  }
  spdlog::set_default_logger(log);
}

void log_error(std::string_view line) {
  spdlog::error("{}", line);
}
void log_warning(std::string_view line) {
  spdlog::warn("{}", line);
}
void log_detail(std::string_view line) {
  spdlog::debug("{}", line);
}

pipeline::OnProgress progress_line(std::uint64_t total_bytes) {
  if (g_verbosity.quiet || g_verbosity.json || !is_terminal()) return {};
  using Clock = std::chrono::steady_clock;
  struct Shown {
    std::string stage;
    Clock::time_point begin;
    Clock::time_point last;
  };
  auto shown = std::make_shared<Shown>();
  return [shown, total_bytes](const pipeline::Progress& progress) {
    const auto now = Clock::now();
    if (shown->stage != progress.stage) *shown = {std::string(progress.stage), now, now};
    if (now - shown->last < std::chrono::milliseconds(200)) return;
    shown->last = now;
    const double seconds = std::chrono::duration<double>(now - shown->begin).count();
    const double rate = static_cast<double>(progress.bytes) / seconds;
    const bool is_input = progress.of_bytes == 0;  // else what the first walk has kept of it
    std::string line = std::string(progress.stage) + ": " + std::to_string(progress.documents) + " records";
    std::array<char, 64> figures{};
    std::snprintf(figures.data(), figures.size(), ", %.1f MB/s", rate / 1e6);
    if (is_input) line += figures.data();
    const std::uint64_t all = is_input ? total_bytes : progress.of_bytes;
    if (all > progress.bytes && rate > 0) {
      line += ", " + human_time(static_cast<double>(all - progress.bytes) / rate) + " left";
    }
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    std::fflush(stderr);
  };
}

void end_progress() {
  if (!g_verbosity.quiet && !g_verbosity.json && is_terminal()) std::fputs("\r\x1b[K", stderr);
}

void log_lost_decisions(const pipeline::DecisionCounts& decisions) {
  if (g_verbosity.quiet || decisions.lost == 0) return;
  spdlog::log(spdlog::level::warn,
              "{} of {} decisions match no passage and outcome of this run any more; run.json lists them",
              decisions.lost, decisions.decided);
}

void log_notes(const std::vector<corpus::Diagnostic>& notes) {
  if (g_verbosity.quiet) return;
  for (const corpus::Diagnostic& note : notes) spdlog::log(spdlog::level::warn, "note: {}", to_string(note));
}

void print_line(const std::string& line) {
  if (!g_verbosity.quiet) std::printf("%s\n", line.c_str());
}

int finish_with(const std::vector<corpus::Diagnostic>& skipped, std::uint64_t count) {
  for (std::size_t i = 0; i < skipped.size() && i < kMostListed; ++i)
    log_warning("skipped: " + to_string(skipped[i]));
  if (count > kMostListed) {
    log_warning("… and " + std::to_string(count - kMostListed) +
                " more records were skipped; run.json lists them");
  }
  return count == 0 ? 0 : 1;
}

void print_summary(const pipeline::RunRecord& record, std::string_view results) {
  if (g_verbosity.quiet) return;
  const pipeline::Assembled& all = record.assembled;
  std::printf("%llu documents, %llu passages: %llu likely and %llu unsure matches\n",
              static_cast<unsigned long long>(all.shards.documents),
              static_cast<unsigned long long>(all.shards.passages),
              static_cast<unsigned long long>(all.likely), static_cast<unsigned long long>(all.unsure));
  if (!all.outcomes.empty()) {
    std::printf("\n  %7s %7s %7s  outcome\n", "for", "against", "unsure");
    for (const pipeline::OutcomeCount& outcome : all.outcomes) {
      std::printf("  %7llu %7llu %7llu  %s%s\n", static_cast<unsigned long long>(outcome.supporting),
                  static_cast<unsigned long long>(outcome.against),
                  static_cast<unsigned long long>(outcome.unsure), outcome.label.c_str(),
                  outcome.supporting == 0 ? "  — needs an example" : "");
    }
  }
  std::printf(
      "\n%llu candidates for new outcomes (%llu proposed outright), %llu negatively framed passages\n",
      static_cast<unsigned long long>(all.candidates), static_cast<unsigned long long>(all.proposed),
      static_cast<unsigned long long>(all.negative));
  std::printf("The report: %s\n", (std::filesystem::path(results) / "report.html").c_str());
}

}  // namespace bearout::cli
