#include "pipeline/review/desk_json.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/evaluation.hpp"
#include "pipeline/decision_lines.hpp"
#include "pipeline/excerpt.hpp"
#include "pipeline/json_text.hpp"
#include "pipeline/quote_highlights.hpp"
#include "pipeline/rows.hpp"

namespace bearout::review {

namespace {

using pipeline::Decision;
using pipeline::JsonText;

constexpr std::size_t kContext = 420;  // bytes before and after a passage

std::string_view name_of(pipeline::OutcomeChange change) {
  switch (change) {
    case pipeline::OutcomeChange::added:
      return "added";
    case pipeline::OutcomeChange::reworded:
      return "reworded";
    case pipeline::OutcomeChange::retired:
      return "retired";
    case pipeline::OutcomeChange::none:
      break;
  }
  return "";
}

std::string_view name_of(pipeline::CandidateAction action) {
  switch (action) {
    case pipeline::CandidateAction::promote:
      return "promote";
    case pipeline::CandidateAction::merge:
      return "merge";
    case pipeline::CandidateAction::dismiss:
      break;
  }
  return "dismiss";
}

void append_outcomes(JsonText& out, const Board& board) {
  const auto counts = board.counts();
  out.key("outcomes").open_array();
  for (std::size_t j = 0; j < counts.size(); ++j) {
    const OutcomeCard& outcome = board.outcomes()[j];
    const OutcomeCounts& own = counts[j];
    out.open_object()
        .field("id", outcome.id)
        .field("text", outcome.text)
        .field("title", outcome.title)
        .field("change", name_of(outcome.change))
        .field("for", own.supporting)
        .field("against", own.against)
        .field("unsure", own.unsure)
        .field("open", own.open)
        .field("negative_open", own.negative_open)
        .field("accepted", own.accepted)
        .field("requests", outcome.requests)
        .field("needs_example", own.supporting == 0)
        .close_object();
  }
  out.close_array();
}

void append_names(JsonText& out, std::string_view key, const std::vector<std::string>& names) {
  out.key(key).open_array();
  for (const std::string& name : names) out.value(name);
  out.close_array();
}

/// Cohen's kappa with each other reviewer over the pairs that both accepted or rejected.
void append_agreement(JsonText& out, const Board& board) {
  std::map<std::string, models::Agreement> with;
  for (std::uint32_t n = 0; n < board.size(List::suggestions); ++n) {
    if (board.votes(List::suggestions, n).size() < 2) continue;
    const Vote* mine = board.mine(List::suggestions, n);
    if (mine == nullptr || mine->decision == Decision::unsure) continue;
    for (const Vote& vote : board.votes(List::suggestions, n)) {
      if (vote.by == board.reviewer() || vote.decision == Decision::unsure) continue;
      models::Agreement& own = with[vote.by];
      const bool yes = mine->decision == Decision::accept;
      const bool theirs = vote.decision == Decision::accept;
      ++(yes ? (theirs ? own.both : own.only_program) : (theirs ? own.only_gold : own.neither));
    }
  }
  out.key("agreement").open_array();
  for (const auto& each : with) {
    const models::Agreement& own = each.second;
    const std::uint64_t pairs = own.both + own.only_program + own.only_gold + own.neither;
    const double kappa = own.kappa();
    out.open_object().field("with", each.first).field("pairs", pairs).field("same", own.both + own.neither);
    out.key("kappa");
    std::isfinite(kappa) ? out.value(kappa) : out.null();
    out.close_object();
  }
  out.close_array();
}

void append_progress(JsonText& out, const Board& board) {
  std::array<std::uint64_t, 3> decided{};
  std::uint64_t shown = 0;
  for (std::uint32_t n = 0; n < board.size(List::suggestions); ++n) {
    if (!board.shown(List::suggestions, n)) continue;
    ++shown;
    if (const Vote* mine = board.mine(List::suggestions, n))
      ++decided[static_cast<std::size_t>(mine->decision)];
  }
  std::uint64_t negative = 0;
  for (std::uint32_t n = 0; n < board.size(List::negative); ++n) {
    if (board.shown(List::negative, n) && board.is_open(List::negative, n)) ++negative;
  }
  std::uint64_t candidates = 0;
  for (std::size_t c = 0; c < board.results().candidates().size(); ++c) {
    if (!board.candidate(c)) ++candidates;
  }
  out.key("progress")
      .open_object()
      .field("suggestions", shown)
      .field("accepted", decided[0])
      .field("rejected", decided[1])
      .field("unsure", decided[2])
      .field("negative_open", negative)
      .field("candidates_open", candidates)
      .close_object();
}

void append_run(JsonText& out, const Board& board) {
  const pipeline::Report& run = board.results().run();
  out.key("run")
      .open_object()
      .field("folder", board.results().folder().filename().string())
      .field("outcomes_file", run.outcomes_file)
      .field("question", run.question)
      .field("language", run.language)
      .field("model", run.method.model)
      .field("documents", run.totals.documents)
      .field("passages", run.totals.passages)
      .field("without_priority", board.results().without_priority())
      .field("weaker_negative", board.results().weaker_negative())
      .close_object();
}

void append_vote(JsonText& out, const Vote& vote) {
  out.open_object().field("by", vote.by).field("decision", pipeline::name_of(vote.decision));
  if (vote.framing) out.field("framing", pipeline::name_of(*vote.framing));
  out.field("star", vote.star).field("note", vote.note).close_object();
}

void append_votes(JsonText& out, const Board& board, List list, std::uint32_t number) {
  out.key("mine");
  const Vote* mine = board.mine(list, number);
  if (mine == nullptr) {
    out.null();
  } else {
    append_vote(out, *mine);
  }
  out.key("others").open_array();
  for (const Vote& vote : board.votes(list, number)) {
    if (&vote != mine) append_vote(out, vote);
  }
  out.close_array();
}

void append_document(JsonText& out, const DocumentCard& document) {
  out.field("author", document.author)
      .field("date", document.date)
      .field("url", document.url)
      .field("source", document.source)
      .field("question", document.question);
}

void append_row(std::string& rows, const Board& board, List list, std::uint32_t number) {
  const Results& results = board.results();
  const Pair& pair = board.pair(list, number);
  const DocumentCard& document = results.documents()[pair.document];
  const std::string whole = results.document_text(pair.document);
  const std::size_t begin = pipeline::byte_of(whole, pair.place.start);
  const std::size_t end = pipeline::byte_of(whole, pair.place.end);
  JsonText out;
  out.open_object()
      .field("n", number)
      .field("document", document.id)
      .field("start", pair.place.start)
      .field("end", pair.place.end)
      .field("text", board.text(list, number));
  out.key("outcome");
  pair.outcome.empty() ? out.null() : out.value(pair.outcome);
  out.key("score");
  pair.score ? out.value(static_cast<double>(*pair.score)) : out.null();
  out.field("band", pipeline::name_of(pair.band))
      .field("framing", pipeline::name_of(pair.framing))
      .field("framing_score", static_cast<double>(pair.framing_score))
      .field("before", pipeline::last_words(std::string_view(whole).substr(0, begin), kContext))
      .field("after", pipeline::first_words(std::string_view(whole).substr(end), kContext))
      .field("cut_before", begin > kContext)
      .field("cut_after", whole.size() - end > kContext);
  append_document(out, document);
  append_votes(out, board, list, number);
  // The rows of the results themselves hold the evidence and the cues.
  const std::string mapping = list == List::suggestions ? results.line(pair) : std::string();
  const std::string cues = list == List::negative ? results.line(pair) : board.cues_of(number);
  rows += out.take();
  if (!mapping.empty()) rows += ",\"mapping\":" + mapping;
  if (!cues.empty()) rows += ",\"negative\":" + cues;
  rows += '}';
}

}  // namespace

std::string state_json(Desk& desk) {
  const Learning learning = desk.learning();
  const pipeline::History history = desk.history();
  const std::uint64_t recent = desk.recent();
  const std::uint64_t revision = desk.revision();
  return desk.look([&](const Board& board) {
    JsonText out;
    out.open_object().field("revision", revision).field("reviewer", board.reviewer());
    append_run(out, board);
    append_outcomes(out, board);
    append_progress(out, board);
    append_names(out, "reviewers", board.reviewers());
    append_agreement(out, board);
    append_names(out, "sources", board.results().sources());
    append_names(out, "authors", board.results().authors());
    out.key("history")
        .open_object()
        .field("undo", history.undo)
        .field("redo", history.redo)
        .field("undos", history.undos)
        .field("redos", history.redos)
        .close_object();
    out.field("recent", recent);
    out.key("learning")
        .open_object()
        .field("offered", desk.can_learn())
        .field("running", learning.running)
        .field("stage", learning.stage)
        .field("error", learning.error)
        .field("runs", learning.runs)
        .close_object();
    return out.close_object().take();
  });
}

std::string rows_json(Desk& desk, const View& view, std::uint64_t from, std::uint64_t count) {
  return desk.look([&](const Board& board) {
    std::string rows = "{\"total\":" + std::to_string(view.numbers.size()) +
                       ",\"from\":" + std::to_string(from) + ",\"rows\":[";
    const std::uint64_t end = std::min<std::uint64_t>(view.numbers.size(), from + count);
    for (std::uint64_t i = from; i < end; ++i) board.results().expect(board.pair(view.list, view.numbers[i]));
    for (std::uint64_t i = from; i < end; ++i) {
      if (i > from) rows += ',';
      append_row(rows, board, view.list, view.numbers[i]);
    }
    return rows + "]}";
  });
}

std::string view_json(Desk& desk, const View& view, const std::string& near) {
  return desk.look([&](const Board& board) {
    JsonText out;
    out.open_object().field("view", view.id).field("total", std::uint64_t{view.numbers.size()}).key("at");
    const std::uint32_t number = near.empty() ? kNone : board.find(view.list, near);
    const auto found = std::find(view.numbers.begin(), view.numbers.end(), number);
    found == view.numbers.end() ? out.null()
                                : out.value(static_cast<std::uint64_t>(found - view.numbers.begin()));
    return out.close_object().take();
  });
}

std::string candidates_json(Desk& desk) {
  return desk.look([&](const Board& board) {
    JsonText out;
    out.open_object().key("candidates").open_array();
    const auto& candidates = board.results().candidates();
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      const CandidateCard& card = candidates[c];
      const pipeline::CandidateSection& section = card.section;
      out.open_object().field("id", card.id).field("statement", section.statement).key("terms").open_array();
      for (const std::string& term : section.terms) out.value(term);
      out.close_array()
          .field("size", section.size)
          .field("novelty", section.novelty)
          .field("cohesion", card.cohesion)
          .field("source", section.proposed ? "proposed" : "recurring")
          .field("nearest_outcome", section.nearest_outcome)
          .field("close", section.is_close())
          .key("proposed_by")
          .open_array();
      for (const std::string& name : section.proposed_by) out.value(name);
      out.close_array().key("accepted_by_author");
      section.accepted_by_author ? out.value(*section.accepted_by_author) : out.null();
      const auto verdict = board.candidate(c);
      out.field("action", verdict ? name_of(verdict->action) : std::string_view())
          .field("into", verdict ? std::string_view(verdict->into) : std::string_view())
          .key("members")
          .open_array();
      for (const Member& member : card.members) {
        const DocumentCard& document = board.results().documents()[member.document];
        const std::string whole = board.results().document_text(member.document);
        const std::size_t begin = pipeline::byte_of(whole, member.place.start);
        const std::size_t end = pipeline::byte_of(whole, member.place.end);
        out.open_object()
            .field("document", document.id)
            .field("start", member.place.start)
            .field("end", member.place.end)
            .field("text", std::string_view(whole).substr(begin, end - begin))
            .field("score", member.score);
        append_document(out, document);
        out.close_object();
      }
      out.close_array().close_object();
    }
    return out.close_array().close_object().take();
  });
}

std::string document_json(Desk& desk, List list, std::uint32_t number) {
  return desk.look([&](const Board& board) {
    if (number >= board.size(list)) throw Refusal(Refusal::Kind::not_found, "there is no such passage");
    const Pair& pair = board.pair(list, number);
    const DocumentCard& document = board.results().documents()[pair.document];
    JsonText out;
    out.open_object()
        .field("document", document.id)
        .field("text", board.results().document_text(pair.document));
    out.field("start", pair.place.start).field("end", pair.place.end);
    append_document(out, document);
    return out.close_object().take();
  });
}

}  // namespace bearout::review
